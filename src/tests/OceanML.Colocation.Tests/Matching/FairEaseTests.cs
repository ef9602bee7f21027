using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>
/// What the FAIR-EASE colocation tool of Euro-Argo does (boxes of 5 pixels and 5 days to either side, positions with flags 1, 2, 5, 8, floats across
/// the dateline), and the defects seen in it, which this one must not have.
/// </summary>
public sealed class FairEaseTests
{
    private static readonly MatchupProtocol FiveByFive = Some.Protocol() with { Shape = new MacroPixelShape.Box(11), Window = TimeWindow.Parse("5d"), Matches = MatchChoice.All };

    // A daily composite on a global grid of 1 degree; longitudes from -180 or from 0.
    private static MemoryField Daily(string name, string day, double west, double step = 1) => new MemoryField(
        name,
        new FieldGeometry.Grid(
            [.. Enumerable.Range(0, (int)(180 / step)).Select(row => 90 - ((row + 0.5) * step))],
            [.. Enumerable.Range(0, (int)(360 / step)).Select(column => west + ((column + 0.5) * step))]),
        Some.Day(day)).With("v", (row, column) => column);

    [Theory]
    [InlineData(-180)]
    [InlineData(0)]
    public void Across_the_dateline_the_box_holds_five_pixels_of_either_side(double west)
    {
        // Float 6903024 crosses 180 degrees between cycles 139 and 145.
        var observations = Some.Observations(("2024-06-08T06:00:00", -20.5, 179.6), ("2024-06-08T06:00:00", -20.5, -179.6));
        var result = Some.Match(observations, FiveByFive, Daily("a", "2024-06-08", west));
        var field = Daily("a", "2024-06-08", west);
        foreach (var (row, centre) in new[] { (0, 179.5), (1, -179.5) })
        {
            var columns = Enumerable.Range(-5, 11).Select(offset => Column(field, centre + offset)).ToArray();
            Assert.Equal(11, columns.Distinct().Count());
            Assert.Equal(121, result.Matchups.Numbers("v_n")[row]);
            Assert.Equal(columns.Average(), result.Matchups.Numbers("v")[row], 9);
        }
    }

    [Fact]
    public void Five_days_to_either_side_are_days()
    {
        MemoryField[] days = [.. Enumerable.Range(1, 15).Select(day => Daily($"d{day:00}", $"2024-06-{day:00}", -180))];
        var result = Some.Match(Some.Observations(("2024-06-08T12:00:00", 10, 10)), FiveByFive, days);
        Assert.Equal(Enumerable.Range(3, 11).Select(day => $"d{day:00}"), result.Matchups.Texts("field_file"));
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("3", false)]
    [InlineData("4", false)]
    [InlineData("5", true)]
    [InlineData("8", true)]
    [InlineData("9", false)]
    public void Positions_and_dates_count_with_flags_1_2_5_and_8(string flag, bool matched)
    {
        var observations = Some.Observations(("2024-06-08T12:00:00", 10, 10));
        Assert.Equal(matched ? 1 : 0, Some.Match(observations.With(new TextColumn("position_qc", [flag])), FiveByFive, Daily("a", "2024-06-08", -180)).Matched);
        Assert.Equal(matched ? 1 : 0, Some.Match(observations.With(new TextColumn("time_qc", [flag])), FiveByFive, Daily("a", "2024-06-08", -180)).Matched);
    }

    [Fact]
    public void Each_data_set_has_its_own_resolution()
    {
        var result = Some.Match(Some.Observations(("2024-06-08T12:00:00", 10.4, 10.4)), FiveByFive, Daily("coarse", "2024-06-08", -180, 5), Daily("fine", "2024-06-08", -180, 0.5));
        Assert.Equal(["coarse", "fine"], result.Matchups.Texts("field_file"));
        Assert.Equal([12.5, 10.25], result.Matchups.Numbers("pixel_latitude"));
        Assert.Equal([38.0, 380], result.Matchups.Numbers("v_centre"));
    }

    [Fact]
    public void Observations_keep_their_number_when_others_are_rejected_by_their_flag()
    {
        var observations = Some.Observations(("2024-06-08", 1.2, 1.2), ("2024-06-08", 2.2, 2.2), ("2024-06-08", 3.2, 3.2)).With(new TextColumn("position_qc", ["4", "1", "1"]));
        var result = Some.Match(observations, FiveByFive, Daily("a", "2024-06-08", -180));
        Assert.Equal([1.0, 2], result.Matchups.Numbers("observation"));
        Assert.Equal(["P1", "P2"], result.Matchups.Texts("platform"));
        Assert.Equal([2.5, 3.5], result.Matchups.Numbers("pixel_latitude"));
    }

    [Fact]
    public void Observations_too_recent_for_the_product_are_listed_one_by_one()
    {
        var result = Some.Match(Some.Observations(("2024-06-08", 1, 1), ("2026-01-01", 2, 2), ("2026-01-02", 3, 3)), FiveByFive, Daily("a", "2024-06-08", -180));
        Assert.Equal([1.0, 2], result.Candidates!.Numbers("observation"));
        Assert.Equal(["outside_time_window", "outside_time_window"], result.Candidates!.Texts("reason"));
    }

    private static double Column(MemoryField field, double longitude)
    {
        for (var column = 0; column < field.Geometry.Columns; column++)
        {
            if (Math.Abs(Sphere.NormalizeLongitude(field.Geometry[0, column].Longitude - longitude)) < 1e-9) return column;
        }

        throw new ArgumentException("no such longitude", nameof(longitude));
    }
}
