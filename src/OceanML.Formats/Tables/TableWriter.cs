using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>
/// Writes a table block by block: CSV and TSV as they come, Parquet through parts beside the file that are joined at the end. What is written is what
/// <see cref="TableFile.Write"/> gives for the whole table.
/// </summary>
public sealed class TableWriter : IDisposable
{
    private readonly string path;
    private readonly List<string> parts = [];
    private readonly char? delimiter;
    private StreamWriter? text;
    private Table? first;
    private Table? waiting;
    private long rows;

    private TableWriter(string path, char? delimiter) => (this.path, this.delimiter) = (path, delimiter);

    /// <summary>Begins a file, whose extension decides the format as in <see cref="TableFile.Write"/>.</summary>
    /// <exception cref="OceanException">The extension is that of another format.</exception>
    public static TableWriter Create(string path)
    {
        TableFile.RequireWritable(path);
        return new TableWriter(path, Path.GetExtension(path).ToLowerInvariant() switch { ".csv" => ',', ".tsv" or ".tab" => '\t', _ => null });
    }

    /// <summary>Number of rows so far.</summary>
    public long RowCount => rows;

    /// <summary>Adds rows; all blocks must have the same columns of the same kinds.</summary>
    /// <exception cref="OceanException">The file cannot be written, or the disk is full.</exception>
    public void Append(Table block)
    {
        if (first is null) first = block.Take([]);
        else if (!first.Names.SequenceEqual(block.Names)) throw new ArgumentException("blocks of a table have the same columns", nameof(block));
        rows += block.RowCount;
        if (delimiter is { } separator)
        {
            try
            {
                text ??= TextTableWriter.Begin(path, block, separator);
                TextTableWriter.Rows(text, block, separator);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw OceanException.Unreachable($"{path}: cannot be written: {exception.Message}", exception);
            }

            return;
        }

        // The only block of a small table needs no part.
        if (waiting is not null) Part(waiting);
        waiting = block;
    }

    /// <summary>Finishes the file.</summary>
    /// <exception cref="OceanException">There is no column, the file cannot be written, or the disk is full.</exception>
    public void Close()
    {
        if (first is null) throw OceanException.NothingSelected($"{path}: not written: the table has no columns");
        try
        {
            text?.Dispose();
            text = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.Unreachable($"{path}: cannot be written: {exception.Message}", exception);
        }

        if (delimiter is not null) return;
        if (parts.Count == 0)
        {
            ParquetWriter.Write(path, waiting!);
            return;
        }

        if (waiting is { RowCount: > 0 }) Part(waiting);
        waiting = null;
        ParquetWriter.Join(path, parts, first);
    }

    /// <summary>Removes what is left of an unfinished file beside it.</summary>
    public void Dispose()
    {
        text?.Dispose();
        foreach (var part in parts) File.Delete(part);
        parts.Clear();
    }

    private void Part(Table block)
    {
        var part = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{Path.GetFileNameWithoutExtension(path)}.{parts.Count}.part");
        parts.Add(part);
        ParquetWriter.Write(part, block, path);
    }
}
