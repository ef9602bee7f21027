using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Extraterrestrial solar irradiance F0 at the mean distance of the Sun, e.g. Thuillier et al. 2003, doi:10.1023/A:1024048429145, or TSIS-1 HSRS.
/// </summary>
public sealed class SolarSpectrum
{
    private readonly string label;

    /// <summary>Creates a spectrum.</summary>
    /// <param name="curve">Irradiance over wavelength, W m-2 nm-1.</param>
    /// <param name="label">Where it comes from, for messages.</param>
    public SolarSpectrum(SpectralCurve curve, string label) => (Curve, this.label) = (curve, label);

    /// <summary>Irradiance over wavelength, W m-2 nm-1.</summary>
    public SpectralCurve Curve { get; }

    /// <summary>
    /// Reads a spectrum from a table with a column wavelength (nm) and one of irradiance (F0, Esun, irradiance, or the only other one) whose unit is
    /// stated in the file or in brackets in its name, e.g. <c>uW/cm^2/nm</c> or <c>F0 [W m-2 nm-1]</c>.
    /// </summary>
    /// <exception cref="OceanException">No such columns, no unit, or values that no Sun has.</exception>
    public static SolarSpectrum From(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var wavelengths = SpectralTables.Wavelengths(table);
        var others = table.Columns.OfType<NumberColumn>().Where(column => column != wavelengths).ToList();
        var irradiance = others.Find(column => SpectralTables.Bare(column.Name) is "f0" or "esun" or "irradiance" or "solar_irradiance" or "ssi") ?? (others.Count == 1 ? others[0] : null)
            ?? throw OceanException.Missing(table.Label, "column", "F0", table.Names);
        var unit = irradiance.Metadata.Unit ?? Bracketed(irradiance.Name);
        var factor = SpectralUnit.Factor(unit, isRadiance: false)
            ?? throw OceanException.BadInput($"{table.Label}: column '{irradiance.Name}' has {(unit is null ? "no unit" : $"the unit '{unit}'")}; name it with a unit of irradiance such as F0 [W m-2 nm-1]");
        var curve = SpectralTables.Curve(table.Label, wavelengths.Values.Zip(irradiance.Values, (wavelength, value) => (wavelength, value * factor)));

        // The Sun gives 1.8 to 2.1 W m-2 nm-1 round 500 nm: another number is another unit.
        var green = curve.Start <= 500 && curve.End >= 510 ? curve.Integrate(500, 510) / 10 : double.NaN;
        if (green is < 1.5 or > 2.5)
            throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{table.Label}: '{irradiance.Name}' in '{unit}' would be {green:G3} W m-2 nm-1 at 505 nm, where the Sun gives 1.9; check the unit"));
        return new SolarSpectrum(curve, table.Label);
    }

    /// <summary>Mean irradiance over a width round a wavelength, W m-2 nm-1; at the wavelength itself where the width is 0.</summary>
    /// <exception cref="OceanException">The spectrum does not reach so far.</exception>
    public double At(double wavelength, double width)
    {
        var (low, high) = (wavelength - (width / 2), wavelength + (width / 2));
        if (low < Curve.Start || high > Curve.End)
            throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{label}: solar irradiance is needed from {low} to {high} nm and reaches from {Curve.Start} to {Curve.End} nm"));
        return width > 0 ? Curve.Integrate(low, high) / width : Curve.At(wavelength);
    }

    /// <summary>Irradiance weighted by a response, W m-2 nm-1.</summary>
    /// <exception cref="OceanException">The spectrum does not reach over the response.</exception>
    public double Over(SpectralCurve response)
    {
        if (response.Start < Curve.Start || response.End > Curve.End)
            throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{label}: solar irradiance is needed from {response.Start} to {response.End} nm and reaches from {Curve.Start} to {Curve.End} nm"));
        return Curve.Times(response).Integral / response.Integral;
    }

    private static string? Bracketed(string name) =>
        name.IndexOfAny(['[', '(']) is var open and > 0 && name.LastIndexOfAny([']', ')']) is var close && close > open ? name[(open + 1)..close] : null;
}
