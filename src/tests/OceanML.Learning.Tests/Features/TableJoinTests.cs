using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class TableJoinTests
{
    private const double None = double.NaN;

    [Fact]
    public void By_time_a_row_takes_the_latest_value_that_is_not_too_old_and_none_of_its_future()
    {
        var left = Some.Series([1, 2, 3, 10], [1, 2, 3, 4]);
        var right = Some.Series([0.5, 1.5, 2.5, 3.5], [50, 150, 250, 350]);
        var (joined, unmatched) = Join(left, right, new JoinOptions(["time"], TimeSpan.FromHours(1), 0, Nearest: false, "r"));
        Assert.Equal([50, 150, 250, None], joined.Numbers("r_v"));
        Assert.Equal([0.5, 0.5, 0.5, None], joined.Numbers("r_age"));
        Assert.Equal(1, unmatched);
        var (nearest, _) = Join(left, Some.Series([1.1, 1.9, 3.05], [110, 190, 305]), new JoinOptions(["time"], TimeSpan.FromHours(1), 0, Nearest: true, "r"));
        Assert.Equal([110, 190, 305, None], nearest.Numbers("r_v"));
        Assert.Equal(-0.1, nearest.Numbers("r_age")[0], 9);
    }

    [Fact]
    public void By_time_and_platform_series_do_not_mix()
    {
        var left = Table.Concatenate([Some.Series([1], [1], "A"), Some.Series([1], [2], "B")]);
        var right = Table.Concatenate([Some.Series([1], [10], "B"), Some.Series([0], [20], "A")]);
        var (joined, _) = Join(left, right, new JoinOptions(["platform", "time"], TimeSpan.FromHours(2), 0, false, "r"));
        Assert.Equal([20, 10], joined.Numbers("r_v"));
        Assert.False(joined.Has("r_platform"));
    }

    [Fact]
    public void By_place_the_nearest_within_the_distance_is_taken_across_the_dateline_and_at_the_pole()
    {
        var left = Some.Point(("latitude", [0, 0, 89.9, 10, None]), ("longitude", [179.95, -20, 10, 0, 0]));
        var right = Some.Point(("latitude", [0, 0, 89.9, 10.5]), ("longitude", [-179.95, 179.8, -170, 0]), ("w", [1, 2, 3, 4]));
        var (joined, unmatched) = Join(left, right, new JoinOptions(["place"], default, 30, false, "r"));
        Assert.Equal([1, None, 3, None, None], joined.Numbers("w"));
        Assert.Equal(11.119, joined.Numbers("r_distance")[0], 2);
        Assert.Equal(22.239, joined.Numbers("r_distance")[2], 2);
        Assert.Equal(3, unmatched);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void By_place_the_answer_is_that_of_comparing_all(int seed)
    {
        var random = new RandomStream(seed, 9);
        (double[] Latitudes, double[] Longitudes) Places(int count) => ([.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 180) - 90)], [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 360) - 180)]);
        var (a, b) = (Places(200), Places(300));
        var (joined, _) = Join(Some.Point(("latitude", a.Latitudes), ("longitude", a.Longitudes)), Some.Point(("latitude", b.Latitudes), ("longitude", b.Longitudes), ("w", [.. Enumerable.Range(0, 300).Select(i => (double)i)])), new JoinOptions(["place"], default, 700, false, "r"));
        for (var row = 0; row < 200; row++)
        {
            var nearest = Enumerable.Range(0, 300).MinBy(other => Sphere.DistanceKm(a.Latitudes[row], a.Longitudes[row], b.Latitudes[other], b.Longitudes[other]));
            var km = Sphere.DistanceKm(a.Latitudes[row], a.Longitudes[row], b.Latitudes[nearest], b.Longitudes[nearest]);
            Assert.Equal(km <= 700 ? nearest : None, joined.Numbers("w")[row]);
        }
    }

    [Fact]
    public void A_wide_table_is_stacked_into_a_row_for_each_value()
    {
        var stacked = Stacking.Stack(Some.Point(("lat", [1, 2]), ("a", [10, 20]), ("b", [30, None])), ["a", "b"], "y", "year", ["2000", "2004"]);
        Assert.Equal([1, 2, 1, 2], stacked.Numbers("lat"));
        Assert.Equal([2000, 2000, 2004, 2004], stacked.Numbers("year"));
        Assert.Equal([10, 20, 30, None], stacked.Numbers("y"));
        Assert.Contains("give one label for each column", Assert.Throws<OceanException>(() => Stacking.Stack(stacked, ["y"], "z", "k", ["1", "2"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resampled_rows_stand_at_the_end_of_their_span_and_know_nothing_later()
    {
        var table = Some.Series([0, 1, 2, 3, 4, 5, 6, 13], [0, 1, 2, 3, 4, 5, 6, 13]);
        var (resampled, withoutTime) = Resampling.Apply(table, new FeatureOptions(), TimeSpan.FromHours(3), ResampleRule.Mean, 0.5);
        Assert.Equal([0, 3, 6, 15], resampled.Times("time").Select(time => time / Some.Hour));
        Assert.Equal([None, 2, 5, None], resampled.Numbers("v"));
        Assert.Equal(0, withoutTime);
        Assert.Equal([0, 3, 6, 13], Resampling.Apply(table, new FeatureOptions(), TimeSpan.FromHours(3), ResampleRule.Max, 0.1).Table.Numbers("v"));
    }

    [Fact]
    public void Positions_across_the_dateline_are_averaged_on_the_sphere()
    {
        var table = Some.Series([1, 2], [1, 2]).With(new NumberColumn("longitude", [179, -178.8]), new NumberColumn("latitude", [10, 12]));
        var (resampled, _) = Resampling.Apply(table, new FeatureOptions(), TimeSpan.FromHours(2), ResampleRule.Median, 0.5);
        Assert.Equal(-179.9, resampled.Numbers("longitude")[0], 1);
    }

    private static (Table Table, int Unmatched) Join(Table left, Table right, JoinOptions options) => TableJoin.Join(left, right, options);
}
