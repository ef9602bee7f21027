using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>The time steps of a field in the calendar of a model.</summary>
internal static class ModelCalendar
{
    private const long ShortestMonth = 27 * Timestamp.PerDay;

    /// <summary>The steps in the axis's own calendar, with its bounds; null where the calendar is that of the real world.</summary>
    /// <param name="file">The file.</param>
    /// <param name="axis">The time variable.</param>
    /// <param name="times">What the steps cover as far as the real calendar can say: days or months where the file has no bounds, or wrong ones.</param>
    public static ModelInterval?[]? Read(NetCdfFile file, NetCdfVariable? axis, IReadOnlyList<TimeInterval> times)
    {
        if (axis?.Unit is not { } unit || !CfTime.IsTime(unit) || axis.Dimensions.Count > 1 || axis.Count != times.Count) return null;
        var time = CfTime.Parse(unit, axis.Attributes.Text("calendar"));
        if (!time.IsOfModel) return null;
        var values = axis.ReadDoubles();
        var (bounds, ofBounds) = Bounds(file, axis, time, values.Length);
        var steps = new ModelInterval?[values.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            if (time.DateOf(values[i]) is not { } date) continue;
            var length = times[i].End - times[i].Start;
            if (bounds is not null && (length < ShortestMonth || Days(ofBounds, bounds, i) >= ShortestMonth)
                && ofBounds.DateOf(Math.Min(bounds[2 * i], bounds[(2 * i) + 1])) is { } start
                && ofBounds.DateOf(Math.Max(bounds[2 * i], bounds[(2 * i) + 1])) is { } end
                && ofBounds.DateOf((bounds[2 * i] + bounds[(2 * i) + 1]) / 2) is { } middle) steps[i] = new ModelInterval(middle, start, end);
            else steps[i] = length >= ShortestMonth ? ModelInterval.MonthOf(date) : length == Timestamp.PerDay ? ModelInterval.DayOf(date) : ModelInterval.At(date);
        }

        return steps;
    }

    private static long Days(CfTime time, double[] bounds, int step) => Math.Abs(time.Decode(bounds[(2 * step) + 1]) - time.Decode(bounds[2 * step]));

    // Bounds take the unit of their variable where they have none of their own.
    private static (double[]? Edges, CfTime Time) Bounds(NetCdfFile file, NetCdfVariable axis, CfTime time, int count)
    {
        var name = axis.Attributes.Text("bounds") ?? axis.Attributes.Text("climatology");
        if (name is null || file.Find(name) is not { } bounds || !bounds.Type.IsNumeric() || bounds.Count != 2L * count) return (null, time);
        return (bounds.ReadDoubles(), CfTime.Parse(bounds.Unit ?? axis.Unit!, bounds.Attributes.Text("calendar") ?? axis.Attributes.Text("calendar")));
    }
}
