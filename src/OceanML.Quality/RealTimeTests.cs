using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The real-time tests, in the order they run.</summary>
public static class RealTimeTests
{
    private const string Without = "no-";

    /// <summary>Every test; those that are not <see cref="QualityTest.IsDefault"/> run only when named.</summary>
    /// <param name="now">The moment after which a time is impossible; by default the clock of this computer.</param>
    public static IReadOnlyList<QualityTest> All(long? now = null) =>
    [
        new ImpossibleDateTest(now),
        new ImpossibleLocationTest(),
        new GlobalRangeTest(),
        new RegionalRangeTest(),
        new PressureIncreasingTest(),
        new PressureReversalTest(),
        new SpikeTest(),
        new MedianSpikeTest(),
        new GradientTest(),
        new TemperatureGradientTest(),
        new DigitRolloverTest(),
        new StuckValueTest(),
        new DensityInversionTest(),
        new UnadjustedSensorTest(),
        new DependenceTest(),
    ];

    /// <summary>The tests of a selection in running order: names, <c>default</c>, <c>all</c>, and <c>no-name</c> to leave one out.</summary>
    /// <exception cref="OceanException">A name that no test has; the message lists them.</exception>
    public static IReadOnlyList<QualityTest> Select(IReadOnlyCollection<string> names, long? now = null)
    {
        var all = All(now);
        var wanted = names.Count == 0 || names.All(name => name.StartsWith(Without, StringComparison.OrdinalIgnoreCase))
            ? all.Where(test => test.IsDefault).Select(test => test.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (name == "all") wanted.UnionWith(all.Select(test => test.Name));
            else if (name == "default") wanted.UnionWith(all.Where(test => test.IsDefault).Select(test => test.Name));
            else if (name.StartsWith(Without, StringComparison.OrdinalIgnoreCase)) wanted.Remove(Known(all, name[Without.Length..]));
            else wanted.Add(Known(all, name));
        }

        return [.. all.Where(test => wanted.Contains(test.Name))];
    }

    private static string Known(IReadOnlyList<QualityTest> all, string name) =>
        all.Any(test => test.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? name
            : throw OceanException.Usage(OceanException.Missing("--tests", "test", name, all.Select(test => test.Name)).Message);
}
