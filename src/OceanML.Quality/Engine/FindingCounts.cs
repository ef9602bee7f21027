using OceanML.Core;

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

    /// <summary>Counts the values on which each test fired, and the profiles that hold them.</summary>
    public void AddFired(IReadOnlyList<TestedVariable> variables, Table table)
    {
        var platforms = (table.Find("platform") as TextColumn)?.Values;
        var profiles = (table.Find("profile") as TextColumn)?.Values;
        var named = tests.DistinctBy(test => test.Name).ToList();
        foreach (var variable in variables)
        {
            long any = 0;
            foreach (var bits in variable.Fired) any |= bits;
            foreach (var test in named.Where(test => (any & test.Bit) != 0))
            {
                var values = new Dictionary<string, (int Values, HashSet<string> Profiles)>();
                for (var row = 0; row < variable.Fired.Length; row++)
                {
                    if ((variable.Fired[row] & test.Bit) == 0) continue;
                    var platform = platforms?[row] ?? "";
                    if (!values.TryGetValue(platform, out var found)) found = (0, []);
                    if (profiles?[row] is { Length: > 0 } profile) found.Profiles.Add(profile);
                    values[platform] = (found.Values + 1, found.Profiles);
                }

                foreach (var (platform, (count, within)) in values) counts[(test.Name, variable.Name, platform)] = (count, within.Count);
            }
        }
    }

    /// <summary>The findings in the order of the tests, then of variable and platform.</summary>
    public IReadOnlyList<QualityFinding> Findings() =>
    [
        .. tests.DistinctBy(test => test.Name).SelectMany(test => counts
            .Where(pair => pair.Key.Test == test.Name)
            .OrderBy(pair => pair.Key.Variable, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Platform, StringComparer.Ordinal)
            .Select(pair => new QualityFinding(test.Name, pair.Key.Variable, pair.Key.Platform, pair.Value.Values, pair.Value.Profiles))),
    ];
}
