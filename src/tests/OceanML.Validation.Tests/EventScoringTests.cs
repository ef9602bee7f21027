using OceanML.Core;

namespace OceanML.Validation.Tests;

public sealed class EventScoringTests
{
    private const long Day = Timestamp.PerDay;

    private static readonly ScoreOptions Quick = new() { Samples = 0 };

    /// <summary>Finley's tornado forecasts of 1884: 28 found, 72 false, 23 missed, 2680 rightly none (Murphy 1996, doi:10.1175/1520-0434(1996)011&lt;0003:TFAASE&gt;2.0.CO;2).</summary>
    [Fact]
    public void Finleys_tornadoes_have_their_published_scores()
    {
        var (observed, forecast) = Table(28, 72, 23, 2680);
        var set = EventScoring.Score(new EventRows(null, new int[observed.Length], observed, forecast, null, false, null), new EventRules(), Quick);
        Assert.Equal(2803, set.N);
        Assert.Equal(28 / 51.0, set.Value("pod"), 1e-12);
        Assert.Equal(72 / 100.0, set.Value("far"), 1e-12);
        Assert.Equal(28 / 123.0, set.Value("csi"), 1e-12);
        Assert.Equal(100 / 51.0, set.Value("bias_score"), 1e-12);
        Assert.Equal(0.216, set.Value("ets"), 5e-4);
        Assert.Null(set.Find("event_pod"));
    }

    /// <summary>The table of the WWRP/WGNE verification page: 82 hits, 38 false alarms, 23 misses, 222 correct negatives of 365 days.</summary>
    [Fact]
    public void The_contingency_table_of_the_WMO_verification_page_has_its_scores()
    {
        var (observed, forecast) = Table(82, 38, 23, 222);
        var set = EventScoring.Score(new EventRows(null, new int[365], observed, forecast, null, false, null), new EventRules(), Quick);
        Assert.Equal(0.78, set.Value("pod"), 0.005);
        Assert.Equal(0.32, set.Value("far"), 0.005);
        Assert.Equal(0.57, set.Value("csi"), 0.005);
        Assert.Equal(0.44, set.Value("ets"), 0.005);
        Assert.Equal(1.14, set.Value("bias_score"), 0.005);
    }

    [Fact]
    public void Average_precision_is_that_of_scikit_learn_also_with_ties()
    {
        var vector = Vectors.Of("average_precision");
        var (truth, score) = (Vectors.Numbers(vector.GetProperty("truth")), Vectors.Numbers(vector.GetProperty("score")));
        var rows = new EventRows(null, new int[truth.Length], truth, [.. score.Select(s => s >= 0.5 ? 1.0 : 0)], score, false, null);
        Assert.Equal(vector.GetProperty("average_precision").GetDouble(), EventScoring.Score(rows, new EventRules(), Quick).Value("average_precision"), 1e-12);
        var probable = rows with { Score = [.. score.Select(s => Math.Min(s, 1))], IsProbability = true };
        var set = EventScoring.Score(probable, new EventRules(), Quick);
        Assert.Equal(vector.GetProperty("brier").GetDouble(), set.Value("brier"), 1e-12);
        var rate = truth.Average();
        Assert.Equal(1 - (set.Value("brier") / (rate * (1 - rate))), set.Value("brier_skill"), 1e-12);
    }

    [Fact]
    public void A_tolerance_forgives_days_and_an_event_counts_once()
    {
        // Days:              0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19
        double[] observed = [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
        double[] forecast = [0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        var rows = Daily(observed, forecast);
        var exact = EventScoring.Score(rows, new EventRules(), Quick);
        Assert.Equal((0, 1, 0), (exact.Value("pod"), exact.Value("far"), exact.Value("csi")));
        var days = EventScoring.Score(rows, new EventRules(2 * Day), Quick);

        // The forecast of day 7 is within two days of day 5; those of 8 and 11 of no observed day.
        Assert.Equal((1 / 4.0, 2 / 3.0), (days.Value("pod"), days.Value("far")));
        Assert.Equal((1 / 2.0, 1 / 2.0), (days.Value("event_pod"), days.Value("event_far")));
        Assert.Equal(1 / (2 + 1.0), days.Value("event_csi"));
        Assert.Equal((2.0, 2.0, 4.0), (days.Value("events_observed"), days.Value("events_forecast"), days.Value("onset_error_median")));
        var week = EventScoring.Score(rows, new EventRules(7 * Day), Quick);
        Assert.Equal((1.0, 0.0), (week.Value("event_pod"), week.Value("event_far")));
    }

    [Fact]
    public void Gaps_join_events_minimum_durations_remove_them_and_series_keep_them_apart()
    {
        double[] state = [1, 0, 1, 1, 0, 0, 0, 0, 1, 1];
        var rows = Daily(state, state);
        Assert.Equal([new(0, 0), new(2, 3), new(8, 9)], EventRuns.Find(rows, state, new EventRules()));
        Assert.Equal([new(0, 3), new(8, 9)], EventRuns.Find(rows, state, new EventRules(Gap: 2 * Day)));
        Assert.Equal([new(2, 3), new(8, 9)], EventRuns.Find(rows, state, new EventRules(Minimum: 2 * Day)));
        Assert.Equal(4, EventScoring.Score(rows, new EventRules(Minimum: 2 * Day), Quick).Value("rows_observed"));
        var two = rows with { Series = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1] };
        Assert.Equal([new(0, 0), new(2, 2), new(3, 3), new(8, 9)], EventRuns.Find(two, state, new EventRules()));

        // A hole of ten days in the series ends an event, unless the gap allows it.
        long[] times = [.. Enumerable.Range(0, 10).Select(i => (i < 9 ? i : i + 10) * Day)];
        Assert.Equal([new(0, 0), new(2, 3), new(8, 8), new(9, 9)], EventRuns.Find(rows with { Times = times }, state, new EventRules()));
    }

    [Fact]
    public void A_window_never_reaches_into_another_series()
    {
        var rows = new EventRows([0, Day, 2 * Day, 0, Day, 2 * Day], [0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0], null, false, null);
        var set = EventScoring.Score(rows, new EventRules(5 * Day), Quick);
        Assert.Equal((0, 1), (set.Value("pod"), set.Value("far")));
    }

    [Fact]
    public void Average_precision_with_a_tolerance_finds_what_is_near()
    {
        double[] observed = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        double[] probability = [0, 0, 0, 0.9, 0.1, 0, 0, 0, 0, 0.5, 0, 0];
        var rows = Daily(observed, [.. probability.Select(p => p >= 0.5 ? 1.0 : 0)]) with { Score = probability, IsProbability = true };
        Assert.Equal(1 / 3.0, EventScoring.Score(rows, new EventRules(), Quick).Value("average_precision"), 1e-12);
        Assert.Equal(1, EventScoring.Score(rows, new EventRules(Day), Quick).Value("average_precision"), 1e-12);
        Assert.Equal(1, EventScoring.Score(rows, new EventRules(Day), Quick).Value("event_average_precision"), 1e-12);
    }

    [Fact]
    public void Climatology_knows_other_years_only_and_persistence_only_the_past()
    {
        // Three years of days; an event on 10 to 19 January of every year, and in the first also on 1 to 5 July.
        var first = Timestamp.Parse("2001-01-01");
        long[] times = [.. Enumerable.Range(0, 3 * 365).Select(i => first + (i * Day))];
        double[] state = [.. Enumerable.Range(0, 3 * 365).Select(i => i % 365 is >= 9 and < 19 || i is >= 181 and < 186 ? 1.0 : 0)];
        var rows = new EventRows(times, new int[times.Length], state, state, null, false, null);
        var (climate, others) = EventBaselines.Climatology(rows);
        Assert.True(others);
        Assert.Equal(10 / 31.0, climate[15], 1e-12);
        Assert.Equal(0, climate[183]);
        Assert.Equal(5 / 62.0, climate[365 + 183], 1e-12);
        var persisting = EventBaselines.Persistence(rows, 3 * Day);
        Assert.True(double.IsNaN(persisting[2]));
        Assert.Equal((0, 0, 1, 1, 1, 0), (persisting[9], persisting[11], persisting[12], persisting[14], persisting[21], persisting[22]));
        var (alone, other) = EventBaselines.Climatology(rows.Take([.. Enumerable.Range(0, 365)]));
        Assert.False(other);
        Assert.Equal(15 / 365.0, alone[100], 1e-12);
    }

    [Fact]
    public void A_table_is_scored_beside_its_baselines_with_years_as_units()
    {
        var first = Timestamp.Parse("2001-01-01");
        var n = 8 * 365;
        long[] times = [.. Enumerable.Range(0, n).Select(i => first + (i * Day))];
        double Level(int i) => 10 + (5 * Math.Sin(2 * Math.PI * i / 365)) + (i % 11 < 3 ? 4 : 0);
        var table = new Table([new TimeColumn("time", times), new NumberColumn("truth", [.. Enumerable.Range(0, n).Select(Level)]), new NumberColumn("model", [.. Enumerable.Range(0, n).Select(i => Level(i + 1) - 0.1)]), new NumberColumn("sigma", [.. Enumerable.Repeat(2.0, n)])]);
        var question = new EventQuestion("truth", "model") { Threshold = 17, Sigma = "sigma", Time = "time", Lead = 4 * Day };
        var sets = TableEvents.Score(table, question, [("0d", new EventRules()), ("1d", new EventRules(Day))], TableGroups.Of(table, [], null, null, []), new ScoreOptions { Samples = 100 });
        Assert.Equal(["model", "model", "climatology", "climatology", "persistence", "persistence"], sets.Select(set => set.Estimate));
        var (exact, day) = (sets[0], sets[1]);
        Assert.Equal("truth >= 17", exact.Rules["event"]);
        Assert.Equal("years", exact.Rules["intervals_draw"]);
        Assert.Equal(8, exact.Units);
        Assert.True(day.Value("pod") > exact.Value("pod") && day.Value("event_pod") > 0.9);
        Assert.True(exact.Value("brier_skill") > 0.1);
        Assert.True(exact.Value("pod") > sets[4].Value("pod"));
        Assert.True(exact.Find("csi")!.Low < exact.Value("csi"));
        Assert.Equal(IntervalMethod.BootstrapByGroup, exact.Find("csi")!.Interval);
    }

    [Fact]
    public void Questions_that_make_no_sense_are_refused_with_what_would()
    {
        var table = new Table([new NumberColumn("t", [1, 2, 3, 4]), new NumberColumn("m", [1, 2, 3, 5]), new TextColumn("c", ["x", "y", "x", "x"])]);
        var groups = TableGroups.Of(table, [], null, null, []);
        string Refused(EventQuestion question, long tolerance = 0) =>
            Assert.Throws<OceanException>(() => TableEvents.Score(table, question, [("", new EventRules(tolerance))], groups, Quick)).Message;
        Assert.Contains("'t' has the value 2; events are 0 and 1", Refused(new EventQuestion("t", "m")), StringComparison.Ordinal);
        Assert.Contains("no event in 't' (t >= 9)", Refused(new EventQuestion("t", "m") { Threshold = 9 }), StringComparison.Ordinal);
        Assert.Contains("needs times", Refused(new EventQuestion("t", "m") { Threshold = 3 }, Day), StringComparison.Ordinal);
        Assert.Contains("is no probability", Refused(new EventQuestion("t", "m") { Threshold = 3, Probability = "m" }), StringComparison.Ordinal);
        Assert.Contains("no class 'z'; it has", Refused(new EventQuestion("c", "c") { Class = "z" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Extremes_are_scored_apart_from_the_bulk()
    {
        double[] truth = [.. Enumerable.Range(1, 100).Select(i => (double)i)];
        double[] model = [.. truth.Select(x => x >= 96 ? 90 : x)];
        var table = new Table([new NumberColumn("t", truth, new ColumnMetadata("m")), new NumberColumn("m", model)]);
        var (results, found) = TableExtremes.Score(table, new PairChoice("t", "m", null), [0.95], TableGroups.Of(table, [], null, null, []), false, Quick);
        Assert.Equal(["at or above 95.05 (quantile 0.95)", "bulk"], results.Select(result => result.Group));
        Assert.Equal((5, 95), (results[0].Scores.N, results[1].Scores.N));
        Assert.Equal(-8, results[0].Scores.Find(Statistic.Bias)!.Value, 1e-12);
        Assert.Equal(0, results[1].Scores.Find(Statistic.Rmsd)!.Value, 1e-12);
        Assert.Equal(0, found[0].Value("pod"));
        Assert.Equal(0, found[0].Value("bias_score"));
    }

    private static EventRows Daily(double[] observed, double[] forecast) =>
        new([.. Enumerable.Range(0, observed.Length).Select(i => i * Day)], new int[observed.Length], observed, forecast, null, false, null);

    private static (double[] Observed, double[] Forecast) Table(int found, int wrong, int missed, int none)
    {
        double[] Rows(double a, double b, double c, double d) => [.. Enumerable.Repeat(a, found), .. Enumerable.Repeat(b, wrong), .. Enumerable.Repeat(c, missed), .. Enumerable.Repeat(d, none)];
        return (Rows(1, 0, 1, 0), Rows(1, 1, 0, 0));
    }
}
