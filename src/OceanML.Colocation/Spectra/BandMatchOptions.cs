namespace OceanML.Colocation;

/// <summary>How bands measured in situ are matched with the bands of a sensor.</summary>
public sealed record BandMatchOptions
{
    /// <summary>Columns of the spectrum measured in situ: names and patterns as <see cref="BandColumns"/> reads them.</summary>
    public required IReadOnlyList<string> InSitu { get; init; }

    /// <summary>Columns of the sensor, likewise; empty for the bands of water spectra that colocation put into the table.</summary>
    public IReadOnlyList<string> Sensor { get; init; } = [];

    /// <summary>
    /// Greatest distance of an in situ wavelength from that of the sensor's band, nm (5 in the HYPERNETS protocol). With responses: two wavelengths up to
    /// twice as far apart are joined by a straight line, a wider gap covers nothing.
    /// </summary>
    public double Limit { get; init; } = 5;

    /// <summary>Responses of the sensor's bands to weigh the spectrum with; empty for the nearest wavelength.</summary>
    public IReadOnlyList<SpectralResponse> Responses { get; init; } = [];

    /// <summary>Smallest share of the area of a response that the spectrum must cover.</summary>
    public double MinimumCoverage { get; init; } = 0.95;

    /// <summary>What the in situ columns hold; null to read it from their names.</summary>
    public SpectralQuantity? InSituQuantity { get; init; }

    /// <summary>What the new columns shall hold; null to leave the values as they are.</summary>
    public SpectralQuantity? Quantity { get; init; }

    /// <summary>Unit of in situ nLw where the columns state none.</summary>
    public string? InSituUnit { get; init; }

    /// <summary>Solar irradiance, needed between nLw and a reflectance; reflectances are then also weighted by it, as the light is.</summary>
    public SolarSpectrum? Solar { get; init; }

    /// <summary>Width over which solar irradiance is averaged for a single wavelength, nm: that of the in situ filters.</summary>
    public double SolarWidth { get; init; } = 10;

    /// <summary>Whether the uncertainties (v_sigma) of the wavelengths of a spectrum are independent; otherwise one error shifts them all.</summary>
    public bool IndependentSigma { get; init; }

    /// <summary>What the new columns' names begin with.</summary>
    public string Prefix { get; init; } = "insitu_";
}
