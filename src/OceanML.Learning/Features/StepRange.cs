using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Numbers of steps as users write them: <c>5</c>, <c>1..30</c>, <c>24h</c>, <c>1d..5d</c>.</summary>
public static class StepRange
{
    private const int Most = 10_000;

    /// <summary>Reads lags in steps of a series; lengths of time must be whole numbers of steps.</summary>
    /// <exception cref="OceanException">Not a range, or not whole numbers of steps.</exception>
    public static int[] Parse(SeriesIndex series, FeatureRequest request, string text)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(request);
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var (from, to) = dots < 0 ? (text, text) : (text[..dots].Trim(), text[(dots + 2)..].Trim());
        if (Whole(from, out var first) && Whole(to, out var last))
        {
            if (first < 0 || last < first || last > Most) throw request.Wrong($"'{text}' is not a range of steps from 0 to {Most}, e.g. 1..30");
            return [.. Enumerable.Range(first, last - first + 1)];
        }

        if (Whole(from, out _) || Whole(to, out _)) throw request.Wrong($"'{text}' mixes steps and lengths of time; write 1..24 or 1h..24h");
        return [.. Lengths(text).Select(length => series.Steps(length, request.Text))];
    }

    /// <summary>Reads lengths of time: one, several separated by commas, or from one to another in steps of the first: <c>1d..5d</c> is 1, 2, 3, 4 and 5 days.</summary>
    /// <exception cref="OceanException">Not lengths of time, or the range is empty.</exception>
    public static IReadOnlyList<TimeSpan> Lengths(string text)
    {
        var lengths = new List<TimeSpan>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var dots = part.IndexOf("..", StringComparison.Ordinal);
            if (dots < 0)
            {
                lengths.Add(Duration.Parse(part));
                continue;
            }

            var (first, last) = (Duration.Parse(part[..dots]), Duration.Parse(part[(dots + 2)..]));
            if (first <= TimeSpan.Zero || last < first || last / first > Most) throw OceanException.Usage($"'{part}' is not a range of lengths of time, e.g. 1d..5d");
            for (var length = first; length <= last; length += first) lengths.Add(length);
        }

        return lengths.Count > 0 ? lengths : throw OceanException.Usage($"'{text}' holds no length of time; write 1d, or 1d..5d");
    }

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
