namespace OceanML.Colocation;

/// <summary>What a spectrum of the water holds. They are one quantity in three forms: rho_w = pi Rrs, nLw = Rrs F0.</summary>
public enum SpectralQuantity
{
    /// <summary>Remote sensing reflectance, water-leaving radiance over downwelling irradiance, sr-1.</summary>
    Rrs,

    /// <summary>Water-leaving reflectance, pi times Rrs, without unit.</summary>
    RhoW,

    /// <summary>Normalised water-leaving radiance, Rrs times the extraterrestrial solar irradiance F0 at the mean distance of the Sun.</summary>
    NLw,
}
