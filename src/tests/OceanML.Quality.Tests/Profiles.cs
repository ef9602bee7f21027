using OceanML.Core;
using OceanML.Formats.Quality;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>Profiles to test, made from arrays.</summary>
internal static class Profiles
{
    public static SequenceVariable Variable(string name, params double[] values) =>
        new(name, values, [.. values.Select(value => double.IsNaN(value) ? '9' : '0')]);

    public static SequenceVariable Flagged(string name, string flags, params double[] values) => new(name, values, flags.ToCharArray());

    public static Sequence Of(params SequenceVariable[] variables) => new(variables);

    public static Sequence At(double latitude, double longitude, params SequenceVariable[] variables) => new(variables, latitude, longitude);

    /// <summary>The tests of a selection from the built-in plans.</summary>
    public static IReadOnlyList<QualityTest> Tests(IReadOnlyCollection<string> selection, long? until = null) =>
        QualityPlan.Select(PlanFile.BuiltIn(), selection, new TestResources { Until = until }).Tests;

    /// <summary>One test with its settings, written as in a plan: <c>{test: spike, deep_from: 400}</c>.</summary>
    public static QualityTest Test(string yaml)
    {
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-plan-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, $"tests:\n  - {yaml}\n");
        try
        {
            return QualityPlan.Select([PlanFile.Read(path)], ["all"], new TestResources()).Tests.Single();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The flags a test leaves on a variable of a profile.</summary>
    public static string Flags(QualityTest test, Sequence profile, string variable)
    {
        test.Run(profile);
        return new string(profile.Find(variable)!.Flags);
    }
}
