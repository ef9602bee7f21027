using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>
/// Times and coordinates of an index as 32-bit integers, half of the bytes to store and read: seconds around 2018 (1950 to 2086) and millionths of a degree.
/// An index is exact to a second and to a thousandth of a degree; what these cannot say exactly is not kept.
/// </summary>
internal static class IndexIntegers
{
    private const int Missing = int.MinValue;
    private const double Millionth = 1e6;
    private const long Origin = 1_514_764_800L * Timestamp.PerSecond;

    /// <summary>Times as integers; false where one is out of range.</summary>
    public static bool TryTimes(ReadOnlySpan<long> times, Span<int> integers)
    {
        for (var i = 0; i < times.Length; i++)
        {
            var seconds = times[i] == Timestamp.Missing ? Missing : Math.DivRem(times[i] - Origin, Timestamp.PerSecond).Quotient;
            if (times[i] != Timestamp.Missing && Math.Abs(seconds) > int.MaxValue) return false;
            integers[i] = (int)seconds;
        }

        return true;
    }

    /// <summary>Coordinates as integers; false where one has more than six decimals.</summary>
    public static bool TryDegrees(ReadOnlySpan<double> degrees, Span<int> integers)
    {
        for (var i = 0; i < degrees.Length; i++)
        {
            var rounded = Math.Round(degrees[i] * Millionth);
            integers[i] = double.IsNaN(rounded) ? Missing : (int)rounded;
            if (rounded / Millionth != degrees[i] && !double.IsNaN(rounded)) return false;
        }

        return true;
    }

    /// <summary>Times from integers.</summary>
    public static void ToTimes(ReadOnlySpan<int> integers, Span<long> times)
    {
        for (var i = 0; i < integers.Length; i++) times[i] = integers[i] == Missing ? Timestamp.Missing : Origin + (integers[i] * Timestamp.PerSecond);
    }

    /// <summary>Coordinates from integers.</summary>
    public static void ToDegrees(ReadOnlySpan<int> integers, Span<double> degrees)
    {
        for (var i = 0; i < integers.Length; i++) degrees[i] = integers[i] == Missing ? double.NaN : integers[i] / Millionth;
    }
}
