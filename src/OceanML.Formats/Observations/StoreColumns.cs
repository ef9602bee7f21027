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
        foreach (var name in files.SelectMany(file => file.Head.Names).Distinct().ToList()) Agree(source, session, [.. files.Where(file => file.Head.Has(name))], name);
        var head = Table.Concatenate([.. files.Select(file => file.Head)]);
        if (!head.Has(Platform) && head.Find(Profile) is TextColumn && files.Any(file => file.Any(session, Profile, sql => $"contains({sql}, '_')")))
            head = new Table([new TextColumn(Platform, []), .. head.Columns]);
        var metadata = files[0].KeyValues
            .Where(pair => !ParquetReader.IsForeign(pair.Key) && files.All(file => file.KeyValues.TryGetValue(pair.Key, out var value) && value == pair.Value))
            .ToDictionary();
        metadata[TableFile.FileKey] = source;
        return new Table(head.Columns, metadata);
    }

    /// <summary>Reads flags stored as numbers as text, in all files or, where one of them holds a number that is no flag, in none.</summary>
    /// <returns>One sentence for each column that stays as it is.</returns>
    public static List<string> ReadFlags(DuckDbSession session, IReadOnlyList<StoredObservations> files)
    {
        var warnings = new List<string>();
        foreach (var name in files.SelectMany(file => file.Own.Columns).Where(FlagColumns.IsNumeric).Select(column => column.Name).Distinct().ToList())
        {
            var numeric = files.Where(file => file.Own.Find(name) is NumberColumn).ToList();
            var odd = numeric.Select(file => (file.Path, Found: file.NoFlag(session, name))).FirstOrDefault(found => found.Found is not null);
            if (odd.Found is not null) warnings.Add($"{odd.Path}: {FlagColumns.Warning(name, odd.Found)}");
            else numeric.ForEach(file => file.ReadAsFlags(name));
        }

        return warnings;
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

    // A column without any value has no kind of its own: null columns of pandas come as integers.
    private static void Agree(string source, DuckDbSession session, IReadOnlyList<StoredObservations> files, string name)
    {
        var schemes = files.Where(file => file.Head[name].Metadata.FlagScheme is not null).DistinctBy(file => file.Head[name].Metadata.FlagScheme).ToList();
        if (schemes.Count > 1)
            throw OceanException.BadInput($"{source}: column '{name}' has flags of scheme {Scheme(schemes[0])} in {schemes[0].Path} and of {Scheme(schemes[1])} in {schemes[1].Path}; convert one of them first");
        if (files.Select(file => Kind(file.Head[name])).Distinct().Count() == 1) return;
        var filled = files.Where(file => file.HasValues(session, name)).DistinctBy(file => Kind(file.Head[name])).ToList();
        if (filled.Count > 1)
            throw OceanException.BadInput($"{source}: column '{name}' holds {Kind(filled[0].Head[name])} in {filled[0].Path} and {Kind(filled[1].Head[name])} in {filled[1].Path}; convert one of them first");
        var kind = Kind((filled.Count > 0 ? filled[0] : files[0]).Head[name]);
        foreach (var file in files.Where(file => Kind(file.Head[name]) != kind)) file.LeaveOut(session, name);

        string? Scheme(StoredObservations file) => file.Head[name].Metadata.FlagScheme;
    }

    private static string Kind(Column column) => column switch
    {
        NumberColumn => "numbers",
        TimeColumn => "times",
        _ => "texts",
    };
}
