using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>How values are distributed: one outline per column, as shares of its values per bin.</summary>
public sealed record HistogramFigure : Figure
{
    private const int Bins = 40;
    private const double PanelHeight = 7;

    /// <summary>The axis of the values.</summary>
    public required Axis Value { get; init; }

    /// <summary>Name, number of values and share per bin, percent, per column.</summary>
    public required IReadOnlyList<(string Name, int Count, double[] Shares)> Columns { get; init; }

    /// <inheritdoc/>
    public override string Description => $"Histogram of {GmtText.Plain(Value.Label)}: {string.Join(", ", Columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Name} ({column.Count} values)")))}.";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17, PanelHeight + 1.4);

    private Axis Share => new("Share of values", "%", 0, Ticks.Round(0, Math.Max(1, Columns.Max(column => column.Shares.Max()))).To);

    /// <summary>A histogram of some columns on one axis; what cannot be drawn is counted in the notes.</summary>
    /// <exception cref="OceanException">Nothing can be drawn.</exception>
    public static HistogramFigure Of(string id, string title, (string Label, string? Unit) label, IReadOnlyList<(string Name, double[] Values)> columns, bool log10)
    {
        var axis = Axis.Covering(label.Label, label.Unit, [.. columns.SelectMany(column => column.Values)], log10);
        var notes = new List<string>();
        var counted = new List<(string, int, double[])>();
        foreach (var (name, values) in columns)
        {
            var kept = Sample.Sorted(values, log10);
            var shares = new double[Bins];
            foreach (var value in kept) shares[Math.Clamp((int)(axis.Position(value) * Bins), 0, Bins - 1)] += 100.0 / kept.Length;
            counted.Add((name, kept.Length, shares));
            var present = values.Count(double.IsFinite);
            if (present < values.Length) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {values.Length - present} of {values.Length} rows have no value."));
            if (kept.Length < present) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: not drawn are {present - kept.Length} values of zero or below, which have no logarithm."));
        }

        return new HistogramFigure { Id = id, Title = title, Value = axis, Columns = counted, Remarks = notes };
    }

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        for (var i = 0; i < Columns.Count; i++)
        {
            var (x, y) = Outline(Columns[i].Shares);
            plot.BeginTrace(Columns[i].Name, "lines");
            plot.Numbers("x", x);
            plot.Numbers("y", y);
            plot.Line(Ink.OkabeIto[i % Ink.OkabeIto.Count]);
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", Value);
        plot.Layout("yaxis", Share);
        plot.Set("height", 460);
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        const double left = 1.6;
        const double width = 11;
        var panel = new Panel(canvas, left, bottom + 1.15, width, PanelHeight, Value, Share);
        panel.Frame();
        var y = bottom + 1.15 + PanelHeight - 0.35;
        for (var i = 0; i < Columns.Count; i++)
        {
            var colour = Ink.OkabeIto[i % Ink.OkabeIto.Count];
            var (outlineX, outlineY) = Outline(Columns[i].Shares);
            panel.RibbonAlongHorizontal(outlineX, [.. outlineY.Select(_ => 0.0)], outlineY, colour, 80);
            panel.Line(outlineX, outlineY, colour, 1.2);
            Legend.Line(canvas, left + width + 0.35, y + 0.11, 0.7, colour);
            foreach (var word in GmtText.Wrap(Columns[i].Name, 9, 2.9))
            {
                canvas.Write(left + width + 1.2, y, word, 9);
                y -= 0.4;
            }

            canvas.Write(left + width + 1.2, y, string.Create(CultureInfo.InvariantCulture, $"n = {Columns[i].Count}"), 8, colour: Ink.Quiet);
            y -= 0.5;
        }
    }

    private (double[] X, double[] Y) Outline(double[] shares)
    {
        double[] x = new double[2 * Bins], y = new double[2 * Bins];
        for (var i = 0; i < Bins; i++)
        {
            (x[2 * i], x[(2 * i) + 1]) = (Edge(i), Edge(i + 1));
            y[2 * i] = y[(2 * i) + 1] = shares[i];
        }

        return (x, y);
    }

    private double Edge(int bin) => Value.Kind == AxisKind.Log10
        ? Value.Minimum * Math.Pow(Value.Maximum / Value.Minimum, bin / (double)Bins)
        : Value.Minimum + (bin / (double)Bins * (Value.Maximum - Value.Minimum));
}
