using OceanML.Core;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>The columns that the files of a store have together.</summary>
internal static class StoreColumns
{
    private const string Platform = "platform";
    private const string Profile = "profile";

    /// <summary>The union of the columns, without rows, in order of first appearance; metadata that all files agree on.</summary>
    /// <exception cref="OceanException">A column holds numbers in one file and texts or times in another, or flags of two schemes.</exception>
    public static Table Unite(string source, DuckDbSession session, IReadOnlyList<StoredObservations> files)
    {
        var holders = new Dictionary<string, (StoredObservations File, Column Column)>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var column in file.Head.Columns.ToList())
            {
                if (!holders.TryGetValue(column.Name, out var holder))
                {
                    holders.Add(column.Name, (file, column));
                    continue;
                }

                if (holder.Column.GetType() != column.GetType())
                {
                    // A column without any value has no kind of its own: null columns of pandas come as integers.
                    if (!file.HasValues(session, column.Name)) file.LeaveOut(session, column.Name);
                    else if (!holder.File.HasValues(session, column.Name)) (holders[column.Name], _) = ((file, column), Drop(files, file, session, column));
                    else throw OceanException.BadInput($"{source}: column '{column.Name}' holds {Kind(holder.Column)} in {holder.File.Path} and {Kind(column)} in {file.Path}; convert one of them first");
                }
                else if (column.Metadata.FlagScheme is { } scheme && holder.Column.Metadata.FlagScheme is { } other && scheme != other)
                {
                    throw OceanException.BadInput($"{source}: column '{column.Name}' has flags of scheme {other} in {holder.File.Path} and of {scheme} in {file.Path}; convert one of them first");
                }
            }
        }

        var head = Table.Concatenate([.. files.Select(file => file.Head)]);
        if (!head.Has(Platform) && head.Find(Profile) is TextColumn && files.Any(file => file.Any(session, Profile, sql => $"contains({sql}, '_')")))
            head = new Table([new TextColumn(Platform, []), .. head.Columns]);
        var metadata = files[0].KeyValues
            .Where(pair => !ParquetReader.IsForeign(pair.Key) && files.All(file => file.KeyValues.TryGetValue(pair.Key, out var value) && value == pair.Value))
            .ToDictionary();
        metadata[TableFile.FileKey] = source;
        return new Table(head.Columns, metadata);
    }

    /// <summary>Tables one below the other, with exactly the columns of the head.</summary>
    public static Table Conform(IReadOnlyList<Table> tables, Table head)
    {
        var stacked = Table.Concatenate([.. tables.Select(table => WithPlatform(table, head))]);
        return new Table(
            head.Columns.Select(column => (Column: column, Stacked: stacked[column.Name])).Select(pair =>
                pair.Column is NumberColumn { Kind: var kind } ? new NumberColumn(pair.Column.Name, ((NumberColumn)pair.Stacked).Values, pair.Column.Metadata, kind) : pair.Stacked.With(metadata: pair.Column.Metadata)),
            head.Metadata);
    }

    private static Table WithPlatform(Table table, Table head) =>
        head.Has(Platform) && table.RowCount > 0 && !table.Has(Platform) && table.Find(Profile) is TextColumn profile ? table.With(TableObservations.PlatformOf(profile)) : table;

    private static Column Drop(IReadOnlyList<StoredObservations> files, StoredObservations until, DuckDbSession session, Column column)
    {
        foreach (var file in files.TakeWhile(file => file != until))
        {
            if (file.Head.Find(column.Name) is { } other && other.GetType() != column.GetType()) file.LeaveOut(session, column.Name);
        }

        return column;
    }

    private static string Kind(Column column) => column switch
    {
        NumberColumn => "numbers",
        TimeColumn => "times",
        _ => "texts",
    };
}
