using System.Globalization;

namespace OceanML.Formats.Tables;

/// <summary>
/// The header of a CTD cast in WHP exchange format: <c>CTD,</c> and a stamp, comments, <c>NUMBER_HEADERS = n</c>, n - 1 lines
/// <c>KEY = value</c>, names, units (https://exchange-format.readthedocs.io).
/// </summary>
internal static class ExchangeCtdHeader
{
    private const string Count = "NUMBER_HEADERS";

    public static TextDialect? Sniff(TextHead head)
    {
        if (!head.Lines[0].StartsWith("CTD,", StringComparison.Ordinal)) return null;
        var first = Array.FindIndex(head.Lines, line => line.TrimStart().StartsWith(Count, StringComparison.OrdinalIgnoreCase));
        if (first < 0) return null;
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = first;
        for (; names < head.Lines.Length && Split(head.Lines[names]) is var (key, value); names++) entries.TryAdd(key, value);

        // The count includes its own line.
        if (int.TryParse(entries[Count], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && names - first > count) names = first + count;
        if (names + 2 >= head.Lines.Length) return null;
        var columns = TextDialect.Split(head.Lines[names], ',');
        var units = TextDialect.Split(head.Lines[names + 1], ',');
        var sample = head.Lines[(names + 2)..].Where(line => !TextDialect.IsAside(line)).Take(1000)
            .Select(line => TextDialect.Split(line, ',')).Where(row => row.Length == columns.Length).ToList();
        return new TextDialect(
            head.Encoding,
            head.Gzip,
            ',',
            DecimalComma: false,
            TextNames.Unique(columns, columns.Length),
            TextNames.Units(null, units.Length == columns.Length ? units : null, columns.Length),
            names + 2,
            ["-999"],
            Plain: false,
            sample) { Header = new TextHeader(TextForm.ExchangeCtd, entries, head.Lines[..names]) };
    }

    private static (string Key, string Value)? Split(string line) =>
        line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (line[..equals].Trim(), line[(equals + 1)..].Trim()) : null;
}
