using OceanML.Core;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// Observations in Parquet files that together may be larger than memory. Columns of time and position are recognised and renamed as in a single
/// table (<see cref="ObservationFile"/>); rows are numbered file after file in the order given, and every row has a number, also one without time.
/// </summary>
/// <remarks>
/// Times are best stored as timestamps and sorted: then a span of time costs the row groups that hold it. Dates as text or in several columns, and
/// numbers since an epoch, are decoded once and kept, 8 bytes per row. Not safe for several threads at once.
/// </remarks>
public sealed class ParquetObservations : IObservationStore, IDisposable
{
    private const int BatchRows = 65_536;
    private const int FilesPerQuery = 100;
    private const long LongestMargin = 2 * Timestamp.PerDay;

    private readonly DuckDbSession session;
    private readonly int threads;
    private readonly List<StoredObservations> files = [];
    private readonly Table head;
    private readonly IReadOnlyList<string> flags;
    private (long Earliest, long Latest, Table Table)? recent;

    private ParquetObservations(IReadOnlyList<string> paths, string source, int threads, IReadOnlyList<string> warnings)
    {
        (Source, this.threads) = (source, threads);
        session = new DuckDbSession(threads);

        // The same files are asked granule after granule.
        session.Execute("SET parquet_metadata_cache = true");
        foreach (var path in paths)
        {
            files.Add(Guard(path, () => StoredObservations.Open(session, path, Count)));
            Count += files[^1].Rows;
        }

        var odd = Guard(source, () => StoreColumns.ReadFlags(session, files));
        head = StoreColumns.Unite(source, session, files);
        flags = [.. new[] { "time_qc", "position_qc" }.Where(name => head.Find(name) is TextColumn)];
        Warnings = [.. warnings, .. files.SelectMany(file => file.Warnings), .. odd];
    }

    /// <inheritdoc/>
    public string Source { get; }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The files, in the order in which their rows are numbered.</summary>
    public IEnumerable<string> Files => files.Select(file => file.Path);

    /// <summary>Opens files as one set of observations.</summary>
    /// <param name="files">The files, in the order in which their rows are to be numbered.</param>
    /// <param name="source">How messages name them together: their folder.</param>
    /// <param name="threads">Worker threads; the result does not depend on it.</param>
    /// <exception cref="OceanException">
    /// A file is damaged, has no time or no position, or texts in their place; a column holds numbers in one file and texts or times in another.
    /// </exception>
    public static ParquetObservations Open(IReadOnlyList<string> files, string source, int threads) => Open(files, source, threads, []);

    /// <inheritdoc/>
    public Table Between(long earliest, long latest)
    {
        if (recent is not { } known || earliest < known.Earliest || latest > known.Latest)
        {
            // Granules come in order of time, and each is asked for more than once: what comes next is fetched along.
            var margin = earliest > long.MinValue / 4 && latest < long.MaxValue / 4 ? Math.Min(Math.Max(0, latest - earliest), LongestMargin) : 0;
            known = (earliest - margin, latest + margin, Fetch(earliest - margin, latest + margin));
            recent = known;
        }

        var times = known.Table.Times("time");
        var (start, end) = (FirstNotBefore(times, earliest), latest == long.MaxValue ? times.Length : FirstNotBefore(times, latest + 1));
        return known.Table.Take([.. Enumerable.Range(start, Math.Max(0, end - start))]);
    }

    /// <inheritdoc/>
    public IEnumerable<Table> Coordinates()
    {
        // A stream that is half read blocks its session, and Between may be called meanwhile.
        using var own = new DuckDbSession(threads);
        foreach (var file in files)
        {
            var times = file.HasInstants ? null : file.Times(threads);
            var rows = new CoordinateRows(head, flags);
            using var batches = own.Batches(file.SelectAll(flags), batch =>
            {
                if (times is null) rows.Add(batch);
                else rows.Add(batch, times, file.First, null);
                return rows.Count;
            }).GetEnumerator();
            while (Guard(file.Path, batches.MoveNext))
            {
                if (rows.Count < BatchRows) continue;
                yield return rows.Finish(sorted: false);
            }

            if (rows.Count > 0) yield return rows.Finish(sorted: false);
        }
    }

    /// <inheritdoc/>
    public Table Take(IReadOnlyList<long> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var distinct = observations.Distinct().Order().ToArray();
        if (distinct.Length > 0 && (distinct[0] < 0 || distinct[^1] >= Count))
            throw OceanException.BadInput($"{Source}: has {Count} observations, and number {(distinct[0] < 0 ? distinct[0] : distinct[^1])} was asked for");
        var parts = new List<Table> { head };
        for (var (file, at) = (0, 0); at < distinct.Length; file++)
        {
            var end = at;
            while (end < distinct.Length && distinct[end] < files[file].First + files[file].Rows) end++;
            if (end == at) continue;
            var wanted = Array.ConvertAll(distinct[at..end], number => number - files[file].First);
            parts.Add(Guard(files[file].Path, () => files[file].Take(session, wanted, threads)));
            at = end;
        }

        var table = StoreColumns.Conform(parts, head);
        return table.Take(Array.ConvertAll(observations.ToArray(), number => Array.BinarySearch(distinct, number)));
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    internal static ParquetObservations Open(IReadOnlyList<string> files, string source, int threads, IReadOnlyList<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new ParquetObservations(files, source, threads, warnings);
    }

    private Table Fetch(long earliest, long latest)
    {
        var rows = new CoordinateRows(head, flags);
        var selected = files.Where(file => file.Span.First <= latest && file.Span.Last >= earliest).ToList();
        foreach (var part in selected.Where(file => file.HasInstants).Chunk(FilesPerQuery))
        {
            var query = string.Join(" UNION ALL ", part.Select(file => file.SelectBetween(flags, earliest, latest)));
            Guard(part[0].Path, () =>
            {
                session.Query(query, batch => rows.Add(batch));
                return 0;
            });
        }

        foreach (var file in selected.Where(file => !file.HasInstants))
        {
            var times = file.Times(threads);
            Guard(file.Path, () =>
            {
                session.Query(file.SelectAll(flags), batch => rows.Add(batch, times, file.First, (earliest, latest)));
                return 0;
            });
        }

        return rows.Finish(sorted: true);
    }

    private static int FirstNotBefore(long[] times, long time)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDbException exception)
        {
            throw OceanException.BadInput($"{path}: cannot be read as Parquet, the file is cut off or damaged ({exception.Message})", exception);
        }
    }
}
