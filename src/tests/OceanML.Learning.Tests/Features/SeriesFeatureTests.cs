using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class SeriesFeatureTests
{
    private const double None = double.NaN;

    [Fact]
    public void Lags_look_back_by_steps_and_not_across_a_gap()
    {
        var table = Some.Series([0, 1, 2, 3, 6, 7, 8], [10, 11, 12, 13, 16, 17, 18]);
        var derived = Some.Derived(table, "lag(v,1..2)");
        Assert.Equal([None, 10, 11, 12, None, 16, 17], derived.Numbers("v_lag1"));
        Assert.Equal([None, None, 10, 11, None, None, 16], derived.Numbers("v_lag2"));
        Assert.Equal(derived.Numbers("v_lag2"), Some.Derived(table, "lag(v,2h)").Numbers("v_lag2"));
        Assert.Equal("Value, 2 steps of 1h earlier", derived["v_lag2"].Metadata.LongName);
        Assert.Equal("degC", derived["v_lag2"].Metadata.Unit);
    }

    [Fact]
    public void Rows_need_not_be_in_order_and_series_do_not_mix()
    {
        var a = Some.Series([3, 1, 2, 0], [13, 11, 12, 10], "A");
        var b = Some.Series([0, 1, 2, 3], [20, 21, 22, 23], "B");
        var derived = Some.Derived(Table.Concatenate([a, b]), "lag(v,1) mean(v,2h) change(v,2h)");
        Assert.Equal([12, 10, 11, None, None, 20, 21, 22], derived.Numbers("v_lag1"));
        Assert.Equal([12.5, 10.5, 11.5, None, None, 20.5, 21.5, 22.5], derived.Numbers("v_mean_2h"));
        Assert.Equal([2, None, 2, None, None, None, 2, 2], derived.Numbers("v_change_2h"));
    }

    [Fact]
    public void Depths_of_a_mooring_are_series_of_their_own()
    {
        var table = new Table(
        [
            new TimeColumn("time", [0, 0, Some.Hour, Some.Hour]),
            new NumberColumn("depth", [10, 50, 10, 50]),
            new NumberColumn("v", [1, 2, 3, 4]),
        ]);
        Assert.Equal([None, None, 1, 2], Some.Derived(table, "lag(v,1)").Numbers("v_lag1"));
    }

    [Fact]
    public void Windows_are_lags_from_the_row_itself_and_rows_without_a_whole_one_are_counted()
    {
        var table = Some.Series([0, 1, 2, 3, 6, 7, 8], [10, 11, None, 13, 16, 17, 18]);
        var prepared = Some.Prepare(table.With(new NumberColumn("y", [1, 2, 3, 4, 5, 6, 7])), "window(v,3)", "y");
        Assert.Equal(["v_lag0", "v_lag1", "v_lag2"], prepared.Features);
        Assert.Equal([6], prepared.Rows);
        Assert.Equal([18, 17, 16], prepared.FeatureValues());
        Assert.Equal(("window_gap", 4), (prepared.Rejected.First(pair => pair.Key == "window_gap").Key, prepared.Rejected["window_gap"]));
        Assert.Equal(2, prepared.Rejected["missing_feature"]);
        Assert.Equal(TimeSpan.FromHours(2), prepared.LookBack);
    }

    [Fact]
    public void Moving_statistics_are_those_worked_by_hand()
    {
        var table = Some.Series([0, 1, 2, 3, 4], [1, 2, 4, 8, 3]);
        var derived = Some.Derived(table, "mean(v,3h) sum(v,3h) min(v,3h) max(v,3h) sd(v,3h)");
        Assert.Equal([None, None, 7.0 / 3, 14.0 / 3, 5], derived.Numbers("v_mean_3h"));
        Assert.Equal([None, None, 7, 14, 15], derived.Numbers("v_sum_3h"));
        Assert.Equal([None, None, 1, 2, 3], derived.Numbers("v_min_3h"));
        Assert.Equal([None, None, 4, 8, 8], derived.Numbers("v_max_3h"));
        Assert.Equal(Math.Sqrt(7.0 / 3), derived.Numbers("v_sd_3h")[2], 12);
    }

    [Fact]
    public void A_mean_with_a_hole_is_missing_unless_less_is_asked_for()
    {
        var table = Some.Series([0, 1, 2, 3, 5], [1, None, 4, 8, 3]);
        Assert.Equal([None, None, None, None, None], Some.Derived(table, "mean(v,3h)").Numbers("v_mean_3h"));
        Assert.Equal([None, None, 2.5, 6, 5.5], Some.Derived(table, "mean(v,3h)", recipe => recipe with { Rows = new FeatureOptions { Coverage = 0.6 } }).Numbers("v_mean_3h"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changing_the_future_changes_no_feature(int seed)
    {
        var random = new RandomStream(seed, 77);
        var count = 300;
        double[] hours = [.. Enumerable.Range(0, count).Select(i => 1 + i + (i > 120 ? 40 : 0) + (0.2 * (random.NextDouble() - 0.5)))];
        double[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.03 ? None : random.NextNormal())];
        const string derive = "season window(v,4) lag(v,5..9) mean(v,6h) sum(v,3h) min(v,4h) max(v,5h) sd(v,6h) change(v,7h) sqrt(v)";
        var cut = 50 + random.Next(200);
        var changed = values.Select((value, i) => i > cut ? 1000 + random.NextDouble() : value).ToArray();
        var (before, after) = (Some.Derived(Some.Series(hours, values), derive), Some.Derived(Some.Series(hours, changed), derive));
        var shorter = Some.Derived(Some.Series(hours[..(cut + 1)], values[..(cut + 1)]), derive);
        foreach (var name in before.Names.Where(name => name is not ("platform" or "time" or "v")))
        {
            Assert.Equal(before.Numbers(name)[..(cut + 1)], after.Numbers(name)[..(cut + 1)]);
            Assert.Equal(before.Numbers(name)[..(cut + 1)], shorter.Numbers(name));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Windows_never_cross_gaps(int seed)
    {
        var random = new RandomStream(seed, 78);
        var (hours, hour) = (new List<double>(), 0.0);
        for (var i = 0; i < 400; i++) hours.Add(hour += random.NextDouble() < 0.1 ? 2 + random.Next(30) : 1);
        double[] times = [.. hours];
        var prepared = Some.Prepare(Some.Series(times, times).With(new NumberColumn("y", times)), "window(v,6)", "y");
        Assert.NotEmpty(prepared.Rows);
        for (var i = 0; i < prepared.Rows.Length; i++)
        {
            for (var lag = 0; lag < 6; lag++) Assert.Equal(times[prepared.Rows[i]] - lag, prepared.Table.Numbers($"v_lag{lag}")[i]);
        }

        // And every row with six hours in a row before it is there.
        Assert.Equal(Enumerable.Range(5, 395).Where(row => times[row] - times[row - 5] == 5), prepared.Rows);
    }

    [Fact]
    public void Times_a_little_off_the_step_are_taken_and_farther_ones_are_a_gap()
    {
        var table = Some.Series([0, 1.1, 2, 2.9, 4.4, 5], [0, 1, 2, 3, 4, 5]);
        Assert.Equal([None, 0, 1, 2, None, None], Some.Derived(table, "lag(v,1)", recipe => recipe with { Rows = new FeatureOptions { Step = TimeSpan.FromHours(1) } }).Numbers("v_lag1"));
        Assert.Equal([None, 0, 1, 2, 3, 4], Some.Derived(table, "lag(v,1)", recipe => recipe with { Rows = new FeatureOptions { Step = TimeSpan.FromHours(1), Tolerance = TimeSpan.FromHours(0.5) } }).Numbers("v_lag1"));
    }

    [Fact]
    public void Duplicate_times_and_missing_times_are_counted()
    {
        var table = Some.Series([0, 1, 1, -1, 2], [0, 1, 99, 5, 2]);
        var prepared = Some.Prepare(table.With(new NumberColumn("y", [1, 1, 1, 1, 2])), "lag(v,0..1)", "y");
        Assert.Equal((1, 1), (prepared.Rejected["duplicate_time"], prepared.Rejected["no_time"]));
        Assert.Equal(2, prepared.Rows.Length);
    }

    [Fact]
    public void A_series_without_a_stretch_as_long_as_the_window_is_an_error_with_counts()
    {
        var table = Some.Series([0, 1, 2, 10, 11, 20, 21, 22, 23], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        var error = Assert.Throws<OceanException>(() => Some.Prepare(table, "lag(v,0..9)", ""));
        Assert.Equal(ExitCode.NothingSelected, error.Code);
        Assert.Contains("none of 9 rows is left (window_gap 9): rows look back over 10 values every 1h, and the longest stretch without a gap has 4 (P), in 1 series", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_that_follow_no_step_are_told_with_what_would_help()
    {
        var table = Some.Series([0, 1, 3, 7, 7.5, 20], [0, 1, 2, 3, 4, 5]);
        Assert.Contains("the times follow no step", Assert.Throws<OceanException>(() => Some.Derived(table, "lag(v,1)")).Message, StringComparison.Ordinal);
        Assert.Contains("90min is not a whole number of steps; the series has one value every 1h", Assert.Throws<OceanException>(() => Some.Derived(Some.Series([0, 1, 2], [1, 2, 3]), "mean(v,90min)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_ahead_are_the_values_of_that_time_and_features_do_not_see_them()
    {
        var table = Some.Series([0, 1, 2, 3, 5, 6], [0, 1, 2, 3, 5, 6]);
        var prepared = Some.Prepare(table, "lag(v,0..1)", "v", recipe => recipe with { Leads = StepRange.Lengths("1h..2h"), KeepMissing = true });
        Assert.Equal(["v_lead_1h", "v_lead_2h"], prepared.Targets);
        Assert.Equal([0, 1, 2, 3, 4], prepared.Rows);
        Assert.Equal([1, 2, 3, None, 6], prepared.Table.Numbers("v_lead_1h"));
        Assert.Equal([2, 3, None, 5, None], prepared.Table.Numbers("v_lead_2h"));
        Assert.Equal(1, prepared.Rejected["no_target"]);
    }

    [Fact]
    public void A_split_in_time_keeps_as_far_apart_as_features_look_back_and_targets_ahead()
    {
        double[] hours = [.. Enumerable.Range(0, 24 * 60).Select(hour => (double)hour)];
        var prepared = Some.Prepare(Some.Series(hours, hours), "window(v,12)", "v", recipe => recipe with { Leads = [TimeSpan.FromHours(6)], Split = SplitPlan.Parse("time:7d") });
        Assert.Equal(TimeSpan.FromHours(18), prepared.Split!.Plan.Margin);
        var (fold, table) = (prepared.Table.Texts("fold"), prepared.Table);
        for (var i = 1; i < table.RowCount; i++)
        {
            // The oldest value of a row is newer than the target of the last row of another fold.
            if (fold[i] != fold[i - 1]) Assert.True(table.Numbers("v_lag11")[i] > table.Numbers("v_lead_6h")[i - 1]);
        }

        Assert.Equal(prepared.Rejected["margin"], 24 * 60 - 11 - 6 - table.RowCount);
    }
}
