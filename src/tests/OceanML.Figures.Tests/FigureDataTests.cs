using OceanML.Core;

namespace OceanML.Figures.Tests;

public sealed class FigureDataTests
{
    [Fact]
    public void What_cannot_be_drawn_is_counted_by_reason()
    {
        var figure = ScatterFigure.Of("s", "S", Samples.Chlorophyll, Samples.Chlorophyll, [1, double.NaN, 0, 2, 3], [1, 1, 1, -1, double.NaN], log10: true);
        Assert.Equal([("no_value", 2), ("not_positive", 2)], figure.Omissions.Select(omission => (omission.Reason, omission.Count)));
        Assert.Equal([1.0], figure.X);
        Assert.Equal("Not drawn: 2 of 5 rows, which hold a value of zero or below that has no logarithm.", figure.Notes[1]);
    }

    [Fact]
    public void All_missing_is_nothing_selected_and_says_so()
    {
        var failure = Assert.Throws<OceanException>(() => ScatterFigure.Of("s", "S", Samples.Chlorophyll, Samples.Chlorophyll, [double.NaN, double.NaN], [1, 2], log10: false));
        Assert.Equal(ExitCode.NothingSelected, failure.Code);
        Assert.Equal("nothing to draw: 2 of 2 rows lack one of the two values", failure.Message);
    }

    [Fact]
    public void Hexagons_hold_every_point_in_the_nearest_centre()
    {
        const double radius = 0.3;
        var (x, y) = (Samples.Uniform(400, 0, 10, 1), Samples.Uniform(400, 0, 10, 2));
        var cells = Hexagons.Count(x, y, radius);
        Assert.Equal(400, cells.Sum(cell => cell.Count));
        for (var i = 0; i < x.Length; i++)
        {
            var nearest = cells.Min(cell => Math.Sqrt(Math.Pow(cell.X - x[i], 2) + Math.Pow(cell.Y - y[i], 2)));
            Assert.True(nearest <= radius + 1e-9, "a point lies within the circle around its hexagon");
            var alone = Hexagons.Count([x[i]], [y[i]], radius)[0];
            Assert.Equal(nearest, Math.Sqrt(Math.Pow(alone.X - x[i], 2) + Math.Pow(alone.Y - y[i], 2)), 12);
        }
    }

    [Theory]
    [InlineData("CHLA_0_10", 0, 10)]
    [InlineData("CHLA_190_200_measured", 190, 200)]
    [InlineData("NITRATE_50", 50, 50)]
    [InlineData("oxygen_2.5_7.5m", 2.5, 7.5)]
    public void Depths_are_read_from_the_names_of_columns(string name, double top, double bottom)
    {
        var bin = DepthBin.Find(name);
        Assert.NotNull(bin);
        Assert.Equal((top, bottom), (bin.Top, bin.Bottom));
    }

    [Theory]
    [InlineData("chlorophyll")]
    [InlineData("CHLA_20_10")]
    [InlineData("sin_time")]
    public void A_name_without_a_depth_has_none(string name) => Assert.Null(DepthBin.Find(name));

    [Fact]
    public void Medians_of_measured_and_predicted_are_of_the_same_rows()
    {
        var bins = DepthBin.Of(["C_0_10", "C_10_20"]);
        var figure = ProfileFigure.Of("p", "P", Samples.Chlorophyll, bins, [[1, 2, 3], [1, 2, 3]], [[10, double.NaN, 30], [10, 20, 30]], [], ["a", "b", "c"], log10: false);
        Assert.Equal(2, figure.Measured.Rows);
        Assert.Equal([2.0, 2.0], figure.Measured.Median);
        Assert.Equal([20.0, 20.0], figure.Predicted!.Median);
        Assert.Equal("no_profile", figure.Omissions.Single().Reason);
    }

    [Fact]
    public void The_profiles_shown_are_the_quartiles_of_the_error()
    {
        var bins = DepthBin.Of(["C_0_10", "C_10_20"]);
        double[] truth = [.. Enumerable.Range(0, 41).Select(_ => 1.0)];
        double[] wrong = [.. Enumerable.Range(0, 41).Select(i => 1.0 + (i / 40.0))];
        var figure = ProfileFigure.Of("p", "P", Samples.Chlorophyll, bins, [truth, truth], [wrong, wrong], [], [.. Enumerable.Range(0, 41).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))], log10: false);
        Assert.Equal(["10", "20", "30"], figure.Examples.Select(example => example.Name));
    }

    [Fact]
    public void Series_keep_the_seven_largest_groups_and_lump_the_rest()
    {
        var groups = Enumerable.Range(0, 200).Select(i => $"g{Math.Min(i % 20, i % 7)}").ToArray();
        var times = Enumerable.Range(0, 200).Select(i => (long)i * Timestamp.PerDay).ToArray();
        var figure = SeriesFigure.Of("t", "T", times, Samples.LogNormal(200, 1), [], groups, Samples.Chlorophyll, log10: false);
        Assert.Equal(7, figure.Series.Count);
        var more = SeriesFigure.Of("t", "T", times, Samples.LogNormal(200, 1), [], [.. Enumerable.Range(0, 200).Select(i => $"g{i % 10}")], Samples.Chlorophyll, log10: false);
        Assert.Equal("4 others", more.Series[^1].Name);
        Assert.Equal(200, more.Series.Sum(series => series.Values.Length));
    }

    [Fact]
    public void Groups_are_in_order_of_their_median_and_small_ones_are_counted()
    {
        var figure = GroupsFigure.Of("g", "G", [3, 3, 3, 1, 1, 1, 2, double.NaN], ["b", "b", "b", "a", "a", "a", "c", "c"], ("Residual", null));
        Assert.Equal(["a", "b"], figure.Groups.Select(group => group.Name));
        Assert.Equal([("no_value", 1), ("small_group", 1)], figure.Omissions.Select(omission => (omission.Reason, omission.Count)));
    }
}
