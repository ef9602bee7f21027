using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Splits;

public sealed class SpaceSplitTests
{
    [Fact]
    public void Longitudes_of_any_convention_are_in_one_cell()
    {
        var cells = new SpaceCells(500);
        Assert.Equal(cells[10, -170], cells[10, 190]);
        Assert.Equal(cells[10, 180], cells[10, -180]);
        Assert.Equal(cells[0, -20.5], cells[0, 339.5]);
    }

    [Fact]
    public void Around_a_pole_there_is_one_cell()
    {
        var cells = new SpaceCells(500);
        Assert.Single(Enumerable.Range(0, 36).Select(i => cells[89, i * 10]).Distinct());
        Assert.Equal("north pole", cells.Name(cells[90, 77]));
        Assert.Equal("south pole", cells.Name(cells[-90, 0]));
    }

    [Fact]
    public void Cells_keep_their_size_towards_the_poles()
    {
        var cells = new SpaceCells(Sphere.RadiusKm * Math.PI / 180 * 5);
        var random = new RandomStream(5);
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < 400_000; i++)
        {
            // Even over the sphere: so many rows per cell is so much area.
            var latitude = Math.Asin((2 * random.NextDouble()) - 1) * 180 / Math.PI;
            var cell = cells[latitude, (random.NextDouble() * 360) - 180];
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }

        var mean = counts.Values.Average();
        Assert.InRange(counts.Count, 1600, 1700);
        Assert.All(counts.Values, count => Assert.InRange(count / mean, 0.6, 4.0));
    }

    [Theory]
    [InlineData(60, -30, 20, 30)]     // mid latitudes
    [InlineData(-20, 175, 10, 10)]    // across the dateline
    [InlineData(85, -180, 5, 360)]    // around the pole
    public void The_margin_lies_between_any_two_folds(double south, double west, double height, double width)
    {
        var random = new RandomStream(3);
        var count = 600;
        double[] latitudes = [.. Enumerable.Range(0, count).Select(_ => south + (random.NextDouble() * height))];
        double[] longitudes = [.. Enumerable.Range(0, count).Select(_ => Sphere.NormalizeLongitude(west + (random.NextDouble() * width)))];
        var rows = new SplitRows { Count = count, Latitudes = latitudes, Longitudes = longitudes };
        var split = Splitting.Make(rows, SplitPlan.Parse("space:300km").WithMargin("40km") with { Folds = 2 }, 1);
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                if (split.Fold[a] == Split.None || split.Fold[b] == Split.None || split.Fold[a] == split.Fold[b]) continue;
                Assert.True(Sphere.DistanceKm(latitudes[a], longitudes[a], latitudes[b], longitudes[b]) >= 40);
            }
        }

        Assert.InRange(split.InMargin, 1, count / 2);

        // What was left out had a row of another fold near it: nothing is lost for no reason.
        var whole = Splitting.Make(rows, SplitPlan.Parse("space:300km") with { Folds = 2 }, 1);
        foreach (var row in Enumerable.Range(0, count).Where(row => split.Fold[row] == Split.None))
            Assert.Contains(Enumerable.Range(0, count), other => split.Fold[other] != Split.None && split.Fold[other] != whole.Fold[row] && Sphere.DistanceKm(latitudes[row], longitudes[row], latitudes[other], longitudes[other]) < 40);
    }

    [Fact]
    public void A_row_without_position_is_an_error()
    {
        var rows = new SplitRows { Count = 2, Latitudes = [1, double.NaN], Longitudes = [1, 1] };
        Assert.Contains("row 2 has none", Assert.Throws<OceanException>(() => Splitting.Make(rows, SplitPlan.Parse("space:5deg"), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_go_with_splits_of_their_kind()
    {
        Assert.Throws<OceanException>(() => SplitPlan.Parse("group").WithMargin("3d"));
        Assert.Throws<OceanException>(() => SplitPlan.Parse("time:7d").WithMargin("30km"));
        Assert.Equal(111.19508, SplitPlan.Parse("space:5deg").WithMargin("1deg").MarginKm, 4);
    }
}
