using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Ticks of a time axis: years, months, days or hours, whichever leaves room for the words.</summary>
internal static class TimeTicks
{
    public static IEnumerable<string> Frame(char name, double from, double to, double length)
    {
        var days = (to - from) / Timestamp.PerDay;
        var perCm = days / length;
        var (primary, secondary) = perCm switch
        {
            > 700 => ("a5Yf1Yg5Y", null),
            > 250 => ("a2Yf1Yg2Y", null),
            > 110 => ("a1Yf3Og1Y", null),
            > 28 => ("a3Of1Og3O", "a1Y"),
            > 10 => ("a1Of1Og1O", "a1Y"),
            > 2.5 => ("a7df1dg7d", "a1O"),
            > 0.7 => ("a2df1dg2d", "a1O"),
            > 0.3 => ("a1df6hg1d", "a1O"),
            > 0.08 => ("a6Hf1Hg6H", "a1D"),
            _ => ("a1Hf15Mg1H", "a1D"),
        };
        // Under days and hours the second line says which month or day it is, and of which year.
        var date = secondary switch { "a1O" => "o yyyy", "a1D" => "yyyy-mm-dd", _ => "o" };
        return secondary is null ? [$"-B{name}{primary}"] : [$"-Bp{name}{primary}", $"-Bs{name}{secondary}", $"--FORMAT_DATE_MAP={date}"];
    }
}
