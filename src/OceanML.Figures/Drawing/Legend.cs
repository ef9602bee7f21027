namespace OceanML.Figures;

/// <summary>Samples of lines and fills beside their names.</summary>
internal static class Legend
{
    public static void Line(Canvas canvas, double x, double y, double length, string colour, string? dash = null, double width = 1.4) =>
        canvas.Run(
            "plot",
            canvas.Table(FormattableString.Invariant($"{x:0.###} {y:0.###}\n{x + length:0.###} {y:0.###}\n")),
            $"-R0/{Canvas.Number(canvas.Width)}/0/{Canvas.Number(canvas.Height)}",
            "-Jx1c",
            "-Xf0c",
            "-Yf0c",
            FormattableString.Invariant($"-W{width:0.##}p,{colour}") + (dash is null ? "" : "," + dash));

    public static void Box(Canvas canvas, double x, double y, double width, double height, string colour, int transparency = 0) =>
        canvas.Run(
            "plot",
            canvas.Table(FormattableString.Invariant($"{x:0.###} {y:0.###}\n{x + width:0.###} {y:0.###}\n{x + width:0.###} {y + height:0.###}\n{x:0.###} {y + height:0.###}\n")),
            $"-R0/{Canvas.Number(canvas.Width)}/0/{Canvas.Number(canvas.Height)}",
            "-Jx1c",
            "-Xf0c",
            "-Yf0c",
            "-L",
            $"-G{colour}",
            FormattableString.Invariant($"-t{transparency}"));
}
