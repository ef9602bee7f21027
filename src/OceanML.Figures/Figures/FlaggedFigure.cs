using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>
/// One profile or one stretch of a series with the quality flags of its values: good ones small and black, doubtful ones orange triangles, bad ones
/// red crosses, estimated ones open blue circles, unchecked ones grey.
/// </summary>
public sealed partial record FlaggedFigure : Figure
{
    private const double ProfileHeight = 9.4;
    private const double SeriesHeight = 6;

    /// <summary>The variable, a column of the table.</summary>
    public required string Variable { get; init; }

    /// <summary>The axis of the values.</summary>
    public required Axis Value { get; init; }

    /// <summary>Depth or pressure (downward), or time.</summary>
    public required Axis Along { get; init; }

    /// <summary>The values by what their flag says, good ones first.</summary>
    public required IReadOnlyList<FlaggedPoints> Points { get; init; }

    /// <summary>Whether the figure is over depth, else over time.</summary>
    public bool IsProfile => Along.Kind != AxisKind.Time;

    /// <inheritdoc/>
    public override string Description => $"{GmtText.Plain(Value.Label)} of {Title}: {string.Join(", ", Points.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Values.Length} {group.Name}")))}.";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => IsProfile ? (9.6, ProfileHeight + 1.85) : (17, SeriesHeight + 1.85);

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        plot.Begin();
        foreach (var group in Points)
        {
            plot.BeginTrace(group.Name, "markers");
            if (IsProfile)
            {
                plot.Numbers("x", group.Values);
                plot.Numbers("y", group.Along);
            }
            else
            {
                plot.Along("x", group.Along, Along);
                plot.Numbers("y", group.Values);
            }

            plot.Marker(group.Colour, group.IsFault ? 10 : 6);
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", IsProfile ? Value : Along with { Label = "Time (UTC)" });
        plot.Layout("yaxis", IsProfile ? Along : Value);
        plot.Set("height", IsProfile ? 620 : 420);
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        const double left = 1.95;
        var (width, height) = IsProfile ? (6.9, ProfileHeight) : (14.3, SeriesHeight);
        var panel = new Panel(canvas, left, bottom + 1.6, width, height, IsProfile ? Value : Along, IsProfile ? Along : Value);
        panel.Frame();
        var edge = 0.015 * (Value.Maximum - Value.Minimum);
        foreach (var group in Points)
        {
            // What lies beyond the axis stands at the frame; the note says how much that is.
            double[] values = [.. group.Values.Select(value => value < Value.Minimum ? Value.Minimum + edge : value > Value.Maximum ? Value.Maximum - edge : value)];
            var (x, y) = IsProfile ? (values, group.Along) : (group.Along, values);
            panel.Symbols(x, y, group.Symbol, group.IsOpen ? "white" : group.Colour, group.IsOpen || group.IsFault ? $"{(group.IsFault ? "1.3p" : "0.9p")},{group.Colour}" : null);
        }

        var at = left;
        foreach (var group in Points)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"{group.Values.Length} {group.Name}");
            Legend.Box(canvas, at, bottom + 0.17, 0.22, 0.22, group.Colour);
            canvas.Write(at + 0.32, bottom + 0.15, words, 8.5);
            at += 0.75 + GmtText.Width(words, 8.5);
        }
    }
}
