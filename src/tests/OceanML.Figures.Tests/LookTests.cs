using System.Globalization;

namespace OceanML.Figures.Tests;

public sealed class LookTests
{
    [Fact]
    public void Lines_have_the_colours_of_Okabe_and_Ito() =>
        Assert.Equal(["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442"], Ink.OkabeIto);

    [Fact]
    public void Lightness_rises_along_batlow_and_falls_along_densities()
    {
        var batlow = Enumerable.Range(0, 33).Select(i => Lightness(Palette.Batlow.At(i / 32.0))).ToList();
        Assert.True(batlow.Zip(batlow.Skip(1)).All(pair => pair.Second > pair.First - 0.01));
        var density = Enumerable.Range(0, 33).Select(i => Lightness(Palette.Density.At(i / 32.0))).ToList();
        Assert.True(density.Zip(density.Skip(1)).All(pair => pair.Second < pair.First + 0.01));
    }

    [Fact]
    public void Differences_are_palest_at_zero_and_as_dark_on_both_sides()
    {
        var lightness = Enumerable.Range(0, 17).Select(i => Lightness(Palette.Vik.At(i / 16.0))).ToList();
        Assert.Equal(8, lightness.IndexOf(lightness.Max()));
        Assert.InRange(Math.Abs(lightness[0] - lightness[16]), 0, 0.1);
    }

    [Theory]
    [InlineData("mg m-3", "mg m@+-3@+")]
    [InlineData("umol kg-1", "umol kg@+-1@+")]
    [InlineData("W m-2 nm-1", "W m@+-2@+ nm@+-1@+")]
    [InlineData("m2 s-1", "m@+2@+ s@+-1@+")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("degree_Celsius", "\\260C")]
    public void Units_have_raised_exponents(string unit, string expected) => Assert.Equal(expected, GmtText.Encode(GmtText.Unit(unit)));

    [Theory]
    [InlineData("a@b", "a@@b")]
    [InlineData("back\\slash", "back\\134slash")]
    [InlineData("caf\u00E9 \u00B1 1", "caf\\351 \\261 1")]
    [InlineData("\u03C3 \u2264 2", "@~s@~ @~\\243@~ 2")]
    [InlineData("\u6D77", "?")]
    [InlineData("line\nbreak", "line break")]
    public void Any_text_becomes_ASCII_that_GMT_sets_as_meant(string text, string expected) => Assert.Equal(expected, GmtText.Encode(text));

    [Fact]
    public void Wrapped_lines_fit_and_lose_no_word()
    {
        const string text = "Predicted against measured chlorophyll of all floats that were held out, all depth bins, decimal logarithms";
        var lines = GmtText.Wrap(text, 11, 6);
        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.True(GmtText.Width(line, 11) <= 6));
        Assert.Equal(text, string.Join(' ', lines));
    }

    [Fact]
    public void Linear_ticks_are_round_and_inside()
    {
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1], Ticks.Linear(0, 1, 5));
        Assert.Equal([-10, -5, 0, 5], Ticks.Linear(-12, 7, 4));
        Assert.Equal([15.0], Ticks.Linear(14.9, 15.05, 1));
    }

    [Fact]
    public void Logarithmic_ticks_are_decades_with_2_and_5_where_there_is_room()
    {
        Assert.Equal([0.01, 0.1, 1, 10, 100], Ticks.Logarithmic(0.01, 100));
        Assert.Equal([0.1, 0.2, 0.5, 1, 2, 5, 10], Ticks.Logarithmic(0.1, 10));
        Assert.Equal([0.01, 1, 100], Ticks.Logarithmic(0.01, 100, 3));
    }

    [Theory]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00002, "2e-5")]
    [InlineData(1000, "1000")]
    [InlineData(-0.4, "-0.4")]
    public void Ticks_are_written_plainly(double value, string expected) => Assert.Equal(expected, Ticks.Text(value));

    [Theory]
    [InlineData("2024-03-01", "2025-11-20", 6, "Jul 2024,Jan 2025,Jul 2025")]
    [InlineData("2024-02-28T12:00:00Z", "2024-03-29", 8, "1 Mar,6 Mar,11 Mar,16 Mar,21 Mar,26 Mar")]
    [InlineData("2024-06-08T05:00:00Z", "2024-06-09T02:00:00Z", 5, "8 Jun 06:00,8 Jun 12:00,8 Jun 18:00,9 Jun 00:00")]
    [InlineData("1998-05-01", "2023-05-01", 6, "2000,2005,2010,2015,2020")]
    public void Time_ticks_fall_on_round_dates(string from, string to, int atMost, string expected) =>
        Assert.Equal(expected, string.Join(',', TimeTicks.Of(Core.Timestamp.Parse(from), Core.Timestamp.Parse(to), atMost).Select(tick => tick.Text)));

    // Relative luminance of sRGB, raised to a third as the eye does.
    private static double Lightness(string colour)
    {
        double Linear(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return Math.Cbrt((0.2126 * Linear(1)) + (0.7152 * Linear(3)) + (0.0722 * Linear(5)));
    }
}
