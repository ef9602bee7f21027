using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>
/// Reads the profile indexes of an Argo Global Data Assembly Centre (10.17882/42182), plain or gzipped, one line at a time: a global core
/// index has three million lines.
/// </summary>
public static class GdacIndex
{
    private static readonly string[] Needed = ["file", "date", "latitude", "longitude"];

    /// <summary>The profiles of an index that a selection wants.</summary>
    /// <exception cref="OceanException">Not a profile index, or parameters asked of a core index.</exception>
    public static GdacIndexResult Select(string path, GdacSelection selection)
    {
        using var reader = new IndexText(path);
        var columns = ReadHeader(path, reader, out var title);
        var kind = !columns.ContainsKey("parameters") ? GdacIndexKind.Core
            : title.Contains("synthetic", StringComparison.OrdinalIgnoreCase) ? GdacIndexKind.Synthetic
            : GdacIndexKind.Bio;
        if (kind == GdacIndexKind.Core && selection.Parameters?.FirstOrDefault(name => name is not ("PRES" or "TEMP" or "PSAL")) is { } unknown)
            throw OceanException.Usage($"{path}: a core index lists no parameters, so {unknown} cannot be selected; give argo_synthetic-profile_index.txt.gz or argo_bio-profile_index.txt.gz");

        var coverage = new GdacCoverage();
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var duplicates = new List<(string, string)>();
        var entries = new List<GdacEntry>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (Parse(line, columns) is not { } entry)
            {
                refused["malformed_line"] = refused.GetValueOrDefault("malformed_line") + 1;
                continue;
            }

            coverage.Add(entry);
            if (selection.Refusal(entry, kind) is { } reason)
            {
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
            }
            else if (places.TryAdd(entry.Profile, entries.Count))
            {
                entries.Add(entry);
            }
            else
            {
                // The same profile twice, e.g. as R and D file: the more mature file is kept, the earlier line where they are equal.
                var place = places[entry.Profile];
                var (kept, leftOut) = entry.Maturity > entries[place].Maturity ? (entry, entries[place]) : (entries[place], entry);
                entries[place] = kept;
                duplicates.Add((kept.File, leftOut.File));
            }
        }

        return new GdacIndexResult(kind, entries, coverage, refused, duplicates);
    }

    private static Dictionary<string, int> ReadHeader(string path, IndexText reader, out string title)
    {
        title = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                if (line.Contains("Title", StringComparison.Ordinal)) title = line;
                continue;
            }

            var names = line.TrimStart('\u00EF', '\u00BB', '\u00BF').Split(',');
            var columns = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++) columns.TryAdd(names[i].Trim().ToLowerInvariant(), i);
            foreach (var name in Needed)
            {
                if (!columns.ContainsKey(name))
                    throw OceanException.BadInput($"{path}: not a GDAC profile index: its first line has no '{name}'; expected file,date,latitude,longitude,…, found {Shorten(line)}");
            }

            return columns;
        }

        throw OceanException.BadInput($"{path}: not a GDAC profile index: it has no line with column names");
    }

    private static GdacEntry? Parse(string line, Dictionary<string, int> columns)
    {
        var fields = line.Split(',');
        if (fields.Length < columns.Count - 1) return null;
        var file = Field("file");
        if (!file.EndsWith(".nc", StringComparison.Ordinal) || GdacPath.Platform(file).IsEmpty || file.Contains("..", StringComparison.Ordinal)) return null;
        var parameters = Field("parameters");
        return new GdacEntry(
            file,
            Time(Field("date")),
            Coordinate(Field("latitude"), 90),
            Coordinate(Field("longitude"), 360),
            parameters.Length == 0 ? [] : parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Field("parameter_data_mode"),
            Time(Field("date_update")));

        string Field(string name) => columns.TryGetValue(name, out var at) && at < fields.Length ? fields[at].Trim() : "";
    }

    /// <summary>Index dates are yyyyMMddHHmmss; 99999999999999 and blanks stand for none.</summary>
    private static long Time(string text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? Timestamp.From(time)
            : Timestamp.Missing;

    /// <summary>Index coordinates; 99999.000 and blanks stand for none.</summary>
    private static double Coordinate(string text, double limit)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > limit) return double.NaN;
        return limit == 360 && value > 180 ? value - 360 : value;
    }

    private static string Shorten(string line) => line.Length <= 60 ? $"'{line}'" : $"'{line[..60]}…'";
}
