using System.Globalization;

namespace OceanML.Learning;

/// <summary>
/// The window of a series that stands in a row as columns <c>v_lag0</c> (the newest), <c>v_lag1</c>, …: which feature is which channel at
/// which step. Features without lags are the same at every step.
/// </summary>
/// <param name="Steps">Length of the window.</param>
/// <param name="Channels">Numbers per step.</param>
/// <param name="Source">The feature that stands at [step, channel], oldest step first.</param>
public sealed record SequenceLayout(int Steps, int Channels, int[] Source)
{
    /// <summary>The window among feature names, or null where no name ends in <c>_lag</c> and a number or the windows differ in length.</summary>
    public static SequenceLayout? Find(IReadOnlyList<string> names)
    {
        var stems = new List<(string Stem, SortedDictionary<int, int> Lags)>();
        for (var i = 0; i < names.Count; i++)
        {
            var (stem, lag) = Split(names[i]);
            var entry = stems.Find(candidate => candidate.Stem == stem && (lag < 0) == candidate.Lags.ContainsKey(-1));
            if (entry.Lags is null) stems.Add(entry = (stem, []));
            entry.Lags[lag] = i;
        }

        var windows = stems.Where(entry => !entry.Lags.ContainsKey(-1)).ToList();
        if (windows.Count == 0) return null;
        var steps = windows[0].Lags.Count;
        if (windows.Exists(entry => entry.Lags.Count != steps || entry.Lags.First().Key != 0 || entry.Lags.Last().Key != steps - 1)) return null;
        var source = new int[steps * stems.Count];
        for (var step = 0; step < steps; step++)
        {
            for (var channel = 0; channel < stems.Count; channel++)
                source[step * stems.Count + channel] = stems[channel].Lags.TryGetValue(-1, out var still) ? still : stems[channel].Lags[steps - 1 - step];
        }

        return new SequenceLayout(steps, stems.Count, source);
    }

    private static (string Stem, int Lag) Split(string name)
    {
        var at = name.LastIndexOf("_lag", StringComparison.Ordinal);
        return at > 0 && int.TryParse(name.AsSpan(at + 4), NumberStyles.None, CultureInfo.InvariantCulture, out var lag) ? (name[..at], lag) : (name, -1);
    }
}
