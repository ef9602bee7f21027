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

    public static OceanException DifferentKinds(Column above, Column below) => OceanException.BadInput(
        $"column '{above.Name}' holds {Kind(above)} in one table and {Kind(below)} in another; convert one of them first");

    private static string Kind(Column column) => column switch
    {
        NumberColumn => "numbers",
        TimeColumn => "times",
        _ => "text",
    };
}
