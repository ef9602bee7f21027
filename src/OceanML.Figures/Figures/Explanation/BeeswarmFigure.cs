using System.Globalization;
using System.Text;

namespace OceanML.Figures;

/// <summary>
/// The relevance of each feature in every row as a point, piled up where there are many, coloured by whether the feature is low or high there.
/// </summary>
public sealed record BeeswarmFigure : Figure
{
    /// <summary>Most points drawn per feature.</summary>
    public const int MaximumPoints = 800;

    private const double RowHeight = 1.0;
    private const int Bins = 120;

    /// <summary>The features, most important first.</summary>
    public required IReadOnlyList<BeeswarmRow> Rows { get; init; }

    /// <summary>What the relevance is of, and its unit.</summary>
    public required (string Label, string? Unit) Measure { get; init; }

    /// <inheritdoc/>
    public override string Description => $"{GmtText.Plain(Measure.Label)} of {Rows.Count} features, {Rows[0].Relevance.Length} points each: "
        + string.Join("; ", Rows.Select(row =>
        {
            var sorted = Sample.Sorted(row.Relevance);
            return string.Create(CultureInfo.InvariantCulture, $"{row.Name} {sorted[0]:G3} to {sorted[^1]:G3}");
        })) + ".";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17, (Rows.Count * RowHeight) + 2.9);

    private double Labels => Math.Min(6, Rows.Max(row => GmtText.Width(row.Name, 9)) + 0.4);

    private Axis Along
    {
        get
        {
            // A few wild points must not press the rest into a line: those beyond stand at the edge.
            double[] ends = [0, .. Rows.SelectMany(row => Sample.Sorted(row.Relevance) is var sorted ? new[] { Sample.Quantile(sorted, 0.002), Sample.Quantile(sorted, 0.998) } : [])];
            return Axis.Covering(Measure.Label, Measure.Unit, ends);
        }
    }

    private static ColourScale Colours => new("Value of the feature, from its lowest to its highest rank", Palette.Vik, 0, 1);

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        var along = Along;
        plot.Begin();
        for (var i = 0; i < Rows.Count; i++)
        {
            var heights = Heights(Rows[i], along);
            plot.BeginTrace(null, "markers");
            plot.Numbers("x", Rows[i].Relevance);
            plot.Numbers("y", heights.Select(height => Rows.Count - i - 0.5 + height));
            plot.Marker([.. Rows[i].Position.Select(position => double.IsNaN(position) ? 0.5 : position)], Colours, 4);
            plot.Set("hovertemplate", $"{GmtText.Html(Rows[i].Name)}: %{{x}}<extra></extra>");
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", along);
        plot.Object("yaxis");
        plot.Numbers("tickvals", Enumerable.Range(0, Rows.Count).Select(i => Rows.Count - i - 0.5));
        plot.Texts("ticktext", Rows.Select(row => row.Name));
        plot.Set("automargin", true);
        plot.EndObject();
        plot.Set("height", 220 + (Rows.Count * 44));
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var along = Along;
        var left = Labels + 0.25;
        var (width, height, y) = (canvas.Width - left - 0.5, Rows.Count * RowHeight, bottom + 2.55);
        var panel = new Panel(canvas, left, y, width, height, along, new Axis("", null, 0, Rows.Count));
        panel.Frame(showVertical: false);
        panel.Line([0, 0], [0, Rows.Count], Ink.Frame, 0.8);
        var points = new StringBuilder();
        for (var i = 0; i < Rows.Count; i++)
        {
            canvas.Write(left - 0.15, y + ((Rows.Count - i - 0.5) * RowHeight), Rows[i].Name, 9, "RM");
            var heights = Heights(Rows[i], along);
            for (var k = 0; k < heights.Length; k++)
            {
                var x = Math.Clamp(Rows[i].Relevance[k], along.Minimum, along.Maximum);
                var colour = double.IsNaN(Rows[i].Position[k]) ? 0.5 : Rows[i].Position[k];
                points.Append(CultureInfo.InvariantCulture, $"{x:G7} {Rows.Count - i - 0.5 + heights[k]:0.####} {colour:0.###}\n");
            }
        }

        canvas.Run(
            "plot",
            canvas.Table(points.ToString()),
            $"-R{along.Range}/0/{Rows.Count}",
            $"-JX{Canvas.Cm(width)}/{Canvas.Cm(height)}",
            $"-Xf{Canvas.Cm(left)}",
            $"-Yf{Canvas.Cm(y)}",
            "-Sc0.075c",
            $"-C{Colours.Table(canvas)}");
        Colours.DrawBar(canvas, left + (width / 2) - 4, bottom + 1.0, 8);
    }

    /// <summary>Offsets of the points from the middle of their row: those of nearly equal relevance are piled up around it.</summary>
    private static double[] Heights(BeeswarmRow row, Axis along)
    {
        var bins = new List<int>[Bins + 1];
        for (var i = 0; i < row.Relevance.Length; i++)
        {
            var bin = (int)(Math.Clamp(along.Position(row.Relevance[i]), 0, 1) * Bins);
            (bins[bin] ??= []).Add(i);
        }

        var most = Math.Max(1, bins.Max(bin => bin?.Count ?? 0));
        var step = Math.Min(0.06, 0.8 / most);
        var heights = new double[row.Relevance.Length];
        foreach (var bin in bins)
        {
            if (bin is null) continue;
            for (var k = 0; k < bin.Count; k++) heights[bin[k]] = (k - ((bin.Count - 1) / 2.0)) * step;
        }

        return heights;
    }
}
