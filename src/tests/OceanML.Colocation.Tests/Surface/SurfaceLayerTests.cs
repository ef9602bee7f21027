using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class SurfaceLayerTests
{
    private static Table Profiles() => new(
    [
        new TextColumn("platform", ["A", "A", "A", "B", "B", "C", "C"]),
        new NumberColumn("profile", [1, 1, 1, 1, 1, 2, 2], kind: NumberKind.Int64),
        new TimeColumn("time", [5, 6, 7, 8, 8, 9, 9]),
        new NumberColumn("latitude", [10, 10, 10, 20, 20, 30, 30]),
        new NumberColumn("longitude", [1, 1, 1, 2, 2, 3, 3]),
        new NumberColumn("pressure", [2, 8, 50, 4, 9, 20, 30]),
        new TextColumn("pressure_qc", ["1", "1", "1", "4", "1", "1", "1"]),
        new NumberColumn("chlorophyll", [0.2, 0.4, 5, 9, 0.7, 1, 1]),
        new TextColumn("chlorophyll_qc", ["1", "8", "1", "1", "4", "1", "1"]),
    ]);

    [Fact]
    public void Good_values_down_to_the_depth_are_averaged_per_profile()
    {
        var result = SurfaceLayer.Reduce(Profiles(), 10);
        Assert.Equal(["A", "B"], result.Profiles.Texts("platform"));
        Assert.Equal(0.3, result.Profiles.Numbers("chlorophyll")[0], 12);
        Assert.Equal([2.0, 1], result.Profiles.Numbers("surface_levels"));
        Assert.Equal([5.0, 9], result.Profiles.Numbers("pressure"));
        Assert.Equal(5, result.Profiles.Times("time")[0]);
        Assert.Equal((7, 1, 1), (result.Levels, result.WithoutLevel, result.BadValues));

        // Of B, the first level has a bad pressure and the second a bad chlorophyll.
        Assert.True(double.IsNaN(result.Profiles.Numbers("chlorophyll")[1]));
        Assert.False(result.Profiles.Has("chlorophyll_qc"));
    }

    [Fact]
    public void All_flags_are_used_on_request()
    {
        var result = SurfaceLayer.Reduce(Profiles(), 10, goodFlagsOnly: false);
        Assert.Equal(4.85, result.Profiles.Numbers("chlorophyll")[1], 12);
        Assert.Equal(0, result.BadValues);
    }

    [Fact]
    public void Tables_of_single_levels_are_told_from_profiles()
    {
        Assert.True(SurfaceLayer.HasLevels(Profiles()));
        Assert.False(SurfaceLayer.HasLevels(Profiles().Without("pressure")));
        Assert.False(SurfaceLayer.HasLevels(Profiles().Take([0, 3, 5])));
    }

    [Fact]
    public void A_table_without_depth_is_an_error_that_lists_the_columns()
    {
        var failure = Assert.Throws<OceanException>(() => SurfaceLayer.Reduce(Profiles().Without("pressure"), 10));
        Assert.Contains("no column 'depth or pressure'", failure.Message, StringComparison.Ordinal);
    }
}
