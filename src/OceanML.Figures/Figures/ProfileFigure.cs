using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>
/// Profiles over depth: the median and the interquartile range of what was measured and of what was predicted, and beside them single
/// profiles with the one-sigma interval of their prediction.
/// </summary>
public sealed partial record ProfileFigure : Figure
{
    private const double PanelHeight = 9.4;
    private const double Bottom = 1.9;

    /// <summary>The depth axis, downward.</summary>
    public required Axis Depth { get; init; }

    /// <summary>The axis of the values.</summary>
    public required Axis Value { get; init; }

    /// <summary>Depth per level, m.</summary>
    public required double[] Depths { get; init; }

    /// <summary>What was measured: quartiles over the rows per depth.</summary>
    public required ProfileSpread Measured { get; init; }

    /// <summary>What was predicted for the same rows and depths; null where there is no prediction.</summary>
    public ProfileSpread? Predicted { get; init; }

    /// <summary>Single profiles.</summary>
    public IReadOnlyList<ProfileExample> Examples { get; init; } = [];

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"Profiles of {GmtText.Plain(Value.Label)} from {Depths[0]:0} to {Depths[^1]:0} m: median and interquartile range of {Measured.Rows} profiles, measured{(Predicted is null ? "" : " and predicted")}, and {Examples.Count} single profiles.");

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (Examples.Count == 0 ? 11.5 : 17, PanelHeight + Bottom + 0.75);

    /// <summary>A profile figure of matrices of one row per profile and one column per depth.</summary>
    /// <param name="id">Short name.</param>
    /// <param name="title">Title.</param>
    /// <param name="label">What the values are, and their unit.</param>
    /// <param name="bins">The depths, from the surface down.</param>
    /// <param name="measured">Measured values per depth, then per row; NaN where missing.</param>
    /// <param name="predicted">Predicted values likewise, or empty.</param>
    /// <param name="sigma">One sigma of the predictions likewise, or empty.</param>
    /// <param name="names">Name per row, for the single profiles.</param>
    /// <param name="log10">Whether the values are drawn on a logarithmic axis.</param>
    /// <exception cref="OceanException">Nothing can be drawn.</exception>
    public static ProfileFigure Of(string id, string title, (string Label, string? Unit) label, IReadOnlyList<DepthBin> bins, IReadOnlyList<double[]> measured, IReadOnlyList<double[]> predicted, IReadOnlyList<double[]> sigma, IReadOnlyList<string> names, bool log10)
    {
        var hasPrediction = predicted.Count > 0;
        // Both medians are over the same rows, so that they can be compared: where one is missing the other is left out too.
        var pairedMeasured = measured.Select((column, d) => hasPrediction ? Where(column, predicted[d], log10) : Where(column, column, log10)).ToList();
        var pairedPredicted = predicted.Select((column, d) => Where(column, measured[d], log10)).ToList();
        var few = LeaveOut(pairedMeasured, pairedPredicted, Math.Min(2, bins.Count));
        if (few == measured[0].Length) throw OceanException.NothingSelected($"no row holds a profile: {(few == 0 ? "no row" : "none has values at two depths or more" + (log10 ? " that have a logarithm" : ""))}");
        var examples = ProfileExamples.Choose(pairedMeasured, pairedPredicted, predicted, sigma, names, log10);
        var spread = ProfileSpread.Of(pairedMeasured);
        var predictedSpread = hasPrediction ? ProfileSpread.Of(pairedPredicted) : null;
        double[] shown = [.. spread.Low, .. spread.High, .. predictedSpread?.Low ?? [], .. predictedSpread?.High ?? [], .. examples.SelectMany(example => example.Measured.Concat(example.Predicted))];
        var value = Axis.Covering(label.Label, label.Unit, shown, log10);
        var (least, greatest) = (bins.Min(bin => bin.Top), bins.Max(bin => bin.Bottom));
        return new ProfileFigure
        {
            Id = id,
            Title = title,
            Depth = new Axis("Depth", "m", Math.Min(0, least), greatest, Downward: true),
            Value = value,
            Depths = [.. bins.Select(bin => bin.Middle)],
            Measured = spread,
            Predicted = predictedSpread,
            Examples = examples,
            Omissions = Omission.Those(new Omission("no_profile", few, measured[0].Length, "hold no value at two depths or more")),
        };
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        const double left = 1.6;
        const double gap = 0.45;
        var mainWidth = Examples.Count == 0 ? 9 : 6;
        var y = bottom + Bottom;
        var panel = new Panel(canvas, left, y, mainWidth, PanelHeight, Value, Depth);
        panel.Frame();
        Ribbon(panel, Measured.Low, Measured.High, "#8A8A8A", 55);
        if (Predicted is not null)
        {
            Ribbon(panel, Predicted.Low, Predicted.High, Ink.Estimated, 75);
            panel.Line(Predicted.Low, Depths, Ink.Estimated, 0.5);
            panel.Line(Predicted.High, Depths, Ink.Estimated, 0.5);
        }

        panel.Line(Measured.Median, Depths, Ink.Measured, 1.6);
        if (Predicted is not null) panel.Line(Predicted.Median, Depths, Ink.Estimated, 1.6, "6_3");
        canvas.Write(left, y + PanelHeight + 0.18, string.Create(CultureInfo.InvariantCulture, $"Median and quartiles, {Measured.Rows} profiles"), 8.5, bold: true);

        var width = Examples.Count == 0 ? 0 : (canvas.Width - left - mainWidth - 0.45 - (Examples.Count * gap)) / Examples.Count;
        for (var i = 0; i < Examples.Count; i++)
        {
            var example = Examples[i];
            var small = new Panel(canvas, left + mainWidth + gap + (i * (width + gap)), y, width, PanelHeight, Value with { Label = "", Unit = null }, Depth);
            small.Frame(showVertical: false);
            Ribbon(small, example.Low, example.High, Ink.Estimated, 70);
            small.Line(example.Predicted, Depths, Ink.Estimated, 1.4, "6_3");
            small.Line(example.Measured, Depths, Ink.Measured, 0.8);
            small.Symbols(example.Measured, Depths, "c0.12c", Ink.Measured);
            canvas.Write(small.X, y + PanelHeight + 0.5, Fit(example.Name, width), 8.5, bold: true);
            canvas.Write(small.X, y + PanelHeight + 0.18, example.Remark, 8, colour: Ink.Quiet);
        }

        if (Examples.Count > 0) canvas.Write(left + mainWidth + gap + ((canvas.Width - left - mainWidth - gap) / 2), y - 0.6, Value.Title, 9.5, "CT");
        DrawLegend(canvas, bottom + 0.35);
    }

    private static string Fit(string name, double width)
    {
        while (name.Length > 4 && GmtText.Width(name, 8.5, bold: true) > width) name = name[..^4] + "...";
        return name;
    }

    private static double[] Where(double[] values, double[] others, bool log10)
    {
        var kept = new double[values.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            var drawable = double.IsFinite(values[i]) && double.IsFinite(others[i]) && (!log10 || (values[i] > 0 && others[i] > 0));
            kept[i] = drawable ? values[i] : double.NaN;
        }

        return kept;
    }

    // A single value, such as that of a mooring at the surface, is no profile and would bend the median there.
    private static int LeaveOut(List<double[]> measured, List<double[]> predicted, int least)
    {
        var left = 0;
        for (var row = 0; row < measured[0].Length; row++)
        {
            if (measured.Count(column => double.IsFinite(column[row])) >= least) continue;
            left++;
            foreach (var column in measured.Concat(predicted)) column[row] = double.NaN;
        }

        return left;
    }

    private void DrawLegend(Canvas canvas, double y)
    {
        Legend.Box(canvas, 1.6, y - 0.02, 0.75, 0.26, "#8A8A8A", 55);
        Legend.Line(canvas, 1.6, y + 0.11, 0.75, Ink.Measured);
        canvas.Write(2.5, y, "Measured", 9);
        if (Predicted is null) return;
        Legend.Box(canvas, 4.6, y - 0.02, 0.75, 0.26, Ink.Estimated, 75);
        Legend.Line(canvas, 4.6, y + 0.11, 0.75, Ink.Estimated, "6_3");
        canvas.Write(5.5, y, "Predicted", 9);
        var words = Examples.Any(example => example.Low.Length > 0) ? "Bands: quartiles of all profiles; \u00B1 1 sigma of single predictions" : "Bands: quartiles of all profiles";
        canvas.Write(7.6, y, words, 8.5, colour: Ink.Quiet);
    }

    private void Ribbon(Panel panel, double[] low, double[] high, string colour, int transparency)
    {
        if (low.Length == 0) return;
        panel.RibbonAlongVertical(Depths, [.. low.Select(Clamp)], [.. high.Select(Clamp)], colour, transparency);
    }

    // A band may reach below what a logarithmic axis can show; it ends at the frame then.
    private double Clamp(double value) => double.IsNaN(value) ? value : Math.Clamp(value, Value.Minimum, Value.Maximum);
}
