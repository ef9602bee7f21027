using System.Globalization;

namespace OceanML.Figures;

/// <summary>The mean effect of features along their range, a panel each, with marks where data are and the range seen in training.</summary>
public sealed record EffectsFigure : Figure
{
    private const int Across = 3;
    private const double PanelWidth = 4.1;
    private const double PanelHeight = 3.6;
    private const double StepX = 5.6;
    private const double StepY = 5.1;

    /// <summary>The panels.</summary>
    public required IReadOnlyList<EffectPanel> Panels { get; init; }

    /// <summary>What the curves show, and its unit.</summary>
    public required (string Label, string? Unit) Measure { get; init; }

    /// <inheritdoc/>
    public override string Description => $"{GmtText.Plain(Measure.Label)} along {Panels.Count} features: "
        + string.Join("; ", Panels.Select(panel => string.Create(CultureInfo.InvariantCulture, $"{panel.Name} {panel.Curves[0].Y.Min():G3} to {panel.Curves[0].Y.Max():G3}"))) + ".";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17.4, (Down * StepY) + 0.7);

    private int Down => (Panels.Count + Across - 1) / Across;

    // One axis for all: a feature of no effect must look like one.
    private Axis Vertical => Axis.Covering(Measure.Label, Measure.Unit, [.. Panels.SelectMany(panel => panel.Curves).SelectMany(curve => curve.Y.Concat(curve.Lower).Concat(curve.Upper))]) with { TickRoom = 0.8 };

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        for (var p = 0; p < Panels.Count; p++)
        {
            for (var c = 0; c < Panels[p].Curves.Count; c++)
            {
                var curve = Panels[p].Curves[c];
                plot.BeginTrace(p == 0 ? curve.Name : null, "lines");
                plot.Numbers("x", curve.X);
                plot.Numbers("y", curve.Y);
                plot.Line(Ink.OkabeIto[c], 2, c == 0 ? "solid" : "dash");
                plot.Set("xaxis", p == 0 ? "x" : $"x{p + 1}");
                plot.EndTrace();
            }
        }

        plot.BeginLayout();
        plot.Layout("yaxis", Vertical);
        for (var p = 0; p < Panels.Count; p++)
        {
            var share = p;
            plot.Layout(p == 0 ? "xaxis" : $"xaxis{p + 1}", Horizontal(Panels[p]), () => plot.Numbers("domain", [(share + 0.04) / Panels.Count, (share + 0.96) / Panels.Count]));
        }

        plot.Set("height", 460);
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var vertical = Vertical;
        for (var p = 0; p < Panels.Count; p++)
        {
            var shown = Panels[p];
            var x = 1.7 + (p % Across * StepX) - (p % Across > 0 ? 0.25 * (p % Across) : 0);
            var y = bottom + 0.7 + ((Down - 1 - (p / Across)) * StepY) + 1.15;
            var panel = new Panel(canvas, x, y, PanelWidth, PanelHeight, Horizontal(shown), vertical);
            panel.Frame(showVertical: p % Across == 0);
            foreach (var edge in new[] { shown.TrainedFrom, shown.TrainedTo })
            {
                if (double.IsFinite(edge) && panel.Horizontal.Shows(edge)) panel.Line([edge, edge], [vertical.Minimum, vertical.Maximum], Ink.Quiet, 0.7, "2_2");
            }

            for (var c = shown.Curves.Count - 1; c >= 0; c--)
            {
                var (curve, colour) = (shown.Curves[c], Ink.OkabeIto[c]);
                if (curve.Lower.Length > 0) panel.RibbonAlongHorizontal(curve.X, curve.Lower, curve.Upper, colour, 75);
                panel.Line(curve.X, curve.Y, colour, c == 0 ? 1.6 : 1.1, c == 0 ? null : "5_2");
            }

            var tick = 0.045 * (vertical.Maximum - vertical.Minimum);
            panel.Bars(shown.Rug, [.. shown.Rug.Select(_ => vertical.Minimum)], [.. shown.Rug.Select(_ => vertical.Minimum + tick)], Ink.Text, 0.3);
        }

        var at = 1.7;
        for (var c = 0; c < Panels.Max(panel => panel.Curves.Count); c++)
        {
            var name = Panels.First(panel => panel.Curves.Count > c).Curves[c].Name;
            Legend.Line(canvas, at, bottom + 0.27, 0.7, Ink.OkabeIto[c], c == 0 ? null : "5_2");
            canvas.Write(at + 0.85, bottom + 0.15, name, 8.5);
            at += 1.3 + GmtText.Width(name, 8.5);
        }

        if (!Panels.Any(panel => double.IsFinite(panel.TrainedFrom))) return;
        Legend.Line(canvas, at, bottom + 0.27, 0.7, Ink.Quiet, "2_2", 0.7);
        canvas.Write(at + 0.85, bottom + 0.15, "ends of the training range", 8.5);
    }

    private static Axis Horizontal(EffectPanel panel)
    {
        double[] values = [.. panel.Curves.SelectMany(curve => curve.X)];
        var axis = Axis.Covering(panel.Name, panel.Unit, values);

        // Round numbers may lie far beyond the curve; a hair of air is enough.
        var (low, high) = (values.Min(), values.Max());
        var air = 0.03 * (high - low);
        return high > low ? axis with { Minimum = low - air, Maximum = high + air, TickRoom = 1.1 } : axis;
    }
}
