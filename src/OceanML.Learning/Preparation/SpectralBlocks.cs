using System.Globalization;

namespace OceanML.Learning;

/// <summary>
/// Finds spectra among feature names: columns that differ only in a number at their end, such as <c>Rrs_412</c>, <c>Rrs_443</c>… A
/// spectrum of many bands holds far fewer independent numbers than bands, so it enters a network as its principal components.
/// </summary>
public static class SpectralBlocks
{
    /// <summary>Fewest bands that count as a spectrum.</summary>
    public const int MinimumBands = 16;

    /// <summary>The spectra: indices of their bands, in the order of the features; spectra in the order of their first band.</summary>
    public static IReadOnlyList<int[]> Find(IReadOnlyList<string> names) =>
        [.. Enumerable.Range(0, names.Count)
            .GroupBy(i => Stem(names[i]) ?? "", StringComparer.Ordinal)
            .Where(block => block.Key.Length > 0 && block.Count() >= MinimumBands)
            .Select(block => block.ToArray())];

    /// <summary>The name without the number at its end; null where there is none, nothing is left, or the columns are lags of a series.</summary>
    private static string? Stem(string name)
    {
        var end = name.Length;
        while (end > 0 && (char.IsAsciiDigit(name[end - 1]) || name[end - 1] == '.')) end--;
        return end > 0 && end < name.Length && !name.AsSpan(0, end).EndsWith("_lag", StringComparison.Ordinal) && double.TryParse(name.AsSpan(end), NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? name[..end] : null;
    }
}
