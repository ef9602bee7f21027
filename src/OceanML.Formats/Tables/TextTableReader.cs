using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>
/// Reads delimited text: DuckDB finds the fields, in parallel and in order; each column is then read as what its first rows promise, and
/// once more as text where a later row breaks the promise, so that no value is lost.
/// </summary>
internal static class TextTableReader
{
    public static Table Read(string path, List<string>? wanted, TableReadOptions options) => Read(path, TextDialect.Sniff(path)!, wanted, options);

    /// <summary>The same where the dialect is known.</summary>
    public static Table Read(string path, TextDialect dialect, List<string>? wanted, TableReadOptions options)
    {
        if (dialect.Gzip) GzipEnd.Require(path);
        using var session = new DuckDbSession(options.Threads);
        if (dialect.Plain)
        {
            try
            {
                return Read(session, path, wanted, new TextSource(path, dialect, options.MissingValues, normalised: false), options.AsText);
            }
            catch (DuckDbException)
            {
                // Comments or footers below the part that was looked at, or a line that is really wrong: normalising finds out which.
            }
        }

        var temporary = TextNormaliser.Write(path, dialect);
        try
        {
            return Read(session, path, wanted, new TextSource(temporary, dialect, options.MissingValues, normalised: true), options.AsText);
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

    public static TableDescription Describe(string path, TableReadOptions options)
    {
        var table = Read(path, null, options);
        var warnings = table.Metadata.TryGetValue(TableFile.WarningsKey, out var text) ? text.Split('\n') : [];
        return new TableDescription(
            TableFormat.Text,
            TextDialect.Sniff(path)!.Describe(),
            table.RowCount,
            [.. table.Columns.Select(ColumnSummary.Of)],
            new Dictionary<string, string>(),
            warnings);
    }

    private static Table Read(DuckDbSession session, string path, List<string>? wanted, TextSource source, bool asText)
    {
        var columns = source.Select(path, wanted).ConvertAll(column => (Column: column, Kind: asText ? ColumnKind.Text : Kind(source, column)));
        var readers = source.Read(session, columns);
        var broken = Enumerable.Range(0, readers.Count).Where(i => readers[i].Odd > 0).ToList();
        var warnings = source.Dialect.Repeated.Select(name => $"several columns are named '{name}'; the second is read as '{name}_2'").ToList();
        if (broken.Count > 0)
        {
            var again = source.Read(session, broken.ConvertAll(i => (columns[i].Column, ColumnKind.Text)));
            for (var i = 0; i < broken.Count; i++)
            {
                var was = readers[broken[i]];
                if (was.Odd * 20 < was.Values) warnings.Add(BrokenPromise(was.Name, was.Promised, was.Odd, was.Values, was.FirstOdd));

                readers[broken[i]] = again[i];
            }
        }

        var metadata = new Dictionary<string, string> { [TableFile.FileKey] = path };
        if (warnings.Count > 0) metadata[TableFile.WarningsKey] = string.Join('\n', warnings);
        return new Table(readers.Select(reader => reader.Finish()), metadata);
    }

    /// <summary>Why a column of numbers or times is read as text.</summary>
    internal static string BrokenPromise(string name, ColumnKind promised, long odd, long values, string? first) => string.Create(
        CultureInfo.InvariantCulture,
        $"column '{name}' is text, not {(promised == ColumnKind.Time ? "times" : "numbers")}, because of {odd} of {values} values such as '{first}'; declare them missing");

    /// <summary>What to read a column as at first. Times in a zone that the name of the column states stay as written: a value may state another one.</summary>
    internal static ColumnKind Kind(TextSource source, int column) => source.Promise(column) is var kind && kind == ColumnKind.Time
        && TimeZoneNames.Of(source.Dialect.Names[column]) is { Offset: not 0 } ? ColumnKind.Text : kind;
}
