using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>One Parquet file of a store: what its columns are, and the SQL that yields time and place of its rows.</summary>
internal sealed class StoredObservations
{
    // Beyond these the engine is not asked to skip row groups: nanosecond timestamps end in 2262.
    private static readonly (long From, long To) Prunable = (Timestamp.Parse("1700-01-01"), Timestamp.Parse("2200-01-01"));

    private readonly ParquetSchema schema;
    private readonly SourceColumn? instants;
    private readonly List<SourceColumn> sources;
    private (long[] Times, IReadOnlyList<string> Replaced)? whole;

    private StoredObservations(string path, long first, ParquetSchema schema)
    {
        (Path, First, this.schema) = (path, first, schema);
        sources = [.. schema.Supported];
        Own = new Table(sources.Select(column => Empty(column.Name, column.Kind)), new Dictionary<string, string> { [TableFile.FileKey] = path });
        instants = ObservationTimes.Instants(Own) is { } time ? Source(time) : null;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Number of its first row among all observations.</summary>
    public long First { get; }

    /// <summary>Number of its rows.</summary>
    public int Rows => schema.RowCount;

    /// <summary>Its columns under their own names, without rows.</summary>
    public Table Own { get; private set; }

    /// <summary>Its columns under canonical names, without rows.</summary>
    public Table Head { get; private set; } = null!;

    /// <summary>Key-value metadata of the file.</summary>
    public IReadOnlyDictionary<string, string> KeyValues => schema.KeyValues;

    /// <summary>What cannot be read of it.</summary>
    public IEnumerable<string> Warnings => schema.Warnings.Select(warning => $"{Path}: {warning}");

    /// <summary>Whether the engine can select by time; otherwise the times are read and decoded as a whole.</summary>
    public bool HasInstants => instants is not null;

    /// <summary>First and last time; an empty span where no row has one.</summary>
    public (long First, long Last) Span { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>Looks at the columns of a file.</summary>
    /// <param name="session">The engine.</param>
    /// <param name="path">The file.</param>
    /// <param name="first">Number of its first row.</param>
    /// <exception cref="OceanException">It has no time or no position, or texts in their place.</exception>
    /// <exception cref="DuckDbException">It is damaged.</exception>
    public static StoredObservations Open(DuckDbSession session, string path, long first)
    {
        var file = new StoredObservations(path, first, ParquetSchema.Read(session, path));
        file.Look(session);
        return file;
    }

    /// <summary>Leaves out a column that holds nothing, where other files hold another kind under its name.</summary>
    public void LeaveOut(DuckDbSession session, string column)
    {
        Own = Own.Without(column);
        Look(session);
    }

    /// <summary>A number of a column that cannot be a quality flag, in words; null where all can.</summary>
    public string? NoFlag(DuckDbSession session, string column)
    {
        var source = Source(Own[column]);
        if (source.Kind == ColumnKind.Boolean) return "truth values, which are";
        var odd = session.Texts($"SELECT CAST({source.Sql} AS VARCHAR) FROM {schema.From} WHERE {FlagColumns.OddSql(source.Sql)} LIMIT 1");
        return odd.Count == 0 ? null : $"{odd[0][0]}, which is";
    }

    /// <summary>Reads a column of numbers as quality flags from now on.</summary>
    public void ReadAsFlags(string column)
    {
        var at = sources.FindIndex(source => source.Name == column);
        sources[at] = sources[at] with { Kind = ColumnKind.Text, Sql = FlagColumns.TextSql(sources[at].Sql) };
        Own = new Table(Own.Columns.Select(own => own.Name == column ? Empty(column, ColumnKind.Text) : own), Own.Metadata);
        Head = Placed(Own, []);
    }

    /// <summary>Whether a column has any value; NaN and the empty text are none.</summary>
    public bool HasValues(DuckDbSession session, string column) => Any(
        session,
        column,
        sql => $"{sql} IS NOT NULL{Own.Find(column) switch { NumberColumn => $" AND NOT isnan({sql})", TextColumn => $" AND {sql} <> ''", _ => "" }}");

    /// <summary>Whether the engine finds a row that meets a condition on a column.</summary>
    public bool Any(DuckDbSession session, string column, Func<string, string> condition) =>
        (Own.Find(column) ?? CoordinateColumns.Find(Own, column)) is { } own && session.Texts($"SELECT 1 FROM {schema.From} WHERE {condition(Source(own).Sql)} LIMIT 1").Count > 0;

    /// <summary>The query for number, time, latitude, longitude and flags of all rows, in order.</summary>
    public string SelectAll(IReadOnlyList<string> flags)
    {
        var columns = flags.Select(flag => Own.Find(flag) is TextColumn column ? Source(column).Sql : "NULL::VARCHAR");
        var time = instants?.Sql ?? "NULL::BIGINT";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT file_row_number + {First} AS n, {time} AS t, {Source(Position("latitude")).Sql} AS a, {Source(Position("longitude")).Sql} AS o{string.Concat(columns.Select((column, i) => $", {column} AS f{i}"))} FROM {schema.FromNumbered}");
    }

    /// <summary>The same of the rows within a span of time, in no order.</summary>
    public string SelectBetween(IReadOnlyList<string> flags, long earliest, long latest)
    {
        var conditions = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{instants!.Sql} BETWEEN {earliest} AND {latest}") };

        // The bare column is what the engine compares with the statistics of row groups; the condition above is exact.
        if (earliest >= Prunable.From && earliest < Prunable.To) conditions.Add($"{instants.Reference} >= {Literal(earliest)}");
        if (latest >= Prunable.From && latest < Prunable.To) conditions.Add($"{instants.Reference} <= {Literal(latest + Timestamp.PerSecond)}");
        return $"{SelectAll(flags)} WHERE {string.Join(" AND ", conditions)}";
    }

    /// <summary>Times of all rows, of a file whose times the engine cannot compare.</summary>
    public long[] Times(int threads)
    {
        if (whole is { } known) return known.Times;
        var table = TableFile.Read(Path, ObservationTimes.Candidates(Own), new TableReadOptions { Threads = threads });
        var found = ObservationTimes.Find(table);
        whole = found;
        return found.Times;
    }

    /// <summary>Some rows with all columns, under canonical names.</summary>
    /// <param name="session">The engine.</param>
    /// <param name="wanted">Numbers of rows in this file, ascending and distinct.</param>
    /// <param name="threads">Number of threads.</param>
    public Table Take(DuckDbSession session, long[] wanted, int threads)
    {
        var columns = Own.Columns.Select(Source).ToList();
        var readers = columns.Select(column => ColumnReader.For(column.Name, column.Kind, schema.MetadataOf(column.Name), wanted.Length, [])).ToList();
        var numbers = new long[wanted.Length];
        session.Execute("CREATE OR REPLACE TEMP TABLE wanted (r BIGINT)");
        using (var appender = session.Append("wanted", [DuckDbType.BigInt]))
        {
            for (var start = 0; start < wanted.Length; start += appender.BatchSize)
            {
                var batch = wanted.AsSpan(start, Math.Min(appender.BatchSize, wanted.Length - start));
                batch.CopyTo(appender.Values<long>(0));
                appender.Flush(batch.Length);
            }

            appender.Close();
        }

        var at = 0;
        session.Query($"SELECT file_row_number{string.Concat(columns.Select(column => ", " + column.Sql))} FROM {schema.FromNumbered} WHERE file_row_number IN (SELECT r FROM wanted)", rows =>
        {
            rows.Column(0).Values<long>().CopyTo(numbers.AsSpan(at));
            for (var column = 0; column < readers.Count; column++) readers[column].Take(rows.Column(column + 1), at);
            at += rows.Count;
        });
        if (at != wanted.Length) throw OceanException.BadInput($"{Path}: has changed while it was being read");
        var order = Enumerable.Range(0, at).ToArray();
        Array.Sort(numbers, order);
        var table = new Table(readers.Select(reader => reader.Finish()), Own.Metadata).Take(order);
        return Placed(table, HasInstants ? table.Times(instants!.Name) : [.. wanted.Select(row => Times(threads)[row])]);
    }

    // Where a column of dates stands beside one of hours, it takes the data to tell whether the hours belong to them.
    private void Look(DuckDbSession session)
    {
        if (HasInstants)
        {
            Head = Placed(Own, []);
            var span = session.Texts($"SELECT epoch_us(min({instants!.Reference})), epoch_us(max({instants.Reference})) FROM {schema.From}")[0];
            if (span[0] is { } first && span[1] is { } last) Span = (long.Parse(first, CultureInfo.InvariantCulture), long.Parse(last, CultureInfo.InvariantCulture));
            return;
        }

        var times = Times(threads: 1);
        foreach (var time in times)
        {
            if (time != Timestamp.Missing) Span = (Math.Min(Span.First, time), Math.Max(Span.Last, time));
        }

        Head = Placed(Own, []);
    }

    private Table Placed(Table table, long[] times) => TableObservations.Placed(table, ObservationOptions.Default, (times, HasInstants ? [instants!.Name] : whole!.Value.Replaced));

    private NumberColumn Position(string coordinate) => TableObservations.Position(Own, coordinate);

    private SourceColumn Source(Column column) => sources.First(source => source.Name == column.Name);

    private Column Empty(string name, ColumnKind kind) => ColumnReader.For(name, kind, schema.MetadataOf(name), 0, []).Finish();

    // A bound to the second, floored: the caller adds a second to the upper one.
    private static string Literal(long instant) =>
        DuckDbSession.Literal(Timestamp.ToDateTime(instant).ToString("yyyy-MM-dd HH:mm:ss+00", CultureInfo.InvariantCulture));
}
