namespace OceanML.Figures;

/// <summary>Samples of lines and fills beside their names, in centimetres of the page.</summary>
internal static class Legend
{
    /// <summary>A level line from (x, y).</summary>
    public static void Line(Canvas canvas, double x, double y, double length, string colour, string? dash = null, double width = 1.4) =>
        canvas.Mark(FormattableString.Invariant($"-W{width:0.##}p,{colour}") + (dash is null ? "" : "," + dash), [(x, y), (x + length, y)]);

    /// <summary>A filled box with its lower left corner at (x, y).</summary>
    public static void Box(Canvas canvas, double x, double y, double width, double height, string colour, int transparency = 0) =>
        canvas.Mark(
            FormattableString.Invariant($"-G{colour}@{transparency}"),
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]);
}
