using System.Globalization;
using System.Text;
using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Access;

/// <summary>
/// A cached index: numbers in columns, the texts they stand for in its metadata. A search reads the columns of its criteria, then all columns within
/// the ranges of what is wanted, which the statistics of the row groups find.
/// </summary>
internal sealed class GdacIndexParquet(string file)
{
    /// <summary>Rows of a row group.</summary>
    public const int RowGroup = 122_880;

    /// <summary>Searches.</summary>
    public GdacIndexResult? Search(string path, GdacSelection selection, int threads)
    {
        using var session = new DuckDbSession(threads);
        var from = $"read_parquet({DuckDbSession.Literal(file)}, file_row_number = true)";
        var names = new GdacNames();
        var texts = session.Texts($"SELECT decode(value) FROM parquet_kv_metadata({DuckDbSession.Literal(file)}) WHERE decode(key) = 'oceanml_index'");
        if (texts.Count != 1 || texts[0][0] is not { } head) return null;
        using var json = JsonDocument.Parse(head);
        var root = json.RootElement;
        foreach (var text in root.GetProperty("origins").EnumerateArray()) names.Origin(text.GetString()!);
        foreach (var text in root.GetProperty("contents").EnumerateArray()) names.Content(text.GetString()!);
        var oddFiles = root.GetProperty("odd_files").EnumerateObject().ToDictionary(pair => int.Parse(pair.Name, CultureInfo.InvariantCulture), pair => pair.Value.GetString()!);
        var kind = Enum.Parse<GdacIndexKind>(root.GetProperty("kind").GetString()!);
        GdacIndex.Check(path, selection, kind);
        var coverage = CoverageOf(root.GetProperty("coverage"));

        var search = new GdacSearch(selection, names, kind);
        var wanted = Wanted(session, from, search.Filter, coverage.Profiles, out var bounds);
        if (wanted.Count > 0) Keep(session, from, search, wanted, bounds, oddFiles);
        return search.Result(root.GetProperty("updated").GetInt64(), coverage, root.GetProperty("malformed").GetInt32()) with { FromCache = true };
    }

    /// <summary>What the metadata of the file hold.</summary>
    public static string Head(GdacIndexKind kind, long updated, GdacCoverage coverage, GdacNames names, int malformed, Dictionary<int, string> oddFiles)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind.ToString());
            json.WriteNumber("updated", updated);
            json.WriteNumber("malformed", malformed);
            WriteTexts(json, "origins", names.OriginTexts);
            WriteTexts(json, "contents", names.ContentTexts);
            json.WriteStartObject("odd_files");
            foreach (var (row, odd) in oddFiles) json.WriteString(row.ToString(CultureInfo.InvariantCulture), odd);
            json.WriteEndObject();
            WriteCoverage(json, coverage);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The rows that are wanted, by the columns that the criteria need.</summary>
    /// <param name="session">The session.</param>
    /// <param name="from">The file.</param>
    /// <param name="filter">The criteria.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="bounds">Conditions that all of them meet: the range of each column read.</param>
    private static List<int> Wanted(DuckDbSession session, string from, GdacFilter filter, int count, out string bounds)
    {
        bounds = "";
        if (filter.Columns == GdacColumn.None) return [.. Enumerable.Range(0, count)];
        var wanted = new List<int>();
        string[] columns = [.. ColumnsOf(filter.Columns)];
        var (least, greatest) = (new int[columns.Length], new int[columns.Length]);
        Array.Fill(least, int.MaxValue);
        Array.Fill(greatest, int.MinValue);
        var lines = new GdacLines(2048);
        var at = 0;
        session.Query($"SELECT {string.Join(", ", columns)} FROM {from}", rows =>
        {
            Fill(lines, rows, filter.Columns);
            foreach (var row in filter.Apply(lines))
            {
                wanted.Add(at + row);
                for (var column = 0; column < columns.Length; column++)
                {
                    var value = rows.Column(column).Values<int>()[row];
                    (least[column], greatest[column]) = (Math.Min(least[column], value), Math.Max(greatest[column], value));
                }
            }

            at += rows.Count;
        });
        if (at != count) throw new FormatException("rows are missing");
        bounds = string.Concat(columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $" AND {column} BETWEEN {least[i]} AND {greatest[i]}")));
        return wanted;
    }

    private static void Keep(DuckDbSession session, string from, GdacSearch search, List<int> wanted, string bounds, Dictionary<int, string> oddFiles)
    {
        var lines = new GdacLines(2048);
        var rows = new List<int>();
        var next = 0;
        const GdacColumn all = GdacColumn.Platform | GdacColumn.Origin | GdacColumn.Cycle | GdacColumn.Content | GdacColumn.Time | GdacColumn.Place;
        foreach (var (first, last) in Stretches(wanted))
        {
            session.Query($"SELECT {string.Join(", ", ColumnsOf(all))}, updated, file_row_number::INTEGER FROM {from} WHERE file_row_number BETWEEN {first} AND {last}{bounds}", batch =>
            {
                Fill(lines, batch, all);
                IndexIntegers.ToTimes(batch.Column(7).Values<int>(), lines.Updates);
                var numbers = batch.Column(8).Values<int>();
                rows.Clear();
                lines.OddFiles.Clear();
                for (var row = 0; row < numbers.Length; row++)
                {
                    if (next >= wanted.Count || numbers[row] != wanted[next]) continue;
                    next++;
                    rows.Add(row);
                    if (oddFiles.TryGetValue(numbers[row], out var odd)) lines.OddFiles.Add(row, odd);
                }

                search.Keep(lines, rows);
            });
        }

        if (next != wanted.Count) throw new FormatException("rows are missing");
    }

    /// <summary>The first and last wanted row of each run of neighbouring row groups.</summary>
    private static IEnumerable<(int First, int Last)> Stretches(List<int> wanted)
    {
        var first = 0;
        for (var i = 1; i <= wanted.Count; i++)
        {
            if (i < wanted.Count && (wanted[i] / RowGroup) - (wanted[i - 1] / RowGroup) <= 1) continue;
            yield return (wanted[first], wanted[i - 1]);
            first = i;
        }
    }

    private static IEnumerable<string> ColumnsOf(GdacColumn columns)
    {
        if (columns.HasFlag(GdacColumn.Platform)) yield return "platform";
        if (columns.HasFlag(GdacColumn.Origin)) yield return "origin";
        if (columns.HasFlag(GdacColumn.Cycle)) yield return "cycle";
        if (columns.HasFlag(GdacColumn.Content)) yield return "content";
        if (columns.HasFlag(GdacColumn.Time)) yield return "time";
        if (!columns.HasFlag(GdacColumn.Place)) yield break;
        yield return "latitude";
        yield return "longitude";
    }

    private static void Fill(GdacLines lines, DuckDbRows rows, GdacColumn columns)
    {
        var at = 0;
        lines.Count = rows.Count;
        if (columns.HasFlag(GdacColumn.Platform)) rows.Column(at++).Values<int>().CopyTo(lines.Platforms);
        if (columns.HasFlag(GdacColumn.Origin)) rows.Column(at++).Values<int>().CopyTo(lines.Origins);
        if (columns.HasFlag(GdacColumn.Cycle)) rows.Column(at++).Values<int>().CopyTo(lines.Cycles);
        if (columns.HasFlag(GdacColumn.Content)) rows.Column(at++).Values<int>().CopyTo(lines.Contents);
        if (columns.HasFlag(GdacColumn.Time)) IndexIntegers.ToTimes(rows.Column(at++).Values<int>(), lines.Times);
        if (!columns.HasFlag(GdacColumn.Place)) return;
        IndexIntegers.ToDegrees(rows.Column(at++).Values<int>(), lines.Latitudes);
        IndexIntegers.ToDegrees(rows.Column(at).Values<int>(), lines.Longitudes);
    }

    private static GdacCoverage CoverageOf(JsonElement json) => GdacCoverage.Restore(
        json.GetProperty("profiles").GetInt32(),
        json.GetProperty("platform_count").GetInt32(),
        json.GetProperty("platforms").EnumerateArray().Select(number => number.GetInt32()),
        json.GetProperty("first").GetInt64(),
        json.GetProperty("last").GetInt64(),
        Number(json, "south"),
        Number(json, "north"),
        Number(json, "west"),
        Number(json, "east"),
        Counts(json.GetProperty("dacs")),
        Counts(json.GetProperty("parameters")));

    private static IEnumerable<KeyValuePair<string, int>> Counts(JsonElement json) => json.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetInt32()));

    private static double Number(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    private static void WriteCoverage(Utf8JsonWriter json, GdacCoverage coverage)
    {
        json.WriteStartObject("coverage");
        json.WriteNumber("profiles", coverage.Profiles);
        json.WriteNumber("platform_count", coverage.Platforms);
        json.WriteStartArray("platforms");
        foreach (var platform in coverage.NamedPlatforms) json.WriteNumberValue(platform);
        json.WriteEndArray();
        json.WriteNumber("first", coverage.First);
        json.WriteNumber("last", coverage.Last);
        foreach (var (name, value) in new[] { ("south", coverage.South), ("north", coverage.North), ("west", coverage.West), ("east", coverage.East) })
        {
            if (double.IsNaN(value)) json.WriteNull(name);
            else json.WriteNumber(name, value);
        }

        WriteCounts(json, "dacs", coverage.Dacs);
        WriteCounts(json, "parameters", coverage.Parameters);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts) json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
