namespace OceanML.Colocation.Tests;

public sealed class MacroPixelTests
{
    [Fact]
    public void Statistics_are_those_of_numpy_with_ddof_1()
    {
        // numpy: a = [.3,.1,.2,nan,.5,.4,nan,.25,.35]; nanmean 0.3, nanmedian 0.3, nanstd(ddof=1) 0.1322875656, n 7.
        var pixel = MacroPixel.Of([0.3, 0.1, 0.2, double.NaN, 0.5, 0.4, double.NaN, 0.25, 0.35]);
        Assert.Equal(0.3, pixel.Mean, 12);
        Assert.Equal(0.3, pixel.Median, 12);
        Assert.Equal(0.1322875655532295, pixel.Deviation, 12);
        Assert.Equal(0.1322875655532295 / 0.3, pixel.Variation, 12);
        Assert.Equal((7, 7), (pixel.Used, pixel.Valid));
        Assert.Equal(0.5, pixel.Centre);
    }

    [Fact]
    public void The_median_of_an_even_number_is_the_mean_of_the_middle_two() =>
        Assert.Equal(2.5, MacroPixel.Of([1, 2, double.NaN, 3, 10]).Median);

    [Fact]
    public void Bailey_and_Werdell_leave_out_pixels_beyond_one_and_a_half_deviations_once()
    {
        // Mean 2.0, sample sd 3.0: only 10 lies beyond 6.5; the second pass that would follow is not made.
        var pixel = MacroPixel.Of([1, 1, 1, 1, 1, 1, 1, 1, 10], OutlierRule.MeanAndOneAndAHalfDeviations);
        Assert.Equal(1, pixel.Mean);
        Assert.Equal(0, pixel.Deviation);
        Assert.Equal((8, 9), (pixel.Used, pixel.Valid));
    }

    [Fact]
    public void The_geometric_mean_is_taken_in_log10_and_leaves_out_what_is_not_positive()
    {
        var pixel = MacroPixel.Of([0.01, -1, 100, 0, 1], geometric: true);
        Assert.Equal(1, pixel.Mean, 12);
        Assert.Equal(2, pixel.Deviation, 12);
        Assert.Equal(3, pixel.Used);
        Assert.Equal(100, pixel.Centre, 12);
    }

    [Fact]
    public void No_valid_pixel_gives_no_statistics()
    {
        var pixel = MacroPixel.Of([double.NaN, double.NaN, double.PositiveInfinity]);
        Assert.True(double.IsNaN(pixel.Mean) && double.IsNaN(pixel.Median) && double.IsNaN(pixel.Deviation));
        Assert.Equal(0, pixel.Used);
    }

    [Fact]
    public void One_pixel_has_a_mean_but_no_deviation()
    {
        var pixel = MacroPixel.Of([0.7]);
        Assert.Equal(0.7, pixel.Mean);
        Assert.True(double.IsNaN(pixel.Deviation));
    }
}
