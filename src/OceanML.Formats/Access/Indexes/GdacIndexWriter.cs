using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Access;

/// <summary>
/// Writes the columns of an index as Parquet. It appears whole or not at all under the name that its bytes give it; two processes that write the same index
/// write the same file. A failure costs the cache, never the search.
/// </summary>
internal sealed class GdacIndexWriter : IDisposable
{
    private readonly string folder;
    private readonly Func<string, string> nameOf;
    private readonly DuckDbSession session;
    private readonly DuckDbAppender appender;
    private readonly Dictionary<int, string> oddFiles = [];
    private int filled;
    private int rows;
    private bool isExact = true;

    public GdacIndexWriter(string folder, int threads, Func<string, string> nameOf)
    {
        (this.folder, this.nameOf) = (folder, nameOf);
        session = new DuckDbSession(threads);
        session.Execute("CREATE TABLE t (platform INTEGER, origin INTEGER, cycle INTEGER, content INTEGER, time INTEGER, latitude INTEGER, longitude INTEGER, updated INTEGER)");
        appender = session.Append("t", [.. Enumerable.Repeat(DuckDbType.Integer, 8)]);
    }

    /// <summary>Adds lines.</summary>
    public void Add(GdacLines lines)
    {
        if (!isExact) return;
        foreach (var (row, file) in lines.OddFiles) oddFiles.Add(rows + row, file);
        for (var start = 0; start < lines.Count;)
        {
            var count = Math.Min(appender.BatchSize - filled, lines.Count - start);
            Copy(lines.Platforms, 0, start, count);
            Copy(lines.Origins, 1, start, count);
            Copy(lines.Cycles, 2, start, count);
            Copy(lines.Contents, 3, start, count);
            isExact &= IndexIntegers.TryTimes(lines.Times.AsSpan(start, count), Room(4))
                && IndexIntegers.TryDegrees(lines.Latitudes.AsSpan(start, count), Room(5))
                && IndexIntegers.TryDegrees(lines.Longitudes.AsSpan(start, count), Room(6))
                && IndexIntegers.TryTimes(lines.Updates.AsSpan(start, count), Room(7));
            (filled, start) = (filled + count, start + count);
            if (filled == appender.BatchSize) Flush();
        }

        rows += lines.Count;
    }

    /// <summary>Writes the file; the reason why it could not, or null.</summary>
    public string? Finish(GdacIndexKind kind, long updated, GdacCoverage coverage, GdacNames names, int malformed)
    {
        if (!isExact) return "the index has a date outside 1950 to 2086 or a coordinate of more than six decimals, which its cache cannot hold; the next run reads its text again";
        var partial = Path.Combine(folder, $".index-{Environment.ProcessId}-{Guid.NewGuid():N}.partial");
        try
        {
            Flush();
            appender.Close();
            Directory.CreateDirectory(folder);
            CachedFiles.RemoveOld(folder, ".index-*.partial");
            var head = GdacIndexParquet.Head(kind, updated, coverage, names, malformed, oddFiles);
            session.Execute($"COPY t TO {DuckDbSession.Literal(partial)} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {GdacIndexParquet.RowGroup}, KV_METADATA {{oceanml_index: {DuckDbSession.Literal(head)}}})");
            File.Move(partial, Path.Combine(folder, nameOf(partial)), overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is DuckDbException or IOException or UnauthorizedAccessException)
        {
            return $"the index could not be kept in {folder}: {exception.Message}; the next run reads its text again";
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        appender.Dispose();
        session.Dispose();
    }

    private void Copy(int[] values, int column, int start, int count) => values.AsSpan(start, count).CopyTo(Room(column));

    private Span<int> Room(int column) => appender.Values<int>(column)[filled..];

    private void Flush()
    {
        if (filled > 0) appender.Flush(filled);
        filled = 0;
    }
}
