using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>
/// A table file read block by block, in order, so that one larger than memory can be worked through: Parquet by its row groups, delimited text
/// in two passes (the first finds out what each column holds). The blocks one below the other are the table that <see cref="TableFile.Read"/> gives.
/// </summary>
public sealed class TableBlocks : IDisposable
{
    /// <summary>Text below this size is read at once.</summary>
    internal const long WholeText = 32L << 20;

    private readonly IBlockSource source;

    private TableBlocks(string path, IBlockSource source) => (Path, this.source) = (path, source);

    /// <summary>The file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>The columns, their kinds and metadata, and the metadata of the table; no rows.</summary>
    public Table Head => source.Head;

    /// <summary>Number of rows.</summary>
    public long RowCount => source.RowCount;

    /// <summary>Opens a file.</summary>
    /// <param name="path">A Parquet file or delimited text, whatever its name.</param>
    /// <param name="options">Declared missing values, threads.</param>
    /// <exception cref="OceanException">As <see cref="TableFile.Read"/>.</exception>
    public static TableBlocks Open(string path, TableReadOptions? options = null) => Open(path, options ?? TableReadOptions.Default, WholeText);

    internal static TableBlocks Open(string path, TableReadOptions options, long wholeText)
    {
        if (!TableFile.IsText(path, out var dialect)) return new TableBlocks(path, new ParquetBlocks(path, options));
        return new TableBlocks(path, new FileInfo(path).Length < wholeText ? new WholeTable(TableFile.Read(path, options: options)) : new TextBlocks(path, dialect, options));
    }

    /// <summary>The rows, block by block.</summary>
    /// <param name="columns">The columns to read, in this order.</param>
    /// <param name="rows">Rows in a block, but for the last; rounded up to whole batches of the engine.</param>
    /// <exception cref="OceanException">No such column, or the file is cut off or damaged.</exception>
    public IEnumerable<Table> Read(IReadOnlyList<string> columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        foreach (var name in columns)
        {
            if (!Head.Has(name)) throw OceanException.Missing(Path, "column", name, Head.Names);
        }

        return source.Read(columns, rows);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    /// <summary>Where blocks come from.</summary>
    internal interface IBlockSource : IDisposable
    {
        /// <summary>The columns without rows.</summary>
        Table Head { get; }

        /// <summary>Number of rows.</summary>
        long RowCount { get; }

        /// <summary>The blocks.</summary>
        IEnumerable<Table> Read(IReadOnlyList<string> columns, int rows);
    }

    private sealed class WholeTable(Table table) : IBlockSource
    {
        public Table Head { get; } = table.Take([]);

        public long RowCount => table.RowCount;

        public IEnumerable<Table> Read(IReadOnlyList<string> columns, int rows)
        {
            var chosen = table.Select(columns);
            if (chosen.RowCount <= rows)
            {
                yield return chosen;
                yield break;
            }

            for (var start = 0; start < chosen.RowCount; start += rows)
                yield return chosen.Take([.. Enumerable.Range(start, Math.Min(rows, chosen.RowCount - start))]);
        }

        public void Dispose()
        {
        }
    }

    private sealed class ParquetBlocks : IBlockSource
    {
        private readonly string path;
        private readonly TableReadOptions options;
        private readonly DuckDbSession session;
        private readonly ParquetSchema schema;

        public ParquetBlocks(string path, TableReadOptions options)
        {
            (this.path, this.options) = (path, options);
            session = new DuckDbSession(options.Threads);
            try
            {
                schema = ParquetReader.Guard(path, () => ParquetSchema.Read(session, path));
                Head = new Table(
                    schema.Supported.Select(field => ColumnReader.For(field.Name, field.Kind, schema.MetadataOf(field.Name), 0, []).Finish()),
                    ParquetReader.TableMetadata(path, schema, schema.Warnings));
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }

        public Table Head { get; }

        public long RowCount => schema.RowCount;

        public IEnumerable<Table> Read(IReadOnlyList<string> columns, int rows)
        {
            var fields = schema.Select(path, [.. columns]);
            if (fields.Count == 0 || schema.RowCount == 0) yield break;
            var sql = $"SELECT {string.Join(", ", fields.Select(field => field.Sql))} FROM {schema.From}";
            var (done, at) = (0, 0);
            var readers = Readers();
            using var batches = session.Batches(sql, batch =>
            {
                for (var i = 0; i < readers.Count; i++) readers[i].Take(batch.Column(i), at);
                return batch.Count;
            }).GetEnumerator();
            while (ParquetReader.Guard(path, batches.MoveNext))
            {
                at += batches.Current;
                if (at < Room(done)) continue;
                done += at;
                yield return Finish();
                at = 0;
                readers = Readers();
            }

            if (at > 0) yield return Finish();

            int Room(int before) => (int)Math.Min(((long)rows + Batch - 1) / Batch * Batch, schema.RowCount - before);
            List<ColumnReader> Readers() => fields.ConvertAll(field => ColumnReader.For(field.Name, field.Kind, schema.MetadataOf(field.Name), Room(done), options.MissingValues));
            Table Finish() => new(readers.Select(reader => reader.Finish()), Head.Metadata);
        }

        public void Dispose() => session.Dispose();

        // Rows of one vector of the engine; row groups are read as whole vectors but for their last.
        private const int Batch = 2048;
    }

    private sealed class TextBlocks : IBlockSource
    {
        private readonly string path;
        private readonly string? temporary;
        private readonly DuckDbSession session;
        private readonly TextSource source;
        private readonly Dictionary<string, (int Column, ColumnKind Kind)> columns = new(StringComparer.Ordinal);

        public TextBlocks(string path, TextDialect dialect, TableReadOptions options)
        {
            this.path = path;
            session = new DuckDbSession(options.Threads);
            try
            {
                temporary = dialect.Plain ? null : TextNormaliser.Write(path, dialect);
                source = new TextSource(temporary ?? path, dialect, options.MissingValues, normalised: temporary is not null);
                var (head, rows, kinds) = Guard(() => source.Survey(session, path));
                (Head, RowCount) = (head, rows);
                for (var i = 0; i < kinds.Count; i++) columns[head.Columns[i].Name] = (i, kinds[i]);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public Table Head { get; }

        public long RowCount { get; }

        public IEnumerable<Table> Read(IReadOnlyList<string> wanted, int rows)
        {
            using var blocks = source.Blocks(session, [.. wanted.Select(name => columns[name])], rows).GetEnumerator();
            while (Guard(blocks.MoveNext))
                yield return new Table(blocks.Current.Select((reader, i) => AsSurveyed(reader.Finish(), Head[wanted[i]])), Head.Metadata);
        }

        public void Dispose()
        {
            session.Dispose();
            if (temporary is not null) File.Delete(temporary);
        }

        // A block of whole numbers belongs to a column that has fractions elsewhere.
        private static Column AsSurveyed(Column column, Column head) =>
            column is NumberColumn number && head is NumberColumn surveyed && number.Kind != surveyed.Kind ? new NumberColumn(number.Name, number.Values, number.Metadata, surveyed.Kind) : column;

        private T Guard<T>(Func<T> work)
        {
            try
            {
                return work();
            }
            catch (DuckDbException exception)
            {
                throw OceanException.BadInput($"{path}: cannot be read as delimited text: {exception.Message}", exception);
            }
        }
    }
}
