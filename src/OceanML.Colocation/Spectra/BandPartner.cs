namespace OceanML.Colocation;

/// <summary>What a band of the sensor was compared with.</summary>
/// <param name="Sensor">The band.</param>
/// <param name="Wavelengths">Wavelengths measured in situ that were used, nm, rising; empty where there was none.</param>
/// <param name="Values">Number of rows with an in situ value.</param>
/// <param name="Without">Number of rows without.</param>
/// <param name="Reason">Why it has no partner at all, or why rows are without: a clause for the log; null where every row has a value.</param>
public sealed record BandPartner(SpectralBand Sensor, IReadOnlyList<double> Wavelengths, int Values, int Without, string? Reason)
{
    /// <summary>Greatest distance between the band and a wavelength used for it, nm; NaN where there is none.</summary>
    public double Distance => Wavelengths.Count == 0 ? double.NaN : Math.Max(Math.Abs(Wavelengths[0] - Sensor.Wavelength), Math.Abs(Wavelengths[^1] - Sensor.Wavelength));
}
