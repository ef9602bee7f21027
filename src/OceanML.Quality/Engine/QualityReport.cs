using OceanML.Core;

namespace OceanML.Quality;

/// <summary>What the tests found.</summary>
/// <param name="Rows">Rows tested.</param>
/// <param name="Profiles">Profiles tested.</param>
/// <param name="Tests">The tests that ran.</param>
/// <param name="Flags">Per variable, the number of values with each flag after the tests; the missing ones under 9.</param>
/// <param name="Findings">Where tests fired, by test, variable and platform; nothing where a test found nothing.</param>
/// <param name="Changed">Per variable, the number of values whose flag the tests changed.</param>
/// <param name="Warnings">What could not be tested, and what a conversion of flags lost.</param>
public sealed record QualityReport(
    int Rows,
    int Profiles,
    IReadOnlyList<QualityTest> Tests,
    IReadOnlyDictionary<string, IReadOnlyDictionary<char, int>> Flags,
    IReadOnlyList<QualityFinding> Findings,
    IReadOnlyDictionary<string, int> Changed,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The scheme of the flags.</summary>
    public FlagScheme Scheme { get; init; } = FlagScheme.Argo;

    /// <summary>Time series tested: one per platform and depth.</summary>
    public int Series { get; init; }

    /// <summary>Number of values whose flag a human decided; see <see cref="Quality.Decisions"/>.</summary>
    public int Decided => Decisions.Sum(decided => decided.Values);

    /// <summary>What a human decided, and on how many values.</summary>
    public IReadOnlyList<DecidedValues> Decisions { get; init; } = [];

    /// <summary>Findings summed over platforms: test, variable, values, profiles; in the order of the tests and variables.</summary>
    public IEnumerable<(string Test, string Variable, int Values, int Profiles)> ByTest() =>
        Tests.DistinctBy(test => test.Name).SelectMany(test => Findings
            .Where(finding => finding.Test == test.Name)
            .GroupBy(finding => finding.Variable)
            .Select(group => (test.Name, group.Key, group.Sum(finding => finding.Values), group.Sum(finding => finding.Profiles))));
}
