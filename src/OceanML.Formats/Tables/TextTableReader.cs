using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>
/// Reads delimited text through DuckDB in two passes: the first checks over the whole file that every column is what its first rows
/// promise (number, time, text), the second fetches the values.
/// </summary>
internal static class TextTableReader
{
    public static Table Read(string path, List<string>? wanted, TableReadOptions options) => Work(path, options, (session, source) =>
    {
        var columns = source.Select(path, wanted);
        var types = TextColumnTypes.Find(session, source, columns);
        var readers = types.Columns.Select(column => ColumnReader.For(column.Name, column.Kind, source.MetadataOf(column.Name), types.RowCount, options.MissingValues)).ToList();
        var at = 0;
        session.Query($"SELECT {string.Join(", ", types.Columns.Select(column => column.Sql))} FROM {source.From}", rows =>
        {
            for (var column = 0; column < readers.Count; column++) readers[column].Take(rows.Column(column), at);
            at += rows.Count;
        });
        var metadata = new Dictionary<string, string> { [TableFile.FileKey] = path };
        if (types.Warnings.Count > 0) metadata[TableFile.WarningsKey] = string.Join('\n', types.Warnings);
        return new Table(readers.Select(reader => reader.Finish()), metadata);
    });

    public static TableDescription Describe(string path, TableReadOptions options) => Work(path, options, (session, source) =>
    {
        var types = TextColumnTypes.Find(session, source, source.Select(path, null));
        var columns = ColumnSummary.Of(session, source.From, types.Columns, source.MetadataOf);
        return new TableDescription(TableFormat.Text, source.Dialect.Describe(), types.RowCount, columns, new Dictionary<string, string>(), types.Warnings);
    });

    private static T Work<T>(string path, TableReadOptions options, Func<DuckDbSession, TextSource, T> work)
    {
        var dialect = TextDialect.Sniff(path)!;
        var missing = dialect.Missing.Concat(options.MissingValues).ToList();
        using var session = new DuckDbSession(options.Threads);
        if (dialect.Plain)
        {
            try
            {
                return work(session, new TextSource(path, dialect, missing, normalised: false));
            }
            catch (DuckDbException)
            {
                // Comments or footers below the part that was looked at, or a line that is really wrong: normalising finds out which.
            }
        }

        var temporary = TextNormaliser.Write(path, dialect);
        try
        {
            return work(session, new TextSource(temporary, dialect, missing, normalised: true));
        }
        catch (DuckDbException exception)
        {
            throw OceanException.BadInput($"{path}: cannot be read as delimited text: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
