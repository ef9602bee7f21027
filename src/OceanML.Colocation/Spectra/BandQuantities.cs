using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>What the in situ spectrum holds, what the new columns shall hold, and the way between.</summary>
/// <param name="InSitu">What the spectrum holds; null where unknown.</param>
/// <param name="Conversion">The conversion that was asked for; null for none.</param>
/// <param name="Unit">Unit of the new columns; null where unknown.</param>
/// <param name="Source">Where the spectrum comes from.</param>
internal sealed record BandQuantities(SpectralQuantity? InSitu, QuantityConversion? Conversion, string? Unit, string? Source)
{
    /// <summary>What the new columns hold; null where unknown.</summary>
    public SpectralQuantity? Target => Conversion?.To ?? InSitu;

    /// <summary>Whether the spectrum is a reflectance, which the light weighs.</summary>
    public bool IsReflectance => InSitu is SpectralQuantity.Rrs or SpectralQuantity.RhoW;

    public double Factor(double wavelength, double width) => Conversion?.Factor(wavelength, width) ?? 1;

    public double Factor(SpectralCurve response) => Conversion?.Factor(response) ?? 1;

    /// <summary>Reads the quantities from options, units and names, and warns where these contradict each other.</summary>
    /// <exception cref="OceanException">A conversion is asked for from a quantity that nothing tells, or lacks what it needs.</exception>
    public static BandQuantities Of(Table table, IReadOnlyList<SpectralBand> sensors, InSituSpectrum spectrum, BandMatchOptions options, List<string> warnings)
    {
        var named = Guess(table, spectrum.Bands);
        var inSitu = options.InSituQuantity ?? named;
        var sensor = Guess(table, sensors);
        if (options.InSituQuantity is { } stated && named is { } other && stated != other)
            warnings.Add($"'{spectrum.Bands[0].Column}' reads like {SpectralQuantities.Name(other)} and is taken for {SpectralQuantities.Name(stated)}, as stated");
        var unit = spectrum.Unit() ?? options.InSituUnit;
        var source = spectrum.Metadata.Select(metadata => metadata.Source).FirstOrDefault(text => text is not null);
        if (options.Quantity is not { } target)
        {
            if (inSitu is { } from && sensor is { } to && from != to)
            {
                warnings.Add($"'{spectrum.Bands[0].Column}' is {SpectralQuantities.Name(from)} and '{sensors[0].Column}' is {SpectralQuantities.Name(to)}: the in situ values are not converted; "
                    + $"--quantity {SpectralQuantities.Name(to)} does");
            }
            else if (UnitText.Differ(unit, table[sensors[0].Column].Metadata.Unit))
            {
                warnings.Add($"'{spectrum.Bands[0].Column}' is in '{unit}' and '{sensors[0].Column}' in '{table[sensors[0].Column].Metadata.Unit}': the in situ values are not converted");
            }

            // With its unit, rho_w cannot be taken for the Rrs beside it later.
            return new BandQuantities(inSitu, null, unit ?? (inSitu is SpectralQuantity.Rrs or SpectralQuantity.RhoW ? SpectralQuantities.Unit(inSitu.Value) : null), source);
        }

        if (inSitu is not { } known)
            throw OceanException.Usage($"'{spectrum.Bands[0].Column}' does not tell what it holds; state it with --in-situ-quantity Rrs, rho_w or nLw");
        if (sensor is { } asked && asked != target)
            warnings.Add($"'{sensors[0].Column}' reads like {SpectralQuantities.Name(asked)} and the in situ values become {SpectralQuantities.Name(target)}, as asked");
        var radiance = target == SpectralQuantity.NLw && SpectralUnit.Factor(table[sensors[0].Column].Metadata.Unit, isRadiance: true) is not null
            ? table[sensors[0].Column].Metadata.Unit!
            : SpectralQuantities.RadianceUnit;
        var conversion = new QuantityConversion(known, unit, target, radiance, options.Solar);
        return new BandQuantities(known, conversion, conversion.Unit, source);
    }

    private static SpectralQuantity? Guess(Table table, IReadOnlyList<SpectralBand> bands)
    {
        foreach (var band in bands)
        {
            if (SpectralQuantities.Guess(band.Column, table[band.Column].Metadata) is { } quantity) return quantity;
        }

        return null;
    }
}
