using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Archives;

/// <summary>
/// A table that says of each field of an archive when and where it is, so that fields which cannot match are never opened: columns <c>path</c>,
/// <c>name</c>, <c>product</c>, <c>start</c>, <c>end</c>, <c>west</c>, <c>south</c>, <c>east</c>, <c>north</c> (west greater than east where the dateline is
/// crossed), <c>bytes</c>, <c>modified</c>, and <c>problem</c> for files that could not be opened.
/// </summary>
public static class FieldCatalogue
{
    /// <summary>Catalogues fields by their times and coordinates; no pixel is read.</summary>
    /// <param name="paths">Files and SEN3 folders; each row is in the place of its path.</param>
    /// <param name="threads">Number of fields that are open at once; the table does not depend on it.</param>
    /// <param name="folder">The folder the catalogue will be in: paths below it are written relative to it, others in full.</param>
    /// <param name="opened">Called after each field, for a progress bar; from several threads.</param>
    public static Table Build(IReadOnlyList<string> paths, int threads, string? folder = null, Action? opened = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var rows = new Row[paths.Count];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, i =>
        {
            rows[i] = Describe(paths[i]);
            opened?.Invoke();
        });
        NumberColumn Degrees(string name, Func<GeoBox, double> edge, string longName) => new(
            name,
            [.. rows.Select(row => row.Extent is { } box ? edge(box) : double.NaN)],
            new ColumnMetadata(name is "west" or "east" ? "degrees_east" : "degrees_north", LongName: longName));
        TextColumn Text(string name, Func<Row, string?> value, string longName) => new(name, [.. rows.Select(value)], new ColumnMetadata(LongName: longName));
        TimeColumn Time(string name, Func<Row, long?> value, string longName) => new(name, [.. rows.Select(row => value(row) ?? Timestamp.Missing)], new ColumnMetadata(LongName: longName));
        return new Table(
            [
                new TextColumn("path", [.. paths.Select(path => Written(path, folder))], new ColumnMetadata(LongName: "file or SEN3 folder, relative to the catalogue where it is below it")),
                new TextColumn("name", [.. paths.Select(NameOf)], new ColumnMetadata(LongName: "name in matchup tables")),
                Text("product", row => row.Product, "product"),
                Time("start", row => row.Covers?.Start, "start of what it covers"),
                Time("end", row => row.Covers?.End, "end of what it covers"),
                Degrees("west", box => box.West, "western edge; greater than the eastern one where the dateline is crossed"),
                Degrees("south", box => box.South, "southern edge"),
                Degrees("east", box => box.East, "eastern edge"),
                Degrees("north", box => box.North, "northern edge"),
                new NumberColumn("bytes", [.. rows.Select(row => (double?)row.Stamp?.Bytes ?? double.NaN)], new ColumnMetadata("byte", LongName: "size"), NumberKind.Int64),
                Time("modified", row => row.Stamp?.Modified, "last modification"),
                Text("problem", row => row.Problem, "why it could not be opened"),
            ],
            new Dictionary<string, string> { ["catalogue"] = "1" });
    }

    /// <summary>Whether a table is a catalogue: it has a column <c>path</c> of texts.</summary>
    public static bool IsCatalogue(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Find("path") is TextColumn;
    }

    /// <summary>The fields of a catalogue, those with a problem too.</summary>
    /// <param name="table">The catalogue; but for <c>path</c> every column may be absent.</param>
    /// <param name="folder">The folder it is in: relative paths begin there.</param>
    /// <exception cref="OceanException">A column holds another kind of values, or a row has no path.</exception>
    public static IReadOnlyList<CatalogueEntry> Entries(Table table, string folder)
    {
        ArgumentNullException.ThrowIfNull(table);
        var paths = table.Texts("path");
        var (names, problems) = (Texts(table, "name"), Texts(table, "problem"));
        var (starts, ends) = (Times(table, "start"), Times(table, "end"));
        var (wests, souths, easts, norths) = (Numbers(table, "west"), Numbers(table, "south"), Numbers(table, "east"), Numbers(table, "north"));
        var (bytes, modified) = (Numbers(table, "bytes"), Times(table, "modified"));
        var entries = new CatalogueEntry[paths.Length];
        for (var row = 0; row < entries.Length; row++)
        {
            var path = paths[row] ?? throw OceanException.BadInput(FormattableString.Invariant($"{table.Label}: row {row + 1} has no path"));
            var timed = starts is not null && ends is not null && starts[row] != Timestamp.Missing && ends[row] != Timestamp.Missing;
            var placed = wests is not null && souths is not null && easts is not null && norths is not null && double.IsFinite(wests[row] + souths[row] + easts[row] + norths[row]);
            var stamped = bytes is not null && modified is not null && double.IsFinite(bytes[row]) && modified[row] != Timestamp.Missing;
            entries[row] = new CatalogueEntry(
                Path.Combine(folder, path),
                names?[row],
                timed ? new TimeInterval(starts![row], ends![row]) : null,
                placed ? new GeoBox(wests![row], souths![row], easts![row], norths![row]) : null,
                stamped ? new FieldStamp((long)bytes![row], modified![row]) : null)
            {
                Problem = problems?[row],
            };
        }

        return entries;
    }

    /// <summary>The name of a field by its path: the last part of it.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    private sealed record Row(string? Product, TimeInterval? Covers, GeoBox? Extent, FieldStamp? Stamp, string? Problem);

    private static Row Describe(string path)
    {
        FieldStamp? stamp = null;
        try
        {
            // The stamp comes first: a file that changes while it is read must not look like the one that was read.
            stamp = FieldStamp.Of(path);
            using var field = FieldFile.Open(path);
            return new Row(field.Product, FieldExtent.Covers(field.Times), FieldExtent.Of(field.Geometry), stamp, null);
        }
        catch (Exception exception) when (exception is OceanException or IOException or UnauthorizedAccessException)
        {
            return new Row(null, null, null, stamp, exception.Message.ReplaceLineEndings(" "));
        }
    }

    private static string Written(string path, string? folder)
    {
        var full = Path.GetFullPath(path);
        if (folder is null) return full;
        var relative = Path.GetRelativePath(Path.GetFullPath(folder), full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    private static long[]? Times(Table table, string name) => IsEmpty(table, name) ? null : table.Times(name);

    private static double[]? Numbers(Table table, string name) => IsEmpty(table, name) ? null : table.Numbers(name);

    private static string?[]? Texts(Table table, string name) => IsEmpty(table, name) ? null : table.Texts(name);

    // A column of a text file without any value has no kind of its own.
    private static bool IsEmpty(Table table, string name) => table.Find(name) is not { } column || Enumerable.Range(0, column.Length).All(column.IsMissing);
}
