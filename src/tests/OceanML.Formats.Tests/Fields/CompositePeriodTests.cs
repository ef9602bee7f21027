using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.Fields;

/// <summary>What the times of a series stand for, where it has gaps, repeats or no order, and where only the name of the dataset tells.</summary>
public sealed class CompositePeriodTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Days since 2024-10-01.
    [Theory]
    [InlineData("3 4 5 6", "no gap")]
    [InlineData("1 2 5 6", "two days missing")]
    [InlineData("3 4 4 5", "a time twice")]
    [InlineData("6 3 5 4", "no order")]
    [InlineData("3 4 NaN 5", "a time missing")]
    [InlineData("4 5", "two steps")]
    [InlineData("3.5 4.5 8.5", "noon")]
    public void A_daily_series_stays_daily(string days, string what)
    {
        using var field = Series(Numbers(days));
        foreach (var step in field.Times.Where(step => step.Start != Timestamp.Missing))
        {
            Assert.True(step.End - step.Start == Timestamp.PerDay, what);
            Assert.True(step.Start % Timestamp.PerDay == 0, what);
        }

        // Six o'clock in the evening lies in the map of its own day, and nowhere else.
        var evening = Timestamp.Parse("2024-10-05T18:00:00Z");
        var at = Enumerable.Range(0, field.Times.Count).Where(i => field.Times[i].Start <= evening && evening < field.Times[i].End).Select(i => Numbers(days)[i]);
        Assert.Equal(Numbers(days).Where(day => Math.Floor(day) == 4), at);
        Assert.Empty(field.Warnings);
    }

    [Theory]
    [InlineData("0 31 61", true, "first of October, November, December")]
    [InlineData("0 31 92", true, "without December")]
    [InlineData("92 NaN 0 31 31", true, "in no order, one missing, one twice")]
    [InlineData("15.5 46 107.5", true, "the middle of the month, without December")]
    [InlineData("30 60 91", true, "the last of the month")]
    [InlineData("0 31", false, "two maps may be a month apart")]
    [InlineData("0 92 182", false, "every third month")]
    [InlineData("0 30 60", false, "two in October")]
    [InlineData("0 3 9", false, "days apart")]
    [InlineData("0 1 2.5", false, "a day and a half apart")]
    public void Months_are_told_from_other_spacings(string days, bool monthly, string what)
    {
        using var field = Series(Numbers(days));
        foreach (var (step, day) in field.Times.Zip(Numbers(days)).Where(pair => pair.First.Start != Timestamp.Missing))
        {
            var date = new DateTime(2024, 10, 1).AddDays(day);
            var first = Timestamp.From(new DateTime(date.Year, date.Month, 1));
            Assert.True(step.Start == (monthly ? first : Timestamp.From(date)), what);
            Assert.True((step.End > step.Start) == monthly, what);
        }

        Assert.Equal(!monthly && Numbers(days).All(double.IsInteger), field.Warnings.Any(warning => warning.Contains("are taken as instants", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("title", "cmems_obs-oc_glo_bgc-plankton_my_l4-gapfree-multi-4km_P1D", 1)]
    [InlineData("title", "cmems_mod_glo_bgc_my_0.25deg_P1D-m", 1)]
    [InlineData("id", "cmems_obs-oc_glo_bgc-plankton_my_l4-multi-4km_P1M", 31)]
    [InlineData("cmems_product", "cmems_obs-oc_glo_bgc_my_l3-8d_P8D-m, version 202311", 8)]
    [InlineData("title", "cmems_mod_glo_phy_my_P1D-i", 0)]
    [InlineData("title", "Maps made on day P1D of P1M", 0)]
    [InlineData("history", "cut from cmems_obs-oc_glo_P1M", 0)]
    [InlineData("time_coverage_resolution", "P1D", 1)]
    public void The_name_of_a_dataset_tells_the_period(string attribute, string text, int days)
    {
        using var field = Series([0], attribute, text);
        var step = Assert.Single(field.Times);
        Assert.Equal(days * Timestamp.PerDay, step.End - step.Start);
        Assert.Equal(days == 0 ? 1 : 0, field.Warnings.Count);
    }

    [Fact]
    public void A_gap_in_a_named_series_matters_as_little_as_a_coverage_of_the_whole_archive()
    {
        using var gap = Series([0, 9], "title", "cmems_obs-oc_glo_bgc-plankton_my_l3-multi-4km_P1D");
        Assert.All(gap.Times, step => Assert.Equal(Timestamp.PerDay, step.End - step.Start));
        using var whole = Series([0], "title", "cmems_obs-oc_glo_bgc-plankton_my_l3-multi-4km_P1D", ("1997-09-04T00:00:00Z", "2025-01-01T00:00:00Z"));
        Assert.Equal(Timestamp.PerDay, whole.Times[0].End - whole.Times[0].Start);
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];

    private IField Series(double[] days, string? attribute = null, string? text = null, (string Start, string End)? coverage = null)
    {
        var path = folder[$"{Guid.NewGuid()}.nc"];
        using (var writer = NetCdfWriter.Create(path))
        {
            writer.Root.Dimension("time", days.Length).Dimension("lat", 2).Dimension("lon", 2);
            if (attribute is not null) writer.Root.Attribute(attribute, text!);
            if (coverage is var (start, end)) writer.Root.Attribute("time_coverage_start", start).Attribute("time_coverage_end", end);
            var time = writer.Root.Variable("time", NetCdfType.Float64, "time").Attribute("units", "days since 2024-10-01");
            var latitude = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
            var value = writer.Root.Variable("CHL", NetCdfType.Float32, "time", "lat", "lon");
            time.Write(days);
            latitude.Write([1, 2]);
            longitude.Write([3, 4]);
            value.Write([.. Enumerable.Repeat(1.0, 4 * days.Length)]);
            writer.Close();
        }

        return FieldFile.Open(path);
    }
}
