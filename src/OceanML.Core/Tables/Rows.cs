namespace OceanML.Core;

/// <summary>Row selection shared by the kinds of column.</summary>
internal static class Rows
{
    public static T[] Take<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }

    /// <summary>One column of many tables, one below the other, in one pass.</summary>
    public static Column Stack(string name, IReadOnlyList<Table> tables)
    {
        var parts = tables.Select(table => table.Find(name)).ToList();
        var present = parts.OfType<Column>().ToList();

        // A column without any value has no kind of its own: the first with one decides.
        var template = present.Find(HasValues) ?? present[0];
        foreach (var part in present)
        {
            if (part.GetType() != template.GetType() && HasValues(part)) throw DifferentKinds(template, part);
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is null || parts[i]!.GetType() != template.GetType()) parts[i] = template.Missing(tables[i].RowCount);
        }

        var metadata = present.Find(part => part.Metadata != ColumnMetadata.None)?.Metadata;
        return template switch
        {
            NumberColumn first => new NumberColumn(
                name,
                Join(parts, part => ((NumberColumn)part).Values),
                metadata,
                present.OfType<NumberColumn>().All(part => part.Kind == first.Kind) ? first.Kind : NumberKind.Float64),
            TimeColumn => new TimeColumn(name, Join(parts, part => ((TimeColumn)part).Values), metadata),
            _ => new TextColumn(name, Join(parts, part => ((TextColumn)part).Values), metadata),
        };
    }

    public static OceanException DifferentKinds(Column above, Column below) => OceanException.BadInput(
        $"column '{above.Name}' holds {Kind(above)} in one table and {Kind(below)} in another; convert one of them first");

    private static T[] Join<T>(List<Column?> parts, Func<Column, T[]> values)
    {
        var joined = new T[parts.Sum(part => part!.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            values(part!).CopyTo(joined, at);
            at += part!.Length;
        }

        return joined;
    }

    private static bool HasValues(Column column)
    {
        for (var row = 0; row < column.Length; row++)
        {
            if (!column.IsMissing(row)) return true;
        }

        return false;
    }

    private static string Kind(Column column) => column switch
    {
        NumberColumn => "numbers",
        TimeColumn => "times",
        _ => "text",
    };
}
