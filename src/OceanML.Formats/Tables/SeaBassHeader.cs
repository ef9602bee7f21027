namespace OceanML.Formats.Tables;

/// <summary>The header of SeaBASS files: <c>/fields</c>, <c>/units</c>, <c>/delimiter</c>, <c>/missing</c> (https://seabass.gsfc.nasa.gov/wiki/metadataheaders).</summary>
internal static class SeaBassHeader
{
    public static TextDialect? Sniff(TextHead head)
    {
        var begin = Array.FindIndex(head.Lines, line => line.Trim().Length > 0);
        if (begin < 0 || !head.Lines[begin].Trim().Equals("/begin_header", StringComparison.OrdinalIgnoreCase)) return null;
        var end = Array.FindIndex(head.Lines, line => line.Trim().TrimEnd('@').Equals("/end_header", StringComparison.OrdinalIgnoreCase));
        if (end < 0) return null;
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Lines[begin..end])
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.StartsWith('/') && equals > 1) entries[line[1..equals].Trim()] = line[(equals + 1)..].Trim();
        }

        if (!entries.TryGetValue("fields", out var fields)) return null;
        var names = fields.TrimEnd(',', ' ').Split(',', StringSplitOptions.TrimEntries);
        var units = entries.TryGetValue("units", out var list) && list.TrimEnd(',', ' ').Split(',', StringSplitOptions.TrimEntries) is { } given && given.Length == names.Length ? given : null;
        var delimiter = entries.GetValueOrDefault("delimiter", "space").ToLowerInvariant() switch { "comma" => ',', "tab" => '\t', "semicolon" => ';', _ => ' ' };
        string[] missing = entries.TryGetValue("missing", out var fill) && fill.Length > 0 ? [fill] : [];
        var sample = head.Lines[(end + 1)..].Where(line => !TextDialect.IsAside(line) && !line.StartsWith('!')).Take(1000)
            .Select(line => TextDialect.Split(line, delimiter)).Where(row => row.Length == names.Length).ToList();
        return new TextDialect(
            head.Encoding,
            head.Gzip,
            delimiter,
            DecimalComma: false,
            TextNames.Unique(names, names.Length),
            TextNames.Units(null, units, names.Length),
            end + 1,
            missing,
            Plain: false,
            sample) { Header = new TextHeader(TextForm.SeaBass, entries, head.Lines[begin..end]) };
    }
}
