using OceanML.Core;
using OceanML.Formats.Quality;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>QARTOD's and CoTeDe's tests in the engine: made from plans, run along profiles and series.</summary>
public sealed class QartodEngineTests
{
    [Theory]
    [InlineData("qartod", 7, 12)]
    [InlineData("cotede", 5, 7)]
    public void Built_in_plans_can_be_made_with_and_without_their_optional_tests(string name, int usual, int all)
    {
        var plan = PlanFile.Read(name);
        Assert.Equal(usual, QualityPlan.Select([plan], [], new TestResources()).Tests.Count);
        Assert.Equal(all, QualityPlan.Select([plan], ["all"], new TestResources()).Tests.Count);
    }

    [Theory]
    [InlineData("qartod-gross-range", "{}", "'limits' is missing")]
    [InlineData("qartod-gross-range", "{limits: {temperature: {suspect_span: [0, 30]}}}", "'fail_span' is missing")]
    [InlineData("qartod-gross-range", "{limits: {temperature: {fail_span: [0, 30], suspect_span: [-5, 30]}}}", "suspect_span -5 to 30 must lie within fail_span 0 to 30")]
    [InlineData("qartod-gross-range", "{limits: {temperature: {fail_span: [0, 30], fail: [0, 30]}}}", "fail")]
    [InlineData("qartod-gross-range", "{limits: {temperature: {fail_span: [0]}}}", "2 numbers are expected, there are 1")]
    [InlineData("qartod-spike", "{limits: {temperature: {method: median}}}", "write average or differential")]
    [InlineData("qartod-rate-of-change", "{limits: {temperature: {fail_threshold: 5}}}", "'threshold' is missing")]
    [InlineData("qartod-rate-of-change", "{along: depth, limits: {temperature: {threshold: 5}}}", "write time or pressure")]
    [InlineData("qartod-flat-line", "{limits: {temperature: {suspect_threshold: 3 weeks, fail_threshold: 4, tolerance: 1}}}", "not a length of time")]
    [InlineData("qartod-attenuated-signal", "{limits: {temperature: {suspect_threshold: 3, fail_threshold: 2, check_type: mad}}}", "write std or range")]
    [InlineData("qartod-climatology", "{limits: {temperature: {vspan: [1, 2]}}}", "a list of spans is expected")]
    [InlineData("qartod-climatology", "{limits: {temperature: [{period: month, tspan: [11, 2], vspan: [1, 2]}]}}", "write two spans")]
    [InlineData("qartod-climatology", "{limits: {temperature: [{period: moon, tspan: [1, 2], vspan: [1, 2]}]}}", "moon")]
    [InlineData("qartod-percentile-range", "{limits: {temperature: {low_percentile: 95, hi_percentile: 5}}}", "the low one first")]
    [InlineData("qartod-location", "{bbox: [0, 50, 10, 40]}", "south must not be above north")]
    [InlineData("cotede-spike", "{limits: {temperature: {shallow_max: 6}}}", "'deep_max' is missing")]
    [InlineData("cotede-cumulative-rate-of-change", "{limits: {temperature: {threshold: 6, memory: 1}}}", "memory must be")]
    public void A_setting_that_cannot_be_is_told(string test, string settings, string message)
    {
        var exception = Assert.Throws<OceanException>(() => Plan($"  - {{test: {test}, {settings[1..]}"));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_of_ten_values_a_second_has_the_limits_that_were_set()
    {
        var times = Enumerable.Range(0, 12).Select(i => i * 100_000L).ToArray();
        var values = new double[12];
        var flags = new char[12];
        QartodFlatLineTest.Evaluate(values, times, 0.3, 0.6, 0.01, flags);
        Assert.Equal("111333444444", new string(flags));
        Assert.Equal(5, QartodAttenuatedSignalTest.FewestOf(times, 0.5));
    }

    [Fact]
    public void Two_values_of_one_time_have_no_rate()
    {
        var flags = new char[4];
        QartodRateOfChangeTest.Evaluate([1, 5, 5, 5], [0, 0, 0, 1_000_000], 1, 2, flags);
        Assert.Equal("1221", new string(flags));
        QartodRateOfChangeTest.EvaluateAlong([1, 5, 5, 9], [10, 10, 11, 12], 1, 2, flags);
        Assert.Equal("1214", new string(flags));
    }

    [Fact]
    public void Flags_become_those_of_argo_and_what_was_not_evaluated_stays_untested()
    {
        var table = Series([10, 12, 999.99, 13, 15, 40, 9, 9, double.NaN, 10]);
        Assert.Equal("0444131090", Flags(table, "  - {test: qartod-spike, limits: {temperature: {suspect_threshold: 25, fail_threshold: 50}}}", FlagScheme.Argo));
        Assert.Equal("2444131292", Flags(table, "  - {test: qartod-spike, limits: {temperature: {suspect_threshold: 25, fail_threshold: 50}}}", FlagScheme.Find("qartod")));
    }

    [Fact]
    public void Limits_may_name_the_column_or_a_pattern_instead_of_the_variable()
    {
        var table = new Table([new TimeColumn("time", Vectors.Every(3600, 3)), new NumberColumn("TEMP", [5, 50, 6]), new NumberColumn("wind", [5, 90, 6])]);
        Assert.Equal("141", Flags(table, "  - {test: qartod-gross-range, limits: {TEMP: {fail_span: [0, 40]}}}", FlagScheme.Argo, "TEMP"));
        Assert.Equal("141", Flags(table, "  - {test: qartod-gross-range, limits: {win*: {fail_span: [0, 40]}}}", FlagScheme.Argo, "wind"));
    }

    [Fact]
    public void Rows_in_any_order_are_tested_in_the_order_of_their_times_and_those_without_a_time_not_at_all()
    {
        double[] values = [2, 10, 2.1, 3, 4];
        var times = Vectors.Every(900, 5);
        int[] shuffled = [3, 0, 4, 2, 1];
        var table = new Table(
            [
                new TimeColumn("time", [Timestamp.Missing, .. shuffled.Select(i => times[i])]),
                new NumberColumn("temperature", [99, .. shuffled.Select(i => values[i])]),
            ]);
        Assert.Equal("011133", Flags(table, "  - {test: qartod-rate-of-change, limits: {temperature: {threshold: 5, per: 15min}}}", FlagScheme.Argo));
    }

    [Fact]
    public void After_a_gap_longer_than_the_window_a_step_is_not_evaluated()
    {
        // Two days in January at 13 degrees, two in August at 25.
        double[] values = [.. Enumerable.Range(0, 96).Select(i => (i < 48 ? 13 : 25) + (0.01 * (i % 2)))];
        long[] times = [.. Enumerable.Range(0, 96).Select(i => (i * Timestamp.PerDay / 24) + (i < 48 ? 0 : 200 * Timestamp.PerDay))];
        var flags = new char[96];
        QartodRateOfChangeTest.EvaluateBySpread(values, times, 25 * 3_600_000_000L, 10, 0, 3, double.NaN, flags);
        Assert.Equal('2', flags[48]);
        Assert.DoesNotContain('3', flags);
    }

    [Fact]
    public void A_step_is_held_against_the_spread_of_the_day_before()
    {
        // A tide of one degree, hourly, for four days; at the end of the third day a step of two degrees that stays.
        var values = Enumerable.Range(0, 96).Select(i => 15 + Math.Sin(i * 2 * Math.PI / 12.4) + (i >= 72 ? 4.0 : 0)).ToArray();
        var flags = new char[96];
        QartodRateOfChangeTest.EvaluateBySpread(values, Vectors.Every(3600, 96), 25 * 3_600_000_000L, 10, 0, 3, double.NaN, flags);
        Assert.Equal(new string('2', 10) + new string('1', 62) + "3" + new string('1', 23), new string(flags));
        QartodRateOfChangeTest.EvaluateBySpread(values, Vectors.Every(3600, 96), 25 * 3_600_000_000L, 10, 10, 3, 3, flags);
        Assert.Equal(new string('2', 10) + new string('1', 86), new string(flags));
    }

    [Fact]
    public void A_rate_may_be_held_down_a_profile()
    {
        var profile = Profiles.Of(Profiles.Variable("pressure", 10, 20, 30, 40), Profiles.Variable("temperature", 20, 19, 14, 13.9));
        var test = new QartodRateOfChangeTest([("temperature", new QartodRateOfChangeTest.Thresholds(0.2, 0.4))], SequenceAxis.Profile);
        Assert.Equal("0040", Profiles.Flags(test, profile, "temperature"));
    }

    [Fact]
    public void Light_water_below_heavy_water_flags_temperature_and_salinity()
    {
        var profile = Profiles.Of(
            Profiles.Variable("pressure", 10, 20, 30, 40, 50), Profiles.Variable("temperature", 20, 19, 19.2, 18, 17), Profiles.Variable("salinity", 35, 35, 35, 35, 35));
        Assert.Equal("04400", Profiles.Flags(new QartodDensityInversionTest(), profile, "salinity"));
        Assert.Equal("04400", new string(profile.Find("temperature")!.Flags));
        Assert.Equal("03300", Profiles.Flags(new QartodDensityInversionTest(-0.01, -1), Profiles.Of([.. profile.Variables.Select(variable => Profiles.Variable(variable.Name, variable.Values))]), "salinity"));
    }

    [Fact]
    public void Positions_are_flagged_once_per_fix_for_all_its_rows()
    {
        // Three profiles of two levels; the second is reported far from where a float can be.
        var day = 86_400_000_000L;
        var start = Timestamp.Parse("2024-01-01T00:00:00Z");
        long[] times = [start, start, start + day, start + day, start + (2 * day), start + (2 * day)];
        var variables = new[] { Profiles.Variable("temperature", 1, 2, 3, 4, 5, 6) };
        var speed = new Sequence(variables, SequenceAxis.Series, times, [40, 40, 50, 50, 40.1, 40.1], [-20, -20, -20, -20, -20, -20]);
        new QartodSpeedTest().Run(speed);
        Assert.Equal("004444", new string(speed.PositionFlags));
        var place = new Sequence(variables, SequenceAxis.Series, times, [40, 40, 50, 50, double.NaN, double.NaN], [-20, -20, -20, -20, double.NaN, double.NaN]);
        new QartodLocationTest(new GeoBox(-30, 30, -10, 45)).Run(place);
        Assert.Equal("114400", new string(place.PositionFlags));
        new QartodTimeGapTest(day / 2).Run(place);
        Assert.Equal("114141", new string(place.TimeFlags));
    }

    private static Table Series(double[] temperatures) =>
        new([new TimeColumn("time", Vectors.Every(3600, temperatures.Length)), new NumberColumn("temperature", temperatures)]);

    private static string Flags(Table table, string tests, FlagScheme scheme, string column = "temperature")
    {
        var plan = Plan(tests);
        var result = QualityControl.Run(table, new QualityOptions(plan.Tests, VocabularyFile.Load(), Axis: SequenceAxis.Series) { Scheme = scheme });
        return string.Concat(result.Table.Texts(column + "_qc"));
    }

    private static QualityPlan Plan(string tests)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "plan.yaml");
            File.WriteAllText(path, "title: a plan\ntests:\n" + tests + "\n");
            return QualityPlan.Select([PlanFile.Read(path)], [], new TestResources());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
