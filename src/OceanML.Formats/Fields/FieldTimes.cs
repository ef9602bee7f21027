using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>
/// What each time step of a field covers. The time axis comes first, widened to its bounds or to the period of a composite; then the
/// times of the scan lines; then the coverage in the global attributes, which some producers get wrong and which is therefore only
/// used where there is no axis, or where it encloses the one step there is.
/// </summary>
public static class FieldTimes
{
    private static readonly string[] Starts = ["time_coverage_start", "start_time", "start_date", "time_coverage_begin"];
    private static readonly string[] Ends = ["time_coverage_end", "stop_time", "stop_date", "end_time"];

    /// <summary>The time steps; empty where the file gives no time.</summary>
    /// <param name="file">The file.</param>
    /// <param name="description">Its product, where known.</param>
    /// <param name="axis">The time variable, where there is one.</param>
    /// <exception cref="OceanException">The unit of the time axis cannot be turned into dates.</exception>
    public static IReadOnlyList<TimeInterval> Read(NetCdfFile file, ProductDescription? description, NetCdfVariable? axis) =>
        Read(file, description, axis, out _);

    /// <summary>The time steps, and what the user should know of them: attributes and bounds that contradict the axis.</summary>
    /// <param name="file">The file.</param>
    /// <param name="description">Its product, where known.</param>
    /// <param name="axis">The time variable, where there is one.</param>
    /// <param name="warnings">One sentence each.</param>
    /// <exception cref="OceanException">The unit of the time axis cannot be turned into dates.</exception>
    public static IReadOnlyList<TimeInterval> Read(
        NetCdfFile file,
        ProductDescription? description,
        NetCdfVariable? axis,
        out IReadOnlyList<string> warnings)
    {
        var found = new List<string>();
        warnings = found;
        var coverage = Coverage(file);
        if (description?.LineTime is { } name && file.Find(name) is { } lines && OfLines(lines) is { } interval) return [interval];

        if (axis is not null && axis.Dimensions.Count <= 1 && Instants(axis) is { Length: > 0 } steps)
        {
            var intervals = Steps(file, axis, steps, CompositePeriod.Stated(file, description), coverage, found);
            if (TimeContradiction.Of(axis, intervals, coverage) is { } contradiction) found.Add(contradiction);
            return intervals;
        }

        if (axis is null && file.Variables.FirstOrDefault(IsCalledTime) is { } unusable)
        {
            var instead = coverage is null ? "so the file has no time" : "so the coverage in the global attributes is used";
            found.Add($"'{unusable.Path}' has {(unusable.Unit is { } unit ? $"the unit '{unit}', which is no time" : "no unit")}, {instead}");
        }

        return CompositeDays(file) is { } days ? [days] : coverage is { } whole ? [whole] : [];
    }

    // ACRI's composites give their first and last day, both included, beside the times of the first and the last pass.
    private static TimeInterval? CompositeDays(NetCdfFile file) =>
        file.Attributes.Text("period_start_day") is { } first && file.Attributes.Text("period_end_day") is { } last
        && TryParse(first, out var start) && TryParse(last, out var end) && end >= start
            ? new TimeInterval(start, end + Timestamp.PerDay) : null;

    // On a dimension of its own: files have other variables called time, such as one per pixel.
    private static bool IsCalledTime(NetCdfVariable variable) =>
        (variable.StandardName == "time" || variable.Name.Equals("time", StringComparison.OrdinalIgnoreCase)) && variable.Type.IsNumeric()
        && variable.Dimensions.Count <= 1 && !CfTime.IsTime(variable.Unit);

    /// <summary>From the first to the last of the times of scan lines; null where none is known.</summary>
    internal static TimeInterval? OfLines(NetCdfVariable lines)
    {
        var known = Instants(lines).Where(instant => instant != Timestamp.Missing).ToArray();
        return known.Length > 0 ? new TimeInterval(known.Min(), known.Max()) : null;
    }

    /// <summary>The coverage in the global attributes, or null.</summary>
    public static TimeInterval? Coverage(NetCdfFile file)
    {
        var (start, end) = (First(file, Starts), First(file, Ends));
        if (start is null && end is null) return null;
        var from = start ?? end!.Value;
        return new TimeInterval(from, Math.Max(from, end ?? from));
    }

    private static TimeInterval[] Steps(NetCdfFile file, NetCdfVariable axis, long[] steps, string? period, TimeInterval? coverage, List<string> warnings)
    {
        if (Bounds(file, axis, steps.Length) is { } bounds)
        {
            if (TimeContradiction.OfBounds(axis, bounds, period ?? CompositePeriod.OfSpacing(steps)) is not { } contradiction) return bounds;
            warnings.Add(contradiction);
        }

        if (steps is [not Timestamp.Missing] && coverage is { } whole && whole.End > whole.Start && whole.DistanceTo(steps[0]) == 0
            && (period is null || whole.End - whole.Start <= CompositePeriod.Longest(period))) return [whole];
        period ??= CompositePeriod.OfSpacing(steps);
        if (period is null && AreMidnights(steps))
            warnings.Add($"the times of '{axis.Path}' are at 00:00 and nothing tells what period they stand for: they are taken as instants; a map of a day needs bounds, or time_coverage_resolution = P1D");
        return [.. steps.Select(step => Widened(step, period))];
    }

    private static bool AreMidnights(long[] steps) =>
        Array.Exists(steps, step => step != Timestamp.Missing) && Array.TrueForAll(steps, step => step == Timestamp.Missing || step % Timestamp.PerDay == 0);

    private static TimeInterval Widened(long step, string? period)
    {
        if (step == Timestamp.Missing || period is null) return new TimeInterval(step, step);
        var date = Timestamp.ToDateTime(step);
        return period switch
        {
            CompositePeriod.Day => new TimeInterval(Timestamp.From(date.Date), Timestamp.From(date.Date.AddDays(1))),
            CompositePeriod.EightDays => new TimeInterval(Timestamp.From(date.Date), Timestamp.From(date.Date.AddDays(8))),
            _ => new TimeInterval(
                Timestamp.From(new DateTime(date.Year, date.Month, 1)),
                Timestamp.From(new DateTime(date.Year, date.Month, 1).AddMonths(1))),
        };
    }

    private static TimeInterval[]? Bounds(NetCdfFile file, NetCdfVariable axis, int count)
    {
        var name = axis.Attributes.Text("bounds") ?? axis.Attributes.Text("climatology");
        if (name is null || file.Find(name) is not { } bounds || !bounds.Type.IsNumeric() || bounds.Count != 2L * count) return null;

        // Bounds take the unit of their variable where they have none of their own.
        var unit = CfTime.Parse(bounds.Unit ?? axis.Unit!, bounds.Attributes.Text("calendar") ?? axis.Attributes.Text("calendar"));
        var edges = unit.Decode(bounds.ReadDoubles());
        var intervals = new TimeInterval[count];
        for (var i = 0; i < count; i++)
        {
            if (edges[2 * i] == Timestamp.Missing || edges[(2 * i) + 1] == Timestamp.Missing) return null;
            intervals[i] = new TimeInterval(Math.Min(edges[2 * i], edges[(2 * i) + 1]), Math.Max(edges[2 * i], edges[(2 * i) + 1]));
        }

        return intervals;
    }

    private static long[] Instants(NetCdfVariable variable) =>
        CfTime.IsTime(variable.Unit) && variable.Count > 0
            ? CfTime.Parse(variable.Unit!, variable.Attributes.Text("calendar")).Decode(variable.ReadDoubles())
            : [];

    private static long? First(NetCdfFile file, string[] names)
    {
        foreach (var name in names)
        {
            if (file.Attributes.Text(name) is { } text && TryParse(text, out var timestamp)) return timestamp;
        }

        return null;
    }

    // ISO 8601; 2023-04-14 UTC of CMEMS; 200505010000Z of OC-CCI; 14-APR-2017 10:27:29.454657 of SNAP.
    private static bool TryParse(string text, out long timestamp)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.EndsWith(" UTC", StringComparison.Ordinal)) text = text[..^4];
        string[] forms = ["yyyyMMddHHmm'Z'", "yyyyMMddHHmmss'Z'", "yyyyMMdd'T'HHmmss'Z'", "dd-MMM-yyyy HH:mm:ss.FFFFFF", "dd-MMM-yyyy HH:mm:ss"];
        if (DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, styles, out var date))
        {
            timestamp = Timestamp.From(date);
            return true;
        }

        return Timestamp.TryParse(text, out timestamp);
    }
}
