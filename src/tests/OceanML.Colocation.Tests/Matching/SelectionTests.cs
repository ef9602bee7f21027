using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class SelectionTests
{
    private static MemoryField Field(string name, string time, Func<int, int, double>? value = null) =>
        new MemoryField(name, Some.Grid(), Some.Instant(time)).With("v", value ?? ((row, column) => (10 * row) + column));

    // Three spectra at one site within an hour of the overpass, one of another platform in the same pixel, one elsewhere.
    private static Table Site() => Some.Observations(
            ("2024-06-08T11:30:00", 5.0, 5.0), ("2024-06-08T11:50:00", 5.1, 5.1), ("2024-06-08T12:40:00", 5.2, 4.9), ("2024-06-08T11:59:00", 5, 5), ("2024-06-08T12:00:00", 8, 8))
        .With(new TextColumn("platform", ["site", "site", "site", "ship", "site"]), new NumberColumn("rho", [0.01, 0.02, 0.06, 0.5, 0.7], new ColumnMetadata("1")), new TextColumn("sky", ["clear", "clear", "haze", "clear", "clear"]));

    [Fact]
    public void The_best_field_has_the_greatest_share_of_valid_pixels_and_then_is_the_nearest()
    {
        var observations = Some.Observations(("2024-06-08T12:00:00", 5, 5));
        var cloudy = Field("near", "2024-06-08T12:10:00", (row, _) => row == 5 ? double.NaN : 1);
        MemoryField[] fields = [cloudy, Field("far", "2024-06-08T14:00:00"), Field("farther", "2024-06-08T15:00:00")];
        Assert.Equal(["near"], Some.Match(observations, Some.Protocol(), fields).Matchups.Texts("field_file"));
        var best = Some.Match(observations, Some.Protocol() with { Matches = MatchChoice.Best }, fields);
        Assert.Equal(["far"], best.Matchups.Texts("field_file"));
        Assert.Equal(["farther_than_match", "farther_than_match"], best.Candidates!.Texts("reason"));
    }

    [Fact]
    public void All_observations_of_a_pixel_are_kept_and_marked_as_dependent()
    {
        var all = Some.Match(Site(), Some.Protocol(), Field("a", "2024-06-08T12:00:00"));
        Assert.Equal([1.0, 1, 1, 1, double.NaN], all.Matchups.Numbers("shares_pixels"));
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], all.Matchups.Numbers("shares_observation"));
    }

    [Fact]
    public void The_closest_observation_of_each_platform_is_kept()
    {
        var closest = Some.Match(Site(), Some.Protocol() with { Several = SeveralObservations.Closest }, Field("a", "2024-06-08T12:00:00"));
        Assert.Equal([1.0, 3, 4], closest.Matchups.Numbers("observation"));
        Assert.Equal(2, closest.Rejected["farther_than_observation"]);
        var once = Some.Match(Site(), Some.Protocol() with { Once = true }, Field("a", "2024-06-08T12:00:00"));
        Assert.Equal([3.0, 4], once.Matchups.Numbers("observation"));
        Assert.Equal(3, once.Rejected["pixel_already_matched"]);
    }

    [Fact]
    public void Observations_of_one_platform_may_be_averaged_into_one_matchup_with_their_spread()
    {
        var mean = Some.Match(Site(), Some.Protocol() with { Several = SeveralObservations.Mean }, Field("a", "2024-06-08T12:00:00"));
        Assert.Equal(5, mean.Matched);
        Assert.Equal([3.0, 1, 1], mean.Matchups.Numbers("observations_averaged"));
        Assert.Equal(0.03, mean.Matchups.Numbers("rho")[0], 12);
        Assert.Equal(0.0264575131106459, mean.Matchups.Numbers("rho_sd")[0], 12);
        Assert.True(double.IsNaN(mean.Matchups.Numbers("rho_sd")[1]));
        Assert.Equal(Some.At("2024-06-08T12:00:00"), mean.Matchups.Times("time")[0]);
        Assert.Equal([null, "clear", "clear"], mean.Matchups.Texts("sky"));
        Assert.Equal(5.1, mean.Matchups.Numbers("latitude")[0], 12);
        Assert.Equal(0, mean.Matchups.Numbers("dt")[0]);
        Assert.Equal(Sphere.DistanceKm(5.1, 5, 5, 5), mean.Matchups.Numbers("distance_km")[0], 9);
    }

    [Fact]
    public void Whole_numbers_are_not_averaged()
    {
        var observations = Site().With(new NumberColumn("cycle", [12, 13, 13, 7, 8], kind: NumberKind.Int64), new NumberColumn("mission", [5, 5, 5, 5, 5], kind: NumberKind.Int64));
        var mean = Some.Match(observations, Some.Protocol() with { Several = SeveralObservations.Mean }, Field("a", "2024-06-08T12:00:00"));
        Assert.True(double.IsNaN(mean.Matchups.Numbers("cycle")[0]));
        Assert.Equal(5, mean.Matchups.Numbers("mission")[0]);
        Assert.False(mean.Matchups.Has("cycle_sd"));
    }

    [Fact]
    public void A_pixel_that_serves_another_observation_is_the_reason_even_where_another_field_was_farther()
    {
        var observations = Some.Observations(("2024-06-08T12:00:00", 5, 5), ("2024-06-08T12:05:00", 5, 5));
        var result = Some.Match(observations, Some.Protocol() with { Once = true }, Field("a", "2024-06-08T12:00:00"), Field("b", "2024-06-08T20:00:00"));
        Assert.Equal([0.0], result.Matchups.Numbers("observation"));
        Assert.Equal(1, result.Rejected["pixel_already_matched"]);
    }

    [Fact]
    public void The_mean_of_positions_over_the_dateline_lies_on_it()
    {
        var grid = new FieldGeometry.Grid([0, 1], [179, 180, 181]);
        var field = new MemoryField("a", grid, Some.Instant("2024-06-08")).With("v", (_, _) => 1);
        var observations = Some.Observations(("2024-06-08", 0, 179.9), ("2024-06-08", 0, -179.9)).With(new TextColumn("platform", ["p", "p"]));
        var mean = Some.Match(observations, Some.Protocol() with { Several = SeveralObservations.Mean }, field);
        Assert.Equal(180, Math.Abs(mean.Matchups.Numbers("longitude")[0]), 9);
    }

    [Fact]
    public void Matchups_of_one_observation_with_several_fields_are_marked()
    {
        var observations = Some.Observations(("2024-06-08T12:00:00", 5, 5), ("2024-06-08T12:00:00", 1, 1));
        var cloudy = Field("b", "2024-06-08T13:00:00", (row, _) => row < 3 ? double.NaN : 1);
        var all = Some.Match(observations, Some.Protocol() with { Matches = MatchChoice.All }, Field("a", "2024-06-08T12:00:00"), cloudy);
        Assert.Equal([0.0, 0, 1], all.Matchups.Numbers("observation"));
        Assert.Equal([1.0, 1, double.NaN], all.Matchups.Numbers("shares_observation"));
    }

    [Fact]
    public void Macro_pixels_of_any_shape_share_pixels_where_they_overlap()
    {
        var observations = Some.Observations(("2024-06-08", 2, 2), ("2024-06-08", 2, 5), ("2024-06-08", 7, 7));
        var apart = Some.Match(observations, Some.Protocol() with { Shape = new MacroPixelShape.Disc(120) }, Field("a", "2024-06-08"));
        Assert.All(apart.Matchups.Numbers("shares_pixels"), group => Assert.True(double.IsNaN(group)));
        var together = Some.Match(observations, Some.Protocol() with { Shape = new MacroPixelShape.Disc(230) }, Field("a", "2024-06-08"));
        Assert.Equal([1.0, 1, double.NaN], together.Matchups.Numbers("shares_pixels"));
    }
}
