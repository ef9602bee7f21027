namespace OceanML.Validation;

/// <summary>Observed and forecast states of rows in time: event or not.</summary>
/// <param name="Times">Time of each row, microseconds since 1970 UTC; null where rows have no time, and so no neighbours.</param>
/// <param name="Series">Series of each row (platform, site): events and windows never reach from one to another.</param>
/// <param name="Observed">Whether there was an event: 1, 0, or NaN where not known.</param>
/// <param name="Forecast">Whether an event was forecast: 1, 0, or NaN where nothing was.</param>
/// <param name="Score">The larger, the more an event is expected: its probability, or the value forecast. Null where only yes or no is known.</param>
/// <param name="IsProbability">Whether <paramref name="Score"/> is a probability.</param>
/// <param name="Units">What belongs together in the bootstrap (platform, year), or null for rows by themselves.</param>
public sealed record EventRows(long[]? Times, int[] Series, double[] Observed, double[] Forecast, double[]? Score, bool IsProbability, int[]? Units)
{
    /// <summary>The rows whose states are known, by series and time, and how many are not, by reason.</summary>
    public (EventRows Known, IReadOnlyDictionary<string, int> Excluded) InOrder()
    {
        var excluded = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<int>();
        for (var row = 0; row < Observed.Length; row++)
        {
            var reason = double.IsNaN(Observed[row]) ? "no reference"
                : double.IsNaN(Forecast[row]) || (Score is not null && double.IsNaN(Score[row])) ? "no estimate"
                : Times is not null && Times[row] == long.MinValue ? "no time"
                : null;
            if (reason is null) kept.Add(row);
            else excluded[reason] = excluded.GetValueOrDefault(reason) + 1;
        }

        int[] order = [.. kept.OrderBy(row => Series[row]).ThenBy(row => Times is null ? row : Times[row])];
        return (Take(order), excluded);
    }

    /// <summary>Some rows, in that order.</summary>
    public EventRows Take(IReadOnlyList<int> rows) => new(
        Times is null ? null : [.. rows.Select(row => Times[row])],
        [.. rows.Select(row => Series[row])],
        [.. rows.Select(row => Observed[row])],
        [.. rows.Select(row => Forecast[row])],
        Score is null ? null : [.. rows.Select(row => Score[row])],
        IsProbability,
        Units is null ? null : [.. rows.Select(row => Units[row])]);

    /// <summary>The step of the series: the median time from a row to the next of its series; 0 where there is none. Rows must be in order.</summary>
    public long Step()
    {
        if (Times is null) return 0;
        var steps = new List<long>();
        for (var i = 1; i < Times.Length; i++)
        {
            if (Series[i] == Series[i - 1] && Times[i] > Times[i - 1]) steps.Add(Times[i] - Times[i - 1]);
        }

        steps.Sort();
        return steps.Count == 0 ? 0 : steps[steps.Count / 2];
    }
}
