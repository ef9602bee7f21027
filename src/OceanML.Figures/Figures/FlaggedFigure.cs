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
    private const double LegendSize = 8;

    /// <summary>The variable, a column of the table.</summary>
    public required string Variable { get; init; }

    /// <summary>The profile, or the platform of a series; empty where the table names neither.</summary>
    public required string Group { get; init; }

    /// <summary>The axis of the values.</summary>
    public required Axis Value { get; init; }

    /// <summary>Depth or pressure (downward), or time.</summary>
    public required Axis Along { get; init; }

    /// <summary>The values by what their flag says, good ones first.</summary>
    public required IReadOnlyList<FlaggedPoints> Points { get; init; }

    /// <summary>Whether the figure is over depth, else over time.</summary>
    public bool IsProfile => Along.Kind != AxisKind.Time;

    /// <inheritdoc/>
    public override string Description => $"{GmtText.Plain(Title)}: {string.Join(", ", Points.Select(Counted))}.";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => IsProfile ? (9.6, ProfileHeight + 1.85) : (17, SeriesHeight + 1.85);

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        plot.Begin();
        foreach (var group in Points)
        {
            plot.BeginTrace(Counted(group), "markers");
            double[] values = [.. group.Values.Select(Inside)];
            if (IsProfile)
            {
                plot.Numbers("x", values);
                plot.Numbers("y", group.Along);
            }
            else
            {
                plot.Along("x", group.Along, Along);
                plot.Numbers("y", values);
            }

            // The pointer tells the value itself, also of a point that stands at the end of the axis.
            plot.Texts("text", group.Values.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)));
            plot.Set("hovertemplate", $"%{{text}} at %{{{(IsProfile ? 'y' : 'x')}}}<extra>{group.Name}</extra>");
            plot.Marker(group.Colour, group.IsFault ? 10 : 6, symbol: group.Symbol[0] switch { 't' => "triangle-up", 'x' => "x", _ => group.IsOpen ? "circle-open" : "circle" });
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", IsProfile ? Value : Along with { Label = "Time (UTC)" });
        plot.Layout("yaxis", IsProfile ? Along : Value);
        plot.Set("showlegend", true);
        plot.Object("legend");
        plot.Set("orientation", "h");
        plot.Set("y", IsProfile ? -0.13 : -0.2);
        plot.EndObject();
        plot.Set("height", IsProfile ? 620 : 420);
        if (IsProfile) plot.Set("width", 620);
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
        const double room = 0.65;
        var legend = Points.Sum(group => room + GmtText.Width(Counted(group), LegendSize)) - room;
        var start = Math.Clamp(left + width - legend - 0.3, 0.25, left);
        var key = new Panel(canvas, start, bottom, 20, 0.5, new Axis("", null, 0, 20), new Axis("", null, 0, 0.5));
        var at = 0.12;
        foreach (var group in Points)
        {
            double[] values = [.. group.Values.Select(Inside)];
            var (x, y) = IsProfile ? (values, group.Along) : (group.Along, values);
            Symbols(panel, x, y, group);
            Symbols(key, [at], [0.27], group);
            canvas.Write(start + at + 0.22, bottom + 0.15, Counted(group), LegendSize);
            at += room + GmtText.Width(Counted(group), LegendSize);
        }
    }

    private static string Counted(FlaggedPoints group) => string.Create(CultureInfo.InvariantCulture, $"{group.Values.Length} {group.Name}");

    private static void Symbols(Panel panel, IReadOnlyList<double> x, IReadOnlyList<double> y, FlaggedPoints group) =>
        panel.Symbols(x, y, group.Symbol, group.IsOpen ? "white" : group.Colour, group.IsOpen || group.IsFault ? $"{(group.IsFault ? "1.3p" : "0.9p")},{group.Colour}" : null);

    // What lies beyond the axis stands at its end; the note says how much that is.
    private double Inside(double value)
    {
        var edge = 0.015 * (Value.Maximum - Value.Minimum);
        return value < Value.Minimum ? Value.Minimum + edge : value > Value.Maximum ? Value.Maximum - edge : value;
    }
}
