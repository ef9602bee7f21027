using System.Globalization;

namespace OceanML.Figures;

/// <summary>Counts per row and category as stacked horizontal bars: quality flags per variable, rejections per reason.</summary>
public sealed record BarsFigure : Figure
{
    private const double RowHeight = 0.62;

    /// <summary>The rows, top first.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The categories, in the order they are stacked.</summary>
    public required IReadOnlyList<BarCategory> Categories { get; init; }

    /// <summary>Count per row, then per category.</summary>
    public required IReadOnlyList<long[]> Counts { get; init; }

    /// <summary>Whether bars show shares of their row's total, in percent, rather than counts.</summary>
    public bool Shares { get; init; } = true;

    /// <summary>What is counted, for the axis, e.g. <c>values</c>.</summary>
    public string Things { get; init; } = "values";

    /// <inheritdoc/>
    public override string Description => $"Stacked bars of {Things} per {string.Join(", ", Categories.Select(category => category.Name))}: "
        + string.Join("; ", Rows.Select((row, i) => $"{row} {string.Join(", ", Categories.Select((category, c) => (category, Count: Counts[i][c])).Where(pair => pair.Count > 0).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Count} {pair.category.Name}")))}")) + ".";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17, (Rows.Count * RowHeight) + 1.35 + (LegendRows * 0.45));

    private int LegendRows => LegendPlaces().Count == 0 ? 0 : LegendPlaces().Max(place => place.Row) + 1;

    private Axis Along => Shares
        ? new Axis($"Share of {Things}", "%", 0, 100)
        : new Axis($"Number of {Things}", null, 0, Ticks.Round(0, Math.Max(1, Counts.Max(row => row.Sum()))).To);

    private double RowLabels => Math.Min(5.5, Rows.Max(row => GmtText.Width(row, 9)) + 0.5);

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        for (var c = 0; c < Categories.Count; c++)
        {
            plot.BeginBars(Categories[c].Name, Categories[c].Colour);
            plot.Numbers("x", Rows.Select((_, i) => Length(i, c)));
            plot.Texts("y", Rows);
            plot.Texts("text", Rows.Select((_, i) => Counts[i][c].ToString(CultureInfo.InvariantCulture)));
            plot.Set("textposition", "none");
            plot.Set("hovertemplate", "%{y}: %{text}");
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Set("barmode", "stack");
        plot.Layout("xaxis", Along);
        plot.Object("yaxis");
        plot.Set("autorange", "reversed");
        plot.Set("automargin", true);
        plot.EndObject();
        plot.Set("height", 200 + (Rows.Count * 34));
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var left = RowLabels + 0.2;
        var (width, height) = (canvas.Width - left - 2.4, Rows.Count * RowHeight);
        var y = bottom + 1.05 + (LegendRows * 0.45);
        var panel = new Panel(canvas, left, y, width, height, Along, new Axis("", null, 0, Rows.Count));
        panel.Frame(showVertical: false);
        panel.Shapes(Boxes(width, height));
        for (var i = 0; i < Rows.Count; i++)
        {
            var middle = y + height - ((i + 0.5) * RowHeight);
            canvas.Write(left - 0.15, middle, Rows[i], 9, "RM");
            canvas.Write(left + width + 0.15, middle, "n = " + Counts[i].Sum().ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' '), 8.5, "LM", colour: Ink.Quiet);
        }

        foreach (var (category, x, row) in LegendPlaces())
        {
            var at = bottom + 0.05 + ((LegendRows - 1 - row) * 0.45);
            Legend.Box(canvas, x, at, 0.3, 0.25, category.Colour);
            canvas.Write(x + 0.4, at, category.Name, 8.5);
        }
    }

    private double Length(int row, int category)
    {
        var total = Counts[row].Sum();
        return Shares ? (total == 0 ? 0 : 100.0 * Counts[row][category] / total) : Counts[row][category];
    }

    private IEnumerable<(string Colour, IReadOnlyList<(double X, double Y)> Corners)> Boxes(double width, double height)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            double from = 0;
            var (top, low) = (height - (i * RowHeight) - 0.1, height - ((i + 1) * RowHeight) + 0.1);
            for (var c = 0; c < Categories.Count; c++)
            {
                var to = from + (Length(i, c) / Along.Maximum * width);
                if (to > from) yield return (Categories[c].Colour, [(from, low), (to, low), (to, top), (from, top)]);
                from = to;
            }
        }
    }

    private List<(BarCategory Category, double X, int Row)> LegendPlaces()
    {
        var places = new List<(BarCategory, double, int)>();
        var left = RowLabels + 0.2;
        var (x, row) = (left, 0);
        foreach (var category in Categories)
        {
            var width = 0.8 + GmtText.Width(category.Name, 8.5);
            if (x > left && x + width > 16.6) (x, row) = (left, row + 1);
            places.Add((category, x, row));
            x += width;
        }

        return places;
    }
}
