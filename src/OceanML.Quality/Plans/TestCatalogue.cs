using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Every type of test by its name, and how it is made from settings.</summary>
public static class TestCatalogue
{
    /// <summary>Makes a test from its settings.</summary>
    /// <param name="settings">What the user or the plan set.</param>
    /// <param name="resources">Things of the run.</param>
    public delegate QualityTest Maker(Settings settings, TestResources resources);

    /// <summary>The types, by name.</summary>
    public static IReadOnlyDictionary<string, Maker> Types { get; } = All();

    /// <summary>Makes the test of a plan.</summary>
    /// <exception cref="OceanException">No such type, a setting it does not have, or a value that cannot be.</exception>
    public static QualityTest Make(TestSettings test, TestResources resources)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!Types.TryGetValue(test.Test, out var maker)) throw OceanException.Missing(test.Settings.Where, "test", test.Test, Types.Keys);
        var made = maker(test.Settings, resources);
        made.Name = test.Name;
        test.Settings.RefuseUnknown();
        return made;
    }

    private static SortedDictionary<string, Maker> All()
    {
        var types = new SortedDictionary<string, Maker>(StringComparer.Ordinal);
        foreach (var (name, maker) in ArgoTests.Types) types.Add(name, maker);
        foreach (var (name, maker) in QartodTests.Types) types.Add(name, maker);
        foreach (var (name, maker) in CoTeDeTests.Types) types.Add(name, maker);
        return types;
    }
}
