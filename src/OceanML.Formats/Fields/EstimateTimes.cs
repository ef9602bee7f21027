using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>The time axis of estimates on a field: that of the field, in the calendar of its model where it has one, with bounds where a step covers a span.</summary>
internal static class EstimateTimes
{
    private const string Unit = "days since 1950-01-01 00:00:00";
    private const string Epoch = "1950-01-01";

    public static IEnumerable<Action> Define(NetCdfGroupWriter root, IField field)
    {
        var (middles, bounds, calendar) = Values(field);
        var hasSpans = bounds.Where((value, i) => i % 2 == 1 && value > bounds[i - 1]).Any();
        var time = root.Variable("time", NetCdfType.Float64, "time")
            .Attribute("standard_name", "time").Attribute("long_name", "time").Attribute("units", Unit).Attribute("calendar", calendar).Attribute("axis", "T");
        if (Array.Exists(middles, double.IsNaN)) time.Fill(NetCdfType.Float64.DefaultFill());
        if (!hasSpans) return [() => time.Write(middles)];
        time.Attribute("bounds", "time_bnds");
        var edges = root.Variable("time_bnds", NetCdfType.Float64, "time", "bnds");
        if (Array.Exists(bounds, double.IsNaN)) edges.Fill(NetCdfType.Float64.DefaultFill());
        return [() => time.Write(middles), () => edges.Write(bounds)];
    }

    private static (double[] Middles, double[] Bounds, string Calendar) Values(IField field)
    {
        var (middles, bounds) = (new double[field.Times.Count], new double[2 * field.Times.Count]);
        if (field.ModelTimes is { } model && model.OfType<ModelInterval>().FirstOrDefault().Middle is { Year: not 0 } first)
        {
            for (var i = 0; i < middles.Length; i++)
            {
                (middles[i], bounds[2 * i], bounds[(2 * i) + 1]) = model[i] is { } step ? (Days(step.Middle), Days(step.Start), Days(step.End)) : (double.NaN, double.NaN, double.NaN);
            }

            return (middles, bounds, Name(first.Calendar));
        }

        var epoch = Timestamp.Parse(Epoch);
        for (var i = 0; i < middles.Length; i++)
        {
            var step = field.Times[i];
            (middles[i], bounds[2 * i], bounds[(2 * i) + 1]) = step.Start == Timestamp.Missing ? (double.NaN, double.NaN, double.NaN) : (Since(step.Centre), Since(step.Start), Since(step.End));
        }

        return (middles, bounds, "standard");

        double Since(long time) => (time - epoch) / (double)Timestamp.PerDay;
    }

    private static double Days(ModelDate date) =>
        CalendarDays.Number(date.Calendar, date.Year, date.Month, date.Day) - CalendarDays.Number(date.Calendar, 1950, 1, 1) + (date.Microseconds / (double)Timestamp.PerDay);

    private static string Name(CfCalendar calendar) => calendar switch
    {
        CfCalendar.NoLeap => "noleap",
        CfCalendar.AllLeap => "all_leap",
        CfCalendar.Days360 => "360_day",
        CfCalendar.Julian => "julian",
        CfCalendar.ProlepticGregorian => "proleptic_gregorian",
        _ => "standard",
    };
}
