namespace OceanML.Quality;

/// <summary>Counts where tests fired while profiles pass.</summary>
internal sealed class FindingCounts(IReadOnlyList<QualityTest> tests)
{
    private readonly Dictionary<(string Test, string Variable, string Platform), (int Values, int Profiles)> counts = [];

    public void Add(string test, string variable, string? platform, int values)
    {
        if (values == 0) return;
        var key = (test, variable, platform ?? "");
        var (had, profiles) = counts.GetValueOrDefault(key);
        counts[key] = (had + values, profiles + 1);
    }

    public void Add(string variable, string? platform, ProfileVariable levels)
    {
        long any = 0;
        foreach (var fired in levels.Fired) any |= fired;
        if (any == 0) return;
        foreach (var test in tests)
        {
            if ((any & test.Bit) != 0) Add(test.Name, variable, platform, levels.Fired.Count(fired => (fired & test.Bit) != 0));
        }
    }

    /// <summary>The findings in the order of the tests, then of variable and platform.</summary>
    public IReadOnlyList<QualityFinding> Findings() =>
    [
        .. tests.SelectMany(test => counts
            .Where(pair => pair.Key.Test == test.Name)
            .OrderBy(pair => pair.Key.Variable, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Platform, StringComparer.Ordinal)
            .Select(pair => new QualityFinding(test.Name, pair.Key.Variable, pair.Key.Platform, pair.Value.Values, pair.Value.Profiles))),
    ];
}
