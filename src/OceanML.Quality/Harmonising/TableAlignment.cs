using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Makes tables of different sources fit one below the other: what stands in a column of one name is of one kind, in one unit, with flags of one
/// scheme.
/// </summary>
/// <remarks>
/// The first table that has a column decides its kind and unit. In the others the column is converted; where that cannot be, it gets a name of
/// its own with the unit behind it (<c>turbidity_FNU</c>), so that nothing is mixed and nothing lost. Flags of several schemes become
/// SeaDataNet's (L20), which lose least: it alone has letters for nominal, uncertain and below the limit of quantification.
/// </remarks>
public static class TableAlignment
{
    /// <summary>The tables with columns that fit, and what was done, one sentence each.</summary>
    /// <param name="tables">The tables, in the order in which they will stand.</param>
    public static (IReadOnlyList<Table> Tables, IReadOnlyList<string> Notes) Of(IReadOnlyList<Table> tables)
    {
        var notes = new List<string>();
        var aligned = tables.ToArray();
        var deciding = new Dictionary<string, Column>(StringComparer.Ordinal);
        for (var i = 0; i < aligned.Length; i++) aligned[i] = Apart(aligned[i], deciding, notes);
        foreach (var name in aligned.SelectMany(table => table.Names).Where(name => name.EndsWith("_qc", StringComparison.Ordinal)).Distinct().ToList()) OneScheme(aligned, name, notes);
        return (aligned, notes.Distinct().ToList());
    }

    /// <summary>A table whose columns are converted to, or named apart from, those of the same name in tables before it.</summary>
    private static Table Apart(Table table, Dictionary<string, Column> deciding, List<string> notes)
    {
        foreach (var column in table.Columns)
        {
            if (!deciding.TryGetValue(column.Name, out var first)) continue;
            if (first.GetType() != column.GetType())
            {
                if (IsEmpty(first) || IsEmpty(column)) continue;
                table = Renamed(table, column, Kind(column), notes, $"{table.Label}: column '{column.Name}' holds {Kind(column)}, in other files {Kind(first)}");
            }
            else if (column is NumberColumn number && UnitText.Differ(first.Metadata.Unit, column.Metadata.Unit))
            {
                if (UnitConversion.Between(column.Metadata.Unit!, first.Metadata.Unit!) is not { NeedsDensity: false } conversion)
                {
                    table = Renamed(table, column, UnitWord(column.Metadata.Unit!), notes, $"{table.Label}: column '{column.Name}' is in {column.Metadata.Unit}, in other files in {first.Metadata.Unit}");
                    continue;
                }

                table = table.With(new NumberColumn(number.Name, [.. number.Values.Select(value => conversion.Convert(value))], number.Metadata with { Unit = first.Metadata.Unit }));
                notes.Add($"{table.Label}: column '{column.Name}' converted from {column.Metadata.Unit} to {first.Metadata.Unit}, as in other files: {conversion.Arithmetic}");
            }
        }

        foreach (var column in table.Columns)
        {
            // A column without a value decides nothing, one without a unit only until there is one with it.
            if (!deciding.TryGetValue(column.Name, out var first) || IsEmpty(first) || (!UnitText.IsWritten(first.Metadata.Unit) && UnitText.IsWritten(column.Metadata.Unit) && !IsEmpty(column)))
                deciding[column.Name] = column;
        }

        return table;
    }

    private static Table Renamed(Table table, Column column, string ending, List<string> notes, string why)
    {
        var name = $"{column.Name}_{ending}";
        for (var number = 2; table.Has(name); number++) name = $"{column.Name}_{ending}{number}";
        notes.Add($"{why}; it becomes '{name}'");
        return new Table(
            table.Columns.Select(other => other.Name == column.Name ? other.With(name)
                : Companions.Ending(other.Name, column.Name) is { } part ? other.With(name + part) : other),
            table.Metadata);
    }

    private static void OneScheme(Table[] tables, string name, List<string> notes)
    {
        var columns = tables.Select(table => table.Find(name) as TextColumn).ToList();
        var schemes = columns.OfType<TextColumn>().Select(SchemeOf).Distinct().ToList();
        if (schemes.Count < 2) return;
        var target = FlagScheme.SeaDataNet;
        for (var i = 0; i < tables.Length; i++)
        {
            if (columns[i] is not { } column) continue;
            var (flags, losses, unknown) = Convert(column, SchemeOf(column), target);
            tables[i] = tables[i].With(new TextColumn(name, flags, column.Metadata with { FlagScheme = target.Name }));
            foreach (var loss in losses) notes.Add($"{name}: {loss}");
            if (unknown > 0) notes.Add($"{tables[i].Label}: {unknown} flags of '{name}' are none of the scheme {SchemeOf(column).Name}; they become 0 (no quality control)");
        }

        notes.Add($"{name}: flags of the schemes {string.Join(", ", schemes.Select(scheme => scheme.Name))} became those of {target.Name}");
    }

    private static (string?[] Flags, SortedSet<string> Losses, int Unknown) Convert(TextColumn column, FlagScheme from, FlagScheme to)
    {
        var conversion = from.ConvertTo(to);
        var losses = new SortedSet<string>(StringComparer.Ordinal);
        var unknown = 0;
        var flags = new string?[column.Length];
        for (var row = 0; row < flags.Length; row++)
        {
            var flag = column.Values[row];
            if (string.IsNullOrWhiteSpace(flag)) continue;
            if (flag.Length > 1 || !conversion.Flags.TryGetValue(flag[0], out var written))
            {
                unknown++;
                flags[row] = "0";
                continue;
            }

            flags[row] = FlagTexts[written];
            if (conversion.Losses.TryGetValue(flag[0], out var loss)) losses.Add(loss);
        }

        return (flags, losses, unknown);
    }

    // One text per flag, not one per row.
    private static readonly string[] FlagTexts = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    private static FlagScheme SchemeOf(TextColumn column) =>
        FlagScheme.All.FirstOrDefault(scheme => scheme.Name.Equals(column.Metadata.FlagScheme, StringComparison.OrdinalIgnoreCase)) ?? FlagScheme.Argo;

    private static bool IsEmpty(Column column)
    {
        for (var row = 0; row < column.Length; row++)
        {
            if (!column.IsMissing(row)) return false;
        }

        return true;
    }

    private static string Kind(Column column) => column switch { NumberColumn => "numbers", TimeColumn => "times", _ => "text" };

    private static string UnitWord(string unit) => string.Concat(unit.Trim().Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : letter == '%' ? 'p' : '_'));
}
