using System.Globalization;

namespace OceanML.Figures;

/// <summary>
/// Estimate against reference, both on the same axes: points where there are few, counts in hexagons where there are many, with the
/// 1:1 line, regression lines, and the scores beside it.
/// </summary>
public sealed partial record ScatterFigure : Figure
{
    /// <summary>More pairs than this are counted in hexagons.</summary>
    public const int DensityFrom = 1500;

    private const double Side = 10.2;
    private const double Radius = 0.12;

    /// <summary>The axis of the reference.</summary>
    public required Axis Reference { get; init; }

    /// <summary>The axis of the estimate; the same range as the reference's.</summary>
    public required Axis Estimate { get; init; }

    /// <summary>Reference values, one per pair.</summary>
    public required double[] X { get; init; }

    /// <summary>Estimates, one per pair.</summary>
    public required double[] Y { get; init; }

    /// <summary>Regression lines.</summary>
    public IReadOnlyList<FitLine> Fits { get; init; } = [];

    /// <summary>Scores written beside the axes.</summary>
    public IReadOnlyList<ScoreText> Scores { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ScoreText> Facts => Scores;

    /// <inheritdoc/>
    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"Scatter of {GmtText.Plain(Estimate.Label)} against {GmtText.Plain(Reference.Label)}, {X.Length} pairs")
        + (Scores.Count == 0 ? "." : ": " + string.Join(", ", Scores.Select(score => $"{score.Label} {score.Value}")) + ".");

    private bool IsDensity => X.Length > DensityFrom;

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17, Side + 1.35);

    /// <summary>
    /// A scatter of the pairs that can be drawn: both present and, on log10 axes, both above zero; what cannot is counted in the notes.
    /// </summary>
    /// <exception cref="Core.OceanException">No pair can be drawn.</exception>
    public static ScatterFigure Of(string id, string title, (string Label, string? Unit) reference, (string Label, string? Unit) estimate, ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool log10)
    {
        var (kept, omissions) = DrawablePairs.Of(x, y, log10);
        double[] keptX = new double[kept.Length], keptY = new double[kept.Length];
        for (var i = 0; i < kept.Length; i++) (keptX[i], keptY[i]) = (x[kept[i]], y[kept[i]]);
        var both = Axis.Covering(reference.Label, reference.Unit, [.. keptX, .. keptY], log10);
        return new ScatterFigure
        {
            Id = id,
            Title = title,
            Reference = both,
            Estimate = both with { Label = estimate.Label, Unit = estimate.Unit },
            X = keptX,
            Y = keptY,
            Omissions = omissions,
        };
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var panel = new Panel(canvas, 1.95, bottom + 1.15, Side, Side, Reference, Estimate);
        var hexagons = IsDensity ? Cells() : [];
        var scale = DensityScale(hexagons);
        panel.Frame();
        if (IsDensity)
            panel.Shapes(hexagons.OrderBy(cell => cell.Count).Select(cell => (scale!.At(cell.Count), Hexagons.Corners(cell.X, cell.Y, Radius))));
        else panel.Symbols(X, Y, X.Length > 300 ? "c0.11c" : "c0.16c", Ink.Estimated, null, X.Length > 300 ? 60 : 35);

        double[] ends = [Reference.Minimum, Reference.Maximum];
        panel.Line(ends, ends, Ink.Text, 1, "6_3");
        for (var i = 0; i < Fits.Count; i++) DrawFit(panel, Fits[i], FitColour(i));
        DrawSide(canvas, bottom, scale);
    }

    private static string FitColour(int index) => Ink.OkabeIto[(index + 1) % Ink.OkabeIto.Count];

    private static ColourScale? DensityScale(IReadOnlyList<(double X, double Y, int Count)> cells) => cells.Count == 0
        ? null
        : new ColourScale("Pairs per hexagon", Palette.Density, 1, Math.Max(2, Ticks.LogCeiling(cells.Max(cell => cell.Count))), Log10: true);

    // GMT drops a line whose ends both lie outside the frame, so it is cut here.
    private void DrawFit(Panel panel, FitLine fit, string colour)
    {
        const int pieces = 200;
        List<double> x = [], y = [];
        for (var i = 0; i <= pieces; i++)
        {
            var at = FromPosition(i / (double)pieces);
            if (!Estimate.Shows(Along(fit, at))) continue;
            x.Add(at);
            y.Add(Along(fit, at));
        }

        panel.Line(x, y, colour, 1.4);
    }

    private void DrawSide(Canvas canvas, double bottom, ColourScale? scale)
    {
        const double left = 12.65;
        const double right = 16.65;
        var y = bottom + 1.15 + Side - 0.3;
        foreach (var score in Scores)
        {
            canvas.Write(left, y, score.Label, 9, colour: Ink.Quiet);
            canvas.Write(right, y, score.Value, 9, "RB", bold: true);
            y -= 0.4;
            if (score.Interval is null) continue;
            canvas.Write(right, y + 0.04, score.Interval, 7.5, "RB", colour: Ink.Quiet);
            y -= 0.36;
        }

        y -= 0.25;
        foreach (var (name, colour, dash) in Fits.Select((fit, i) => (FitName(fit), FitColour(i), (string?)null)).Prepend(("1:1", Ink.Text, "6_3")))
        {
            Legend.Line(canvas, left, y + 0.1, 0.75, colour, dash);
            canvas.Write(left + 0.95, y, name, 9);
            y -= 0.45;
        }

        scale?.DrawBar(canvas, left, bottom + 1.15, right - left);
    }

    private string FitName(FitLine fit)
    {
        if (Reference.Kind == AxisKind.Log10) return string.Create(CultureInfo.InvariantCulture, $"{fit.Name}: slope {fit.Slope:0.00}");
        var sign = fit.Intercept < 0 ? "\u2212" : "+";
        return string.Create(CultureInfo.InvariantCulture, $"{fit.Name}: {fit.Slope:0.00}x {sign} {Math.Abs(fit.Intercept):0.00##}");
    }

    private double Along(FitLine fit, double x) => Reference.Kind == AxisKind.Log10
        ? Math.Pow(10, fit.Intercept + (fit.Slope * Math.Log10(x)))
        : fit.Intercept + (fit.Slope * x);

    private IReadOnlyList<(double X, double Y, int Count)> Cells()
    {
        double[] x = new double[X.Length], y = new double[X.Length];
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (Reference.Position(X[i]) * Side, Estimate.Position(Y[i]) * Side);
        return Hexagons.Count(x, y, Radius);
    }
}
