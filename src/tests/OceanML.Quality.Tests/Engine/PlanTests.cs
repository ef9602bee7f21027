using OceanML.Core;
using OceanML.Formats.Quality;
using OceanML.Formats.Vocabularies;
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
    [InlineData("tests:\n  - {test: global-range, ranges: {temperature: [40, -2]}}", "smallest value comes first")]
    [InlineData("tests:\n  - {test: regional-range, seas: {mine: {boxes: [[40, 50, 0, 10]], ranges: {temperature: [40, -2]}}}}", "smallest value comes first")]
    [InlineData("tests:\n  - {test: qartod-gross-range, limits: {temperature: {fail_span: [40, -2]}}}", "smallest value comes first")]
    [InlineData("tests:\n  - {test: chlorophyll-adjustment, range: [50, -0.1]}", "smallest value comes first")]
    [InlineData("tests:\n  - {test: impossible-speed, platforms: ships}", "floats or all")]
    [InlineData("axis: sideways\ntests: [spike]", "profile, series or auto")]
    public void What_is_wrong_in_a_plan_is_said(string yaml, string words)
    {
        var failure = Assert.Throws<OceanException>(() => QualityPlan.Select([Read(yaml)], ["mine"], new TestResources()));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_for_a_variable_that_nobody_knows_are_told_with_the_names_that_come_near()
    {
        var plan = Read("tests:\n  - {test: spike, limits: {temprature: [6, 2], salinity: [0.9, 0.3], my_sensor: [1, 1], 'my_*': [1, 1]}}");
        var table = new Table([new NumberColumn("my_sensor", [1])]);
        var vocabulary = VocabularyFile.Load();
        var warning = Assert.Single(QualityPlan.Select([plan], ["all"], new TestResources()).UnknownVariables(table, vocabulary));
        Assert.Contains("spike: no variable 'temprature'; it has temperature", warning, StringComparison.Ordinal);
        Assert.All(PlanFile.BuiltIn(), builtIn => Assert.Empty(QualityPlan.Select([builtIn], ["all"], new TestResources()).UnknownVariables(table, vocabulary)));
    }

    [Fact]
    public void The_test_of_dates_says_which_limits_hold()
    {
        Assert.Equal("time before 1997-01-01 or in the future; for older data give --since", new ImpossibleDateTest().Title);
        Assert.Equal("time in the future", Profiles.Test("{test: impossible-date, since: any}").Title);
    }

    private static PlanSettings Read(string yaml)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("plan").FullName, "mine.yaml");
        File.WriteAllText(path, yaml);
        return PlanFile.Read(path);
    }
}
