using System.Globalization;

namespace OceanML.Colocation;

/// <summary>Bands named by wavelength, as protocols do, because their names change with sensor and product version: <c>560nm</c>, <c>405-570nm</c>.</summary>
/// <param name="From">First wavelength, nm.</param>
/// <param name="To">Last wavelength, nm; equal to the first for the one band nearest to it.</param>
internal readonly record struct WavelengthRange(double From, double To)
{
    // A sensor without a band within this distance has no band of that name (555 and 560, 665 and 670 nm are the same band of different sensors).
    private const double Tolerance = 10;

    /// <summary>Reads a range; null where the text is a name or a pattern.</summary>
    public static WavelengthRange? TryParse(string text)
    {
        if (!text.EndsWith("nm", StringComparison.Ordinal)) return null;
        var parts = text[..^2].Split('-');
        if (parts.Length > 2) return null;
        if (!double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var from)) return null;
        if (!double.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var to)) return null;
        return new WavelengthRange(from, to);
    }

    /// <summary>Indices of the bands that are meant: those within the range, or the first of those nearest to the one wavelength.</summary>
    public IEnumerable<int> Of(double[] wavelengths)
    {
        var (from, to) = (From, To);
        if (from != to) return Enumerable.Range(0, wavelengths.Length).Where(i => wavelengths[i] >= from && wavelengths[i] <= to);
        var nearest = -1;
        for (var i = 0; i < wavelengths.Length; i++)
        {
            var distance = Math.Abs(wavelengths[i] - from);
            if (distance <= Tolerance && (nearest < 0 || distance < Math.Abs(wavelengths[nearest] - from))) nearest = i;
        }

        return nearest < 0 ? [] : [nearest];
    }
}
