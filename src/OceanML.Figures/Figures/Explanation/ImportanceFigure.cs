using System.Globalization;

namespace OceanML.Figures;

/// <summary>How much each feature matters, as horizontal bars with the interval over members or shuffles; the colour says which way it pushes.</summary>
public sealed record ImportanceFigure : Figure
{
    private const double RowHeight = 0.62;
    private const double Undirected = 0.3;
    private const string Rises = "#D55E00";
    private const string Falls = "#0072B2";
    private const string Mixed = "#8C8C8C";

    /// <summary>The bars, most important first.</summary>
    public required IReadOnlyList<ImportanceBar> Bars { get; init; }

    /// <summary>What the length of a bar is, and its unit.</summary>
    public required (string Label, string? Unit) Measure { get; init; }

    /// <summary>What the thin lines are, e.g. <c>90 % of 50 members</c>; empty for none.</summary>
    public string Interval { get; init; } = "";

    /// <inheritdoc/>
    public override string Description => $"{GmtText.Plain(Measure.Label)}: "
        + string.Join("; ", Bars.Select(bar => string.Create(CultureInfo.InvariantCulture, $"{bar.Name} {bar.Value:G3}"))) + ".";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17, (Bars.Count * RowHeight) + 1.35 + (HasLegend ? 0.5 : 0));

    private bool HasLegend => Interval.Length > 0 || Bars.Any(bar => double.IsFinite(bar.Direction));

    private double Labels => Math.Min(6.5, Bars.Max(bar => GmtText.Width(bar.Name, 9)) + 0.4);

    private double NoteRoom => Bars.Max(bar => GmtText.Width(bar.Note, 8.5)) + 0.3;

    private Axis Along
    {
        get
        {
            double[] values = [0, .. Bars.Select(bar => bar.Value), .. Bars.Select(bar => bar.Lower), .. Bars.Select(bar => bar.Upper)];
            return Axis.Covering(Measure.Label, Measure.Unit, values);
        }
    }

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        plot.BeginBars(Measure.Label, Ink.Estimated);
        plot.Numbers("x", Bars.Select(bar => bar.Value));
        plot.Texts("y", Bars.Select(bar => bar.Name));
        plot.Texts("text", Bars.Select(bar => bar.Note));
        plot.Object("error_x");
        plot.Set("type", "data");
        plot.Set("symmetric", false);
        plot.Numbers("array", Bars.Select(bar => bar.Upper - bar.Value));
        plot.Numbers("arrayminus", Bars.Select(bar => bar.Value - bar.Lower));
        plot.EndObject();
        plot.EndTrace();
        plot.BeginLayout();
        plot.Layout("xaxis", Along);
        plot.Object("yaxis");
        plot.Set("autorange", "reversed");
        plot.Set("automargin", true);
        plot.EndObject();
        plot.Set("height", 200 + (Bars.Count * 30));
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var along = Along;
        var left = Labels + 0.25;
        var (width, height) = (canvas.Width - left - NoteRoom - 0.3, Bars.Count * RowHeight);
        var y = bottom + 1.05 + (HasLegend ? 0.5 : 0);
        var panel = new Panel(canvas, left, y, width, height, along, new Axis("", null, 0, Bars.Count));
        panel.Frame(showVertical: false);
        panel.Shapes(Bars.Select((bar, i) => Box(along, bar, i, width, height)));
        List<double> x = [], at = [];
        for (var i = 0; i < Bars.Count; i++)
        {
            var middle = Bars.Count - i - 0.5;
            var (low, high) = (Bars[i].Lower, Bars[i].Upper);
            if (double.IsFinite(low) && double.IsFinite(high))
            {
                x.AddRange([low, high, double.NaN, low, low, double.NaN, high, high, double.NaN]);
                at.AddRange([middle, middle, double.NaN, middle - 0.16, middle + 0.16, double.NaN, middle - 0.16, middle + 0.16, double.NaN]);
            }

            canvas.Write(left - 0.15, y + (middle * RowHeight), Short(Bars[i].Name), 9, "RM");
            canvas.Write(left + width + 0.15, y + (middle * RowHeight), Bars[i].Note, 8.5, "LM", colour: Ink.Quiet);
        }

        if (x.Count > 0) panel.Line(x, at, Ink.Text, 0.9);
        if (HasLegend) DrawLegend(canvas, bottom, left);
    }

    private void DrawLegend(Canvas canvas, double bottom, double left)
    {
        var x = left;
        foreach (var (colour, words) in new[] { (Rises, "high values raise it"), (Falls, "high values lower it"), (Mixed, "no one direction") })
        {
            if (!Bars.Any(bar => Colour(bar) == colour) || Bars.All(bar => double.IsNaN(bar.Direction))) continue;
            Legend.Box(canvas, x, bottom + 0.05, 0.3, 0.25, colour);
            canvas.Write(x + 0.4, bottom + 0.05, words, 8.5);
            x += 0.8 + GmtText.Width(words, 8.5);
        }

        if (Interval.Length == 0) return;
        Legend.Line(canvas, x, bottom + 0.17, 0.6, Ink.Text, width: 0.9);
        canvas.Write(x + 0.7, bottom + 0.05, Interval, 8.5);
    }

    private static string Colour(ImportanceBar bar) => bar.Direction switch
    {
        > Undirected => Rises,
        < -Undirected => Falls,
        _ => Mixed,
    };

    private static string Short(string name) => name.Length <= 36 ? name : name[..34] + "\u2026";

    private (string Colour, IReadOnlyList<(double X, double Y)> Corners) Box(Axis along, ImportanceBar bar, int i, double width, double height)
    {
        var (top, low) = (height - (i * RowHeight) - 0.12, height - ((i + 1) * RowHeight) + 0.12);
        var (zero, end) = (along.Position(0) * width, along.Position(bar.Value) * width);
        return (Bars.All(one => double.IsNaN(one.Direction)) ? Ink.Estimated : Colour(bar), [(zero, low), (end, low), (end, top), (zero, top)]);
    }
}
