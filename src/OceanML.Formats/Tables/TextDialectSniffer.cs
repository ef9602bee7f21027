using System.Text.RegularExpressions;

namespace OceanML.Formats.Tables;

/// <summary>Finds delimiter, names, units row and decimal sign of delimited text that says nothing about itself.</summary>
internal static partial class TextDialectSniffer
{
    private const int SampleLines = 1000;
    private const double Consistent = 0.9;

    public static TextDialect? Sniff(TextHead head)
    {
        var lines = new List<(int Number, string Text)>();
        var comments = new List<string>();
        string? unitsComment = null;
        var missing = new List<string>();
        var aside = false;
        for (var i = 0; i < head.Lines.Length && lines.Count < SampleLines; i++)
        {
            var line = head.Lines[i];
            if (!TextDialect.IsAside(line))
            {
                lines.Add((i, line));
                continue;
            }

            // A SeaBASS header put into comments still tells units and missing values.
            var comment = line.Trim().TrimStart('#').Trim();
            if (comment.StartsWith("/missing=", StringComparison.OrdinalIgnoreCase)) missing.Add(comment[9..].Trim());
            else if (comment.StartsWith("/units=", StringComparison.OrdinalIgnoreCase)) unitsComment = comment[7..];
            if (lines.Count == 0 && comment.Length > 0) comments.Add(comment);
            else if (comment.Length > 0) aside = true;
        }

        if (lines.Count == 0 || lines[0].Text.TrimStart() is ['<' or '{', ..]) return null;
        if (FindDelimiter(lines) is not var (delimiter, count, first)) return null;
        var table = lines[first..].Select(line => (line.Number, Fields: TextDialect.Split(line.Text, delimiter))).Where(line => line.Fields.Length == count).ToList();
        var preamble = PreambleRows(table);
        if (preamble > 0) table = table[preamble..];
        var rows = table.Select(line => line.Fields).ToList();
        var decimalComma = delimiter != ',' && HasDecimalCommas(rows);
        var header = IsHeader(rows, decimalComma);
        var names = header ? rows[0] : null;
        var data = header ? 1 : 0;
        var (commented, below) = names is null ? FromComments(comments, delimiter, count) : (null, null);
        names ??= commented;
        var units = below ?? (unitsComment is not null && TextDialect.Split(unitsComment, delimiter) is { } told && told.Length == count ? told : null);
        while (names is not null && data < rows.Count && IsUnitsRow(rows, data, decimalComma))
        {
            units ??= rows[data];
            data++;
        }

        if (count == 1 && (names is null || names[0].Contains(' ', StringComparison.Ordinal) || data >= table.Count)) return null;

        var skip = data < table.Count ? table[data].Number : lines[^1].Number + 1;
        var exchange = head.Lines[0].StartsWith("BOTTLE,", StringComparison.Ordinal) || head.Lines[0].StartsWith("CTD,", StringComparison.Ordinal);
        if (exchange) missing.Add("-999");
        var odv = names is [var cruise, var station, var type, ..] && Is(cruise, "Cruise") && Is(station, "Station") && Is(type, "Type");
        if (odv) missing.Add("-1e10");
        return new TextDialect(
            head.Encoding,
            head.Gzip,
            delimiter,
            decimalComma,
            TextNames.Unique(names, count),
            TextNames.Units(names, units, count),
            skip,
            missing,
            Plain: head.Encoding is System.Text.UTF8Encoding && delimiter != ' ' && !aside && first == 0 && preamble == 0 && data < table.Count,
            rows[data..])
        {
            Repeated = odv || names is null ? [] : [.. names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)],
            Header = Header(odv ? TextForm.Odv : exchange ? TextForm.ExchangeBottle : TextForm.Plain, head.Lines[..Math.Min(skip, head.Lines.Length)]),
        };
    }

    // Names in the last comment, or in the last but one with units below (NDBC: #YY MM DD hh mm WDIR, #yr mo dy hr mn degT).
    private static (string[]? Names, string[]? Units) FromComments(List<string> comments, char delimiter, int count)
    {
        var rows = comments.AsEnumerable().Reverse().Select(comment => TextDialect.Split(comment, delimiter)).TakeWhile(row => row.Length == count).ToList();
        if (rows.Count == 0) return (null, null);
        return rows.Count > 1 && rows[1].Distinct().Count() == count && rows[0].Distinct().Count() < count ? (rows[1], rows[0]) : (rows[0], null);
    }

    private static bool Is(string field, string name) => field.Equals(name, StringComparison.OrdinalIgnoreCase);

    // What comments above the rows say: //WMO ID: 5904675, # EXPOCODE: 06AQ20141202, #/missing=-999.
    private static TextHeader Header(TextForm form, string[] lines)
    {
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            if (Entry().Match(line) is { Success: true } entry) entries.TryAdd(entry.Groups[1].Value.Trim(), entry.Groups[2].Value.Trim());
        }

        return new TextHeader(form, entries, lines);
    }

    // The delimiter whose number of fields agrees best from line to line; the first line with that number starts the table.
    private static (char Delimiter, int Count, int First)? FindDelimiter(List<(int Number, string Text)> lines)
    {
        (char Delimiter, int Count, int First)? best = null;
        var bestShare = Consistent - 1e-9;
        foreach (var delimiter in "\t;,| ")
        {
            var counts = lines.Select(line => TextDialect.Split(line.Text, delimiter).Length).ToList();
            var mode = counts.GroupBy(count => count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;
            if (mode < 2) continue;
            var first = counts.IndexOf(mode);
            var share = counts.Skip(first).Count(count => count == mode) / (double)(counts.Count - first);

            // A preamble longer than the table, or prose with as many blanks in two lines, is no table.
            if ((first > counts.Count / 2 && counts.Count > 4) || (first > 0 && counts.Count - first < 2)) continue;
            if (delimiter == ' ' && (counts.Count < 2 || !lines.Skip(first + 1).Any(line => line.Text.Any(char.IsAsciiDigit)))) continue;
            if (share <= bestShare) continue;
            best = (delimiter, mode, first);
            bestShare = share;
        }

        return best ?? (lines.Count > 1 && lines.TrueForAll(line => !line.Text.Trim().Contains(' ', StringComparison.Ordinal)) ? (',', 1, 0) : null);
    }

    // Spreadsheets pad a preamble to the width of the table: rows almost empty, above one that is almost full.
    private static int PreambleRows(List<(int Number, string[] Fields)> table)
    {
        if (table[0].Fields.Length < 6) return 0;
        var full = table.FindIndex(line => 2 * line.Fields.Count(field => field.Length > 0) >= line.Fields.Length);
        return full > 0 && table.Take(full).All(line => line.Fields.Count(field => field.Length > 0) <= 2) ? full : 0;
    }

    private static bool HasDecimalCommas(IEnumerable<string[]> rows)
    {
        int commas = 0, points = 0;
        foreach (var field in rows.SelectMany(row => row))
        {
            if (DecimalComma().IsMatch(field)) commas++;
            else if (field.Contains('.', StringComparison.Ordinal) && TextDialect.IsNumber(field, decimalComma: false)) points++;
        }

        return commas > points;
    }

    // Names are not numbers; or they are text above a column that holds numbers otherwise.
    private static bool IsHeader(List<string[]> rows, bool decimalComma)
    {
        var first = rows[0];
        if (first.All(field => field.Length == 0)) return false;
        if (!Array.Exists(first, field => IsValue(field, decimalComma))) return true;
        return Array.Exists(Enumerable.Range(0, first.Length).ToArray(), column =>
            first[column].Length > 0 && !IsValue(first[column], decimalComma) && MostlyNumbers(rows, 1, column, decimalComma));
    }

    // ERDDAP, exchange files and others put units below the names: text, above columns of numbers.
    private static bool IsUnitsRow(List<string[]> rows, int at, bool decimalComma)
    {
        if (rows.Count < at + 2) return false;
        int units = 0, values = 0;
        for (var column = 0; column < rows[at].Length; column++)
        {
            var field = rows[at][column];
            if (field.Length == 0 || MissingTokens.IsMissing(field)) continue;
            if (IsValue(field, decimalComma)) values++;
            else if (MostlyNumbers(rows, at + 1, column, decimalComma) || EcoTaxaType().IsMatch(field)) units++;
        }

        return units > values;
    }

    private static bool MostlyNumbers(List<string[]> rows, int from, int column, bool decimalComma)
    {
        int numbers = 0, others = 0;
        for (var row = from; row < rows.Count; row++)
        {
            var field = rows[row][column];
            if (field.Length == 0 || MissingTokens.IsMissing(field)) continue;
            if (IsValue(field, decimalComma)) numbers++;
            else others++;
        }

        return numbers > 9 * others;
    }

    private static bool IsValue(string field, bool decimalComma) => TextDialect.IsNumber(field, decimalComma) || TextTimes.LooksLikeTime(field);

    [GeneratedRegex(@"^\s*[-+]?\d+,\d+([eE][-+]?\d+)?\s*$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^\s*[#/]+\s*([^=:#/]+)[=:](.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\[[tf]\]$")]
    private static partial Regex EcoTaxaType();
}
