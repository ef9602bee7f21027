using System.Globalization;

namespace OceanML.Figures;

/// <summary>A number per depth for several models: e.g. the error of the network and of its baselines down the water column.</summary>
public sealed record LinesFigure : Figure
{
    private const double PanelHeight = 9;

    /// <summary>The depth axis, downward.</summary>
    public required Axis Depth { get; init; }

    /// <summary>The axis of the numbers.</summary>
    public required Axis Value { get; init; }

    /// <summary>The lines; the first is drawn boldest.</summary>
    public required IReadOnlyList<NamedLine> Lines { get; init; }

    /// <inheritdoc/>
    public override string Description => $"{GmtText.Plain(Value.Label)} over depth for {string.Join(", ", Lines.Select(Summary))}.";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (14, PanelHeight + 1.5);

    /// <summary>A figure of lines over depth.</summary>
    public static LinesFigure Of(string id, string title, (string Label, string? Unit) label, IReadOnlyList<NamedLine> lines)
    {
        double[] values = [.. lines.SelectMany(line => line.Values.Concat(line.Low).Concat(line.High)), 0];
        return new LinesFigure
        {
            Id = id,
            Title = title,
            Depth = new Axis("Depth", "m", 0, lines.Max(line => line.Depths.Max()) is var deepest ? Ticks.Round(0, deepest).To : 0, Downward: true),
            Value = Axis.Covering(label.Label, label.Unit, values),
            Lines = lines,
        };
    }

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        for (var i = 0; i < Lines.Count; i++)
        {
            plot.BeginTrace(Lines[i].Name, "lines+markers");
            plot.Numbers("x", Lines[i].Values);
            plot.Numbers("y", Lines[i].Depths);
            plot.Line(Ink.OkabeIto[i % Ink.OkabeIto.Count], i == 0 ? 3 : 2, i == 0 ? "solid" : "dash");
            plot.Marker(Ink.OkabeIto[i % Ink.OkabeIto.Count], 6);
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", Value);
        plot.Layout("yaxis", Depth);
        plot.Set("height", 560);
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        const double left = 1.6;
        const double width = 8;
        string[] symbols = ["c0.16c", "s0.15c", "t0.19c", "d0.19c", "i0.19c", "a0.22c", "h0.17c"];
        var panel = new Panel(canvas, left, bottom + 1.2, width, PanelHeight, Value, Depth);
        panel.Frame();
        for (var i = Lines.Count - 1; i >= 0; i--)
        {
            var colour = Ink.OkabeIto[i % Ink.OkabeIto.Count];
            var line = Lines[i];
            if (line.Low.Length > 0) panel.RibbonAlongVertical(line.Depths, line.Low, line.High, colour, 75);
            panel.Line(line.Values, line.Depths, colour, i == 0 ? 1.8 : 1.1, i == 0 ? null : "5_2");
            panel.Symbols(line.Values, line.Depths, symbols[i % symbols.Length], colour);
        }

        var y = bottom + 1.2 + PanelHeight - 0.35;
        for (var i = 0; i < Lines.Count; i++)
        {
            var colour = Ink.OkabeIto[i % Ink.OkabeIto.Count];
            Legend.Line(canvas, left + width + 0.35, y + 0.11, 0.8, colour, i == 0 ? null : "5_2");
            var words = GmtText.Wrap(Lines[i].Name, 9, 2.7);
            foreach (var word in words)
            {
                canvas.Write(left + width + 1.3, y, word, 9, bold: i == 0);
                y -= 0.4;
            }

            y -= 0.1;
        }

        if (Lines.Any(line => line.Low.Length > 0)) canvas.Write(left + width + 0.35, y, "Bands: 95 % intervals", 8, colour: Ink.Quiet);
    }

    private static string Summary(NamedLine line)
    {
        var sorted = Sample.Sorted(line.Values);
        return sorted.Length == 0 ? $"{line.Name} (no value)" : string.Create(CultureInfo.InvariantCulture, $"{line.Name} ({sorted[0]:0.###} to {sorted[^1]:0.###})");
    }
}
