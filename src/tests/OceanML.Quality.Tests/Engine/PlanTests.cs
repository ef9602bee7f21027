using OceanML.Core;
using OceanML.Formats.Quality;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class PlanTests
{
    [Fact]
    public void Every_built_in_plan_makes_its_tests()
    {
        Assert.Equal("argo", PlanFile.Names[0]);
        foreach (var plan in PlanFile.BuiltIn())
        {
            var made = QualityPlan.Select([plan], ["all"], new TestResources());
            Assert.Equal(plan.Tests.Count, made.Tests.Count);
            Assert.All(made.Tests, test => Assert.InRange(test.Number, 1, 52));
            Assert.False(string.IsNullOrWhiteSpace(plan.Title));
            Assert.False(string.IsNullOrWhiteSpace(plan.Source));
        }
    }

    [Fact]
    public void Every_type_of_test_stands_in_a_built_in_plan()
    {
        var planned = PlanFile.BuiltIn().SelectMany(plan => plan.Tests).Select(test => test.Test).ToHashSet();
        Assert.Empty(TestCatalogue.Types.Keys.Except(planned));
    }

    [Fact]
    public void All_plans_together_still_give_every_test_a_bit()
    {
        var tests = QualityPlan.Select(PlanFile.BuiltIn(), [.. PlanFile.Names], new TestResources()).Tests;
        Assert.Equal(tests.Select(test => test.Name).Distinct().Count(), tests.Select(test => test.Bit).Distinct().Count());
    }

    [Fact]
    public void A_plan_of_a_user_is_read_with_its_settings_and_labels()
    {
        var plan = Read("""
            title: Mine
            axis: profile
            scheme: qartod
            tests:
              - global-range
              - {test: spike, name: my-spike}
              - {test: stuck-value, optional: true}
            """);
        var made = QualityPlan.Select([.. PlanFile.BuiltIn(), plan], ["mine"], new TestResources());
        Assert.Equal(["global-range", "my-spike"], made.Tests.Select(test => test.Name));
        Assert.Equal(SequenceAxis.Profile, made.Axis);
        Assert.Equal(FlagScheme.Qartod, made.Scheme);
    }

    [Theory]
    [InlineData("tests:\n  - {test: spke}", "spike")]
    [InlineData("tests:\n  - {test: spike, depth: 3}", "setting")]
    [InlineData("title: x\ntest:\n  - spike", "tests")]
    [InlineData("title: x", "'tests' is missing")]
    [InlineData("tests: [", "YAML")]
    [InlineData("axis: sideways\ntests: [spike]", "profile, series or auto")]
    public void What_is_wrong_in_a_plan_is_said(string yaml, string words)
    {
        var failure = Assert.Throws<OceanException>(() => QualityPlan.Select([Read(yaml)], ["mine"], new TestResources()));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    private static PlanSettings Read(string yaml)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("plan").FullName, "mine.yaml");
        File.WriteAllText(path, yaml);
        return PlanFile.Read(path);
    }
}
