using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Turns one quantity of water spectra into another: rho_w = pi Rrs, nLw = Rrs F0.</summary>
internal sealed record QuantityConversion
{
    private readonly double radianceFrom;
    private readonly double radianceTo;
    private readonly SolarSpectrum? solar;

    /// <summary>Creates a conversion and checks that what it needs is there.</summary>
    /// <param name="from">What the values are.</param>
    /// <param name="fromUnit">Their unit; needed for nLw.</param>
    /// <param name="to">What they shall be.</param>
    /// <param name="toUnit">In which unit; counts for nLw.</param>
    /// <param name="solar">Solar irradiance, needed between nLw and a reflectance.</param>
    /// <exception cref="OceanException">The solar irradiance or a unit is missing, or a unit is not one of radiance.</exception>
    public QuantityConversion(SpectralQuantity from, string? fromUnit, SpectralQuantity to, string toUnit, SolarSpectrum? solar)
    {
        (From, To, this.solar) = (from, to, solar);
        Unit = to == SpectralQuantity.NLw ? toUnit : SpectralQuantities.Unit(to);
        if (NeedsSolar && solar is null)
            throw OceanException.Usage($"from {SpectralQuantities.Name(from)} to {SpectralQuantities.Name(to)} the solar irradiance F0 is needed; give a table of it with --solar");
        radianceFrom = from == SpectralQuantity.NLw ? Radiance(fromUnit) : 1;
        radianceTo = to == SpectralQuantity.NLw ? Radiance(toUnit) : 1;
    }

    public SpectralQuantity From { get; }

    public SpectralQuantity To { get; }

    /// <summary>Unit of the converted values.</summary>
    public string Unit { get; }

    /// <summary>Whether solar irradiance comes in.</summary>
    public bool NeedsSolar => (From == SpectralQuantity.NLw) != (To == SpectralQuantity.NLw);

    /// <summary>The factor for values at a single wavelength, nm, with the irradiance averaged over a width, nm.</summary>
    public double Factor(double wavelength, double width) => Factor(NeedsSolar ? solar!.At(wavelength, width) : double.NaN);

    /// <summary>The factor for means over a response.</summary>
    public double Factor(SpectralCurve response) => Factor(NeedsSolar ? solar!.Over(response) : double.NaN);

    private double Factor(double irradiance)
    {
        // By way of Rrs: sr-1; radiances in W m-2 nm-1 sr-1.
        var toRrs = From switch
        {
            SpectralQuantity.RhoW => 1 / Math.PI,
            SpectralQuantity.NLw => To == SpectralQuantity.NLw ? radianceFrom : radianceFrom / irradiance,
            _ => 1,
        };
        return toRrs * To switch
        {
            SpectralQuantity.RhoW => Math.PI,
            SpectralQuantity.NLw => (From == SpectralQuantity.NLw ? 1 : irradiance) / radianceTo,
            _ => 1,
        };
    }

    private static double Radiance(string? unit) => SpectralUnit.Factor(unit, isRadiance: true)
        ?? throw OceanException.BadInput($"{(unit is null ? "nLw without a unit" : $"'{unit}'")} cannot be converted; its unit should read like 'mW cm-2 um-1 sr-1' or 'W m-2 nm-1 sr-1'");
}
