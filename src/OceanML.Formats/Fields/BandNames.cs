using System.Globalization;
using System.Text.RegularExpressions;

namespace OceanML.Formats.Fields;

/// <summary>Wavelengths that are known from the names of variables alone: <c>Rrs_412</c>, <c>RRS412</c>, <c>nLw_443</c>, <c>Oa03_reflectance</c>.</summary>
public static partial class BandNames
{
    /// <summary>
    /// Nominal centres of the bands of OLCI, Oa01 to Oa21, nm (Sentinel-3 OLCI user guide; those of the water products also in the manifest of every
    /// product).
    /// </summary>
    public static IReadOnlyList<double> Olci { get; } =
    [
        400, 412.5, 442.5, 490, 510, 560, 620, 665, 673.75, 681.25, 708.75, 753.75, 761.25, 764.375, 767.5, 778.75, 865, 885, 900, 940, 1020,
    ];

    /// <summary>The wavelength in a name, nm; null where there is none.</summary>
    public static double? Wavelength(string name)
    {
        if (OlciBand(name) is { } band) return Olci[band - 1];
        if (Quantity().Match(name) is not { Success: true } match) return null;
        var wavelength = double.Parse(match.Groups["nm"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        return wavelength is >= 300 and <= 2500 ? wavelength : null;
    }

    /// <summary>The number of the OLCI band that a name begins with (Oa01 to Oa21), or null.</summary>
    internal static int? OlciBand(string name) =>
        name.Length > 5 && name.StartsWith("Oa", StringComparison.Ordinal) && name[4] == '_'
        && int.TryParse(name.AsSpan(2, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var band) && band is >= 1 and <= 21 ? band : null;

    // Optical quantities alone: temperature_500 is a depth. The number ends the name, or the word: Rrs_412_rmsd, NRRS555-NS_mean, KD490_M07.
    [GeneratedRegex(
        @"^((n?rrs|rho_?(w|s|t|n|wn)?|rw|rwn|n?lw|lwn|l?toa|rtoa|lt|es|ed|lu|kd|aph|adg|acdm|adom|anap|atot|apig|bb|bbp|btot|aot|aod|tau|a_dg|a_ph)_?|[abk]_)(?<nm>\d{3,4}(\.\d+)?)(?![0-9A-Za-z.])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
