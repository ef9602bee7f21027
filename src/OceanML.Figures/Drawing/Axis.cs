using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>An axis of a figure.</summary>
/// <param name="Label">What is along it.</param>
/// <param name="Unit">UDUNITS unit; null or <c>1</c> for a pure number.</param>
/// <param name="Minimum">Lower end (left or bottom, unless <paramref name="Downward"/>).</param>
/// <param name="Maximum">Upper end.</param>
/// <param name="Kind">Linear, logarithmic or time (microseconds since 1970 UTC).</param>
/// <param name="Downward">Whether values grow downward, as depth does.</param>
public sealed record Axis(string Label, string? Unit, double Minimum, double Maximum, AxisKind Kind = AxisKind.Linear, bool Downward = false)
{
    /// <summary>Room that a tick takes along the axis, cm; smaller in small panels.</summary>
    public double TickRoom { get; init; } = 1.3;

    /// <summary>Label and unit as set in the figure.</summary>
    public string Title => Kind == AxisKind.Time && Label.Length == 0 ? TimeTicks.Title(Minimum, Maximum) : GmtText.Quantity(Label, Unit);

    /// <summary>An axis that shows all values with a small margin, or on round numbers; at least a tiny span.</summary>
    /// <exception cref="OceanException">No finite value, or none above zero for a logarithmic axis.</exception>
    public static Axis Covering(string label, string? unit, ReadOnlySpan<double> values, bool log10 = false)
    {
        var sorted = Sample.Sorted(values, log10);
        if (sorted.Length == 0)
            throw OceanException.NothingSelected($"'{GmtText.Plain(label)}' holds no {(log10 ? "number above zero, which a log10 axis needs" : "number at all")}");
        var (low, high) = (sorted[0], sorted[^1]);
        if (log10)
        {
            (low, high) = (Ticks.LogFloor(low), Ticks.LogCeiling(high));
            if (!(high > low)) (low, high) = (low / 2, high * 2);
            return new Axis(label, unit, low, high, AxisKind.Log10);
        }

        if (!(high > low)) (low, high) = (low - Math.Max(0.5, Math.Abs(low) * 0.1), high + Math.Max(0.5, Math.Abs(high) * 0.1));
        // A little air, so that no symbol is cut by the frame; but what is never negative starts at nothing or above.
        var air = 0.015 * (high - low);
        (low, high) = Ticks.Round(low >= 0 ? Math.Max(0, low - air) : low - air, high <= 0 ? Math.Min(0, high + air) : high + air);
        return new Axis(label, unit, low, high);
    }

    /// <summary>Where a value lies along the axis, 0 at the lower end and 1 at the upper.</summary>
    public double Position(double value) => Kind == AxisKind.Log10
        ? Math.Log10(value / Minimum) / Math.Log10(Maximum / Minimum)
        : (value - Minimum) / (Maximum - Minimum);

    internal bool Shows(double value) => Position(value) is >= -1e-9 and <= 1 + 1e-9;

    internal string Range => $"{Coordinate(Minimum)}/{Coordinate(Maximum)}";

    // GMT gets time as days, so that its own calendar has no say in the ticks.
    internal string Coordinate(double value) => (Kind == AxisKind.Time ? value / Timestamp.PerDay : value).ToString("G10", CultureInfo.InvariantCulture);

    internal string Scale(double length) => Canvas.Cm(Downward ? -length : length) + (Kind == AxisKind.Log10 ? "l" : "");

    /// <summary>The -B arguments of an axis named x or y, with own ticks so that they never crowd.</summary>
    internal IEnumerable<string> Frame(Canvas canvas, char name, double length)
    {
        var about = Math.Max(2, (int)(length / TickRoom));
        var marks = new StringBuilder();
        if (Kind == AxisKind.Time)
        {
            foreach (var (at, text) in TimeTicks.Of(Minimum, Maximum, (int)(length / 2.1))) marks.Append(CultureInfo.InvariantCulture, $"{Coordinate(at)} ag {text}\n");
            return [$"-B{name}c{canvas.Table(marks.ToString())}"];
        }

        var major = Kind == AxisKind.Log10 ? Ticks.Logarithmic(Minimum, Maximum, about) : Ticks.Linear(Minimum, Maximum, about);
        foreach (var tick in major) marks.Append(CultureInfo.InvariantCulture, $"{tick:G10} ag {Ticks.Text(tick)}\n");
        if (Kind == AxisKind.Log10)
        {
            foreach (var tick in Minor()) marks.Append(CultureInfo.InvariantCulture, $"{tick:G10} f\n");
        }

        return [$"-B{name}c{canvas.Table(marks.ToString())}"];
    }

    private IEnumerable<double> Minor()
    {
        for (var power = (int)Math.Floor(Math.Log10(Minimum)); power <= (int)Math.Ceiling(Math.Log10(Maximum)); power++)
        {
            for (var mark = 2; mark <= 9; mark++)
            {
                var tick = mark * Math.Pow(10, power);
                if (tick > Minimum && tick < Maximum) yield return tick;
            }
        }
    }
}
