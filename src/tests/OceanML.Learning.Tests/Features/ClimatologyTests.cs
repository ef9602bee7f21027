using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class ClimatologyTests
{
    [Fact]
    public void The_harmonics_of_a_known_year_are_found()
    {
        var times = Days(3 * 365);
        double[] values = [.. times.Select(time => 12 + (3 * Math.Cos(CoordinateAngle(time))) - (2 * Math.Sin(CoordinateAngle(time))) + (0.5 * Math.Sin(2 * CoordinateAngle(time))))];
        var climatology = Climatology.Learn(ClimatologyKind.Harmonic, times, values, Enumerable.Range(0, times.Length), "test");
        double[] expected = [12, 3, -2, 0, 0.5];
        for (var i = 0; i < 5; i++) Assert.Equal(expected[i], climatology.Terms[i], 9);
        Assert.Equal(values[100], climatology.At(times[100]), 9);
    }

    [Fact]
    public void Half_a_year_is_not_enough_for_a_smooth_one_and_months_without_value_stay_open()
    {
        var times = Days(170);
        double[] values = [.. times.Select(_ => 1.0)];
        Assert.Contains("from 6 months of the year alone (1, 2, 3, 4, 5, 6)", Assert.Throws<OceanException>(() => Climatology.Learn(ClimatologyKind.Harmonic, times, values, Enumerable.Range(0, 170), "anomaly(v)")).Message, StringComparison.Ordinal);
        var monthly = Climatology.Learn(ClimatologyKind.Month, times, values, Enumerable.Range(0, 170), "anomaly(v)");
        Assert.Equal((1.0, double.NaN), (monthly.At(Timestamp.Parse("2001-06-30")), monthly.At(Timestamp.Parse("2001-07-01"))));
    }

    [Fact]
    public void Only_training_rows_are_learned_from()
    {
        // The test year is 100 degrees warmer: were it learned from, the anomalies of all years would tell.
        var table = Years(1460, value: day => day < 730 ? 0 : 100);
        var prepared = Some.Prepare(table, "anomaly(x,month)", "v", recipe => recipe with { Split = SplitPlan.Parse("period:1972-01-01") with { Shares = [] } });
        var byFold = prepared.Table.Texts("fold");
        var anomalies = prepared.Table.Numbers("x_anomaly");
        Assert.All(Enumerable.Range(0, 730), row => Assert.Equal(-100, anomalies[row]));
        Assert.All(Enumerable.Range(730, anomalies.Length - 730), row => Assert.Equal(100, anomalies[row]));
        Assert.Contains("learned from the other folds", prepared.Table["x_anomaly"].Metadata.Source, StringComparison.Ordinal);

        var parts = Some.Prepare(table, "anomaly(x,month)", "v", recipe => recipe with { Split = SplitPlan.Parse("period") with { Shares = [0.5, 0.5] } });
        Assert.All(Enumerable.Range(0, 730), row => Assert.Equal(0, parts.Table.Numbers("x_anomaly")[row]));
        Assert.Equal(100, parts.Table.Numbers("x_anomaly")[^1]);
        Assert.Equal(2, byFold.Distinct().Count());
    }

    [Theory]
    [InlineData("climatology(x)", "'x' is a target")]
    [InlineData("_n = anomaly(x,month)", "'x' is a target")]
    [InlineData("_twice = sum_of(x,x) climatology(_twice)", "'_twice' and the target 'x' are made of one column")]
    public void With_folds_the_climatology_of_a_target_is_refused_because_it_tells_the_fold_held_out(string derive, string why)
    {
        // One offset per year: from what the other folds miss, a model could read the offset of the year that is held out.
        var table = Years(1460, day => 3 * (day / 365));
        DatasetRecipe Folds(DatasetRecipe recipe) => recipe with { Split = SplitPlan.Parse("year") };
        var message = Assert.Throws<OceanException>(() => Some.Prepare(table, derive, "x", Folds)).Message;
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.Contains("give --parts", message, StringComparison.Ordinal);
        Assert.Contains("--climatology FILE", message, StringComparison.Ordinal);
        var ofEvents = Assert.Throws<OceanException>(() => Some.Prepare(table, derive, "", recipe => Folds(recipe) with { Event = EventRule.Parse("x > 4", TimeSpan.Zero, TimeSpan.Zero) }));
        Assert.Contains(why, ofEvents.Message, StringComparison.Ordinal);

        // Parts and other columns are fine.
        Assert.NotEmpty(Some.Prepare(table, derive + " season", "x", recipe => recipe with { Split = SplitPlan.Parse("period") with { Shares = [0.5, 0.5] } }).Rows);
        Assert.NotEmpty(Some.Prepare(table, derive + " season", "v", Folds).Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Changing_rows_held_out_changes_no_anomaly_of_the_training_part(int seed)
    {
        var random = new RandomStream(seed, 5);
        var values = Enumerable.Range(0, 1500).Select(_ => random.NextNormal()).ToArray();
        var changed = values.Select((value, day) => day >= 1050 ? value + 50 : value).ToArray();
        double[] Of(double[] x) => Some.Prepare(Years(1500, day => x[day]), "anomaly(x)", "v", recipe => recipe with { Split = SplitPlan.Parse("period") with { Shares = [0.7, 0.3] } }).Table.Numbers("x_anomaly");
        Assert.Equal(Of(values)[..1050], Of(changed)[..1050]);
    }

    [Fact]
    public void A_climatology_that_was_written_gives_the_same_anomalies_to_new_data()
    {
        var table = Years(1500, day => Math.Sin(day / 58.0) + (day % 7));
        var learned = Some.Prepare(table, "anomaly(x) clim = climatology(x,month)", "v");
        var again = Some.Prepare(table, "anomaly(x) clim = climatology(x,month)", "v", recipe => recipe with { Climatologies = ClimatologySet.Of(learned.Climatologies.ToTable()) });
        Assert.Equal(learned.Table.Numbers("x_anomaly"), again.Table.Numbers("x_anomaly"));
        Assert.Equal(learned.Table.Numbers("clim"), again.Table.Numbers("clim"));
        Assert.Contains("climatology from a file", again.Table["clim"].Metadata.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_months_is_a_climatology_and_a_broken_one_is_told()
    {
        var months = Some.Point(("month", [.. Enumerable.Range(1, 12).Select(month => (double)month)]), ("x", [.. Enumerable.Range(1, 12).Select(month => 10.0 * month)]));
        var prepared = Some.Prepare(Years(400, _ => 50), "anomaly(x,month)", "v", recipe => recipe with { Climatologies = ClimatologySet.Of(months) });
        Assert.Equal(40, prepared.Table.Numbers("x_anomaly")[0]);
        Assert.Equal(30, prepared.Table.Numbers("x_anomaly")[31]);
        Assert.Contains("month 3 is there twice", Assert.Throws<OceanException>(() => ClimatologySet.Of(Some.Point(("month", [3, 3]), ("x", [1, 2])))).Message, StringComparison.Ordinal);
        Assert.Contains("is no climatology", Assert.Throws<OceanException>(() => ClimatologySet.Of(Some.Point(("x", [1])))).Message, StringComparison.Ordinal);
    }

    private static long[] Days(int count) => [.. Enumerable.Range(0, count).Select(day => day * Timestamp.PerDay)];

    private static Table Years(int days, Func<int, double> value) => new(
    [
        new TimeColumn("time", Days(days)),
        new NumberColumn("x", [.. Enumerable.Range(0, days).Select(value)]),
        new NumberColumn("v", [.. Enumerable.Range(0, days).Select(day => (double)day)]),
    ]);

    private static double CoordinateAngle(long time)
    {
        var date = Timestamp.ToDateTime(time);
        return 2 * Math.PI * (time - Timestamp.Parse($"{date.Year}-01-01")) / (Timestamp.Parse($"{date.Year + 1}-01-01") - Timestamp.Parse($"{date.Year}-01-01"));
    }
}
