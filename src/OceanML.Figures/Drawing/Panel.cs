using System.Globalization;
using System.Text;

namespace OceanML.Figures;

/// <summary>A rectangle with two axes on a page; draws in the units of its axes.</summary>
/// <param name="Canvas">The page.</param>
/// <param name="X">Left edge of the frame, cm.</param>
/// <param name="Y">Lower edge of the frame, cm.</param>
/// <param name="Width">Width of the frame, cm.</param>
/// <param name="Height">Height of the frame, cm.</param>
/// <param name="Horizontal">The horizontal axis.</param>
/// <param name="Vertical">The vertical axis.</param>
public sealed record Panel(Canvas Canvas, double X, double Y, double Width, double Height, Axis Horizontal, Axis Vertical)
{
    private string[] Place =>
    [
        $"-R{Horizontal.Range}/{Vertical.Range}",
        $"-JX{Horizontal.Scale(Width)}/{Vertical.Scale(Height)}",
        $"-Xf{Canvas.Cm(X)}",
        $"-Yf{Canvas.Cm(Y)}",
    ];

    /// <summary>Draws grid, frame, ticks and axis titles.</summary>
    /// <param name="showVertical">Whether the vertical axis has numbers and title; not beside a panel that shares it.</param>
    /// <param name="showHorizontal">Whether the horizontal axis has numbers and title.</param>
    public void Frame(bool showVertical = true, bool showHorizontal = true)
    {
        Canvas.Run("basemap", [.. Place, .. Horizontal.Frame(Canvas, 'x', Width), .. Vertical.Frame(Canvas, 'y', Height), $"-B{(showVertical ? 'W' : 'l')}{(showHorizontal ? 'S' : 'b')}rt"]);
        if (showHorizontal) Canvas.Write(X + (Width / 2), Y - 0.6, Horizontal.Title, 9.5, "CT");
        if (!showVertical) return;
        Canvas.Write(X - LabelRoom() - 0.25, Y + (Height / 2), Vertical.Title, 9.5, "CB", angle: 90);
    }

    /// <summary>Draws a line; NaN breaks it.</summary>
    public void Line(IReadOnlyList<double> x, IReadOnlyList<double> y, string colour, double width = 1.2, string? dash = null)
    {
        var pen = FormattableString.Invariant($"-W{width:0.##}p,{colour}") + (dash is null ? "" : "," + dash);
        if (Rows(x, y) is { Length: > 0 } rows) Canvas.Run("plot", [.. Place, Canvas.Table(rows), pen]);
    }

    /// <summary>Fills the band between two lines over the vertical axis (<paramref name="along"/>), e.g. a ribbon of a profile.</summary>
    public void RibbonAlongVertical(IReadOnlyList<double> along, IReadOnlyList<double> low, IReadOnlyList<double> high, string colour, int transparency) =>
        Ribbon([.. low, .. high.Reverse()], [.. along, .. along.Reverse()], colour, transparency);

    /// <summary>Fills the band between two lines over the horizontal axis.</summary>
    public void RibbonAlongHorizontal(IReadOnlyList<double> along, IReadOnlyList<double> low, IReadOnlyList<double> high, string colour, int transparency) =>
        Ribbon([.. along, .. along.Reverse()], [.. low, .. high.Reverse()], colour, transparency);

    /// <summary>Draws symbols.</summary>
    /// <param name="x">Values on the horizontal axis; NaN is not drawn.</param>
    /// <param name="y">Values on the vertical axis.</param>
    /// <param name="symbol">GMT symbol and size, e.g. <c>c0.12c</c>.</param>
    /// <param name="fill">Colour.</param>
    /// <param name="outline">Outline pen, or null for none.</param>
    /// <param name="transparency">Percent.</param>
    public void Symbols(IReadOnlyList<double> x, IReadOnlyList<double> y, string symbol, string fill, string? outline = null, int transparency = 0)
    {
        var rows = Rows(x, y, skip: true);
        if (rows.Length == 0) return;
        var arguments = new List<string>(Place) { Canvas.Table(rows), $"-S{symbol}", $"-G{fill}" };
        if (outline is not null) arguments.Add($"-W{outline}");
        if (transparency > 0) arguments.Add(FormattableString.Invariant($"-t{transparency}"));
        Canvas.Run("plot", [.. arguments]);
    }

    /// <summary>Draws an upright line per value, e.g. a one-sigma bar.</summary>
    public void Bars(IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high, string colour, double width = 0.5)
    {
        List<double> alongX = [], alongY = [];
        for (var i = 0; i < x.Count; i++)
        {
            alongX.AddRange([x[i], x[i], double.NaN]);
            alongY.AddRange([low[i], high[i], double.NaN]);
        }

        Line(alongX, alongY, colour, width);
    }

    /// <summary>Fills shapes given in page centimetres from the panel's corner; each with its own colour.</summary>
    public void Shapes(IEnumerable<(string Colour, IReadOnlyList<(double X, double Y)> Corners)> shapes)
    {
        var table = new StringBuilder();
        foreach (var (colour, corners) in shapes)
        {
            table.Append(CultureInfo.InvariantCulture, $"> -G{colour}\n");
            foreach (var (x, y) in corners) table.Append(CultureInfo.InvariantCulture, $"{x:0.####} {y:0.####}\n");
        }

        if (table.Length == 0) return;
        Canvas.Run("plot", Canvas.Table(table.ToString()), $"-R0/{Canvas.Number(Width)}/0/{Canvas.Number(Height)}", "-Jx1c", $"-Xf{Canvas.Cm(X)}", $"-Yf{Canvas.Cm(Y)}", "-L");
    }

    private void Ribbon(IReadOnlyList<double> x, IReadOnlyList<double> y, string colour, int transparency)
    {
        if (Rows(x, y, skip: true) is { Length: > 0 } rows) Canvas.Run("plot", [.. Place, Canvas.Table(rows), $"-G{colour}", FormattableString.Invariant($"-t{transparency}"), "-L"]);
    }

    private string Rows(IReadOnlyList<double> x, IReadOnlyList<double> y, bool skip = false)
    {
        var rows = new StringBuilder();
        for (var i = 0; i < x.Count; i++)
        {
            var drawable = double.IsFinite(x[i]) && double.IsFinite(y[i])
                && (Horizontal.Kind != AxisKind.Log10 || x[i] > 0) && (Vertical.Kind != AxisKind.Log10 || y[i] > 0);
            if (drawable) rows.Append(Horizontal.Coordinate(x[i])).Append(' ').Append(Vertical.Coordinate(y[i])).Append('\n');
            else if (!skip) rows.Append(">\n");
        }

        return rows.ToString();
    }

    // The title of the vertical axis stands clear of the longest number beside it.
    private double LabelRoom()
    {
        var ticks = Vertical.Kind == AxisKind.Log10
            ? Ticks.Logarithmic(Vertical.Minimum, Vertical.Maximum)
            : Ticks.Linear(Vertical.Minimum, Vertical.Maximum, Math.Max(2, (int)(Height / Vertical.TickRoom)));
        return 0.2 + ticks.Select(tick => GmtText.Width(Ticks.Text(tick), 9)).DefaultIfEmpty(0.4).Max();
    }
}
