using System.Globalization;

namespace OceanML.Learning;

/// <summary>Lengths of time in words that <see cref="Core.Duration"/> reads again.</summary>
public static class SplitText
{
    /// <summary>E.g. <c>7d</c>, <c>30h</c>, <c>20min</c>: the largest unit that divides it.</summary>
    public static string Length(TimeSpan length)
    {
        var seconds = length.TotalSeconds;
        var (divisor, unit) = seconds % 86400 == 0 ? (86400.0, "d") : seconds % 3600 == 0 ? (3600, "h") : seconds % 60 == 0 ? (60, "min") : (1, "s");
        return (seconds / divisor).ToString("0.######", CultureInfo.InvariantCulture) + unit;
    }
}
