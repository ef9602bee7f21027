using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class ChlorophyllTests
{
    private const double Dark = 0.05;
    private static readonly long Noon = Timestamp.Parse("2020-06-21T11:30:00Z");
    private static readonly long Midnight = Timestamp.Parse("2020-06-21T23:30:00Z");
    private static readonly double[] Pressure = [.. Enumerable.Range(0, 501).Select(level => 2.0 * level)];

    // Reda and Andreas 2004 (NREL/TP-560-34302), the worked example: 39.872 degrees without refraction.
    [Fact]
    public void The_sun_stands_where_the_example_of_the_solar_position_algorithm_has_it() =>
        Assert.Equal(39.872046, SolarPosition.Elevation(Timestamp.Parse("2003-10-17T19:30:30Z"), 39.742476, -105.1786), 0.01);

    [Theory]
    [InlineData("2020-06-21T00:00:00Z", 70, 0, 3.44)] // midnight sun
    [InlineData("2020-12-21T12:00:00Z", 70, 0, -3.44)] // polar night
    [InlineData("2020-03-20T12:07:20Z", 0, 0, 90)]
    [InlineData("2020-03-20T00:07:20Z", 0, 180, 90)]
    [InlineData("2020-03-20T00:07:20Z", 0, -180, 90)]
    public void The_sun_stands_where_the_seasons_put_it(string time, double latitude, double longitude, double elevation) =>
        Assert.Equal(elevation, SolarPosition.Elevation(Timestamp.Parse(time), latitude, longitude), 0.15);

    [Fact]
    public void Without_a_time_or_place_there_is_no_sun()
    {
        Assert.Equal(double.NaN, SolarPosition.Elevation(Timestamp.Missing, 0, 0));
        Assert.Equal(double.NaN, SolarPosition.Elevation(Noon, double.NaN, 0));
    }

    [Fact]
    public void Running_medians_are_cut_at_the_ends_and_leave_missing_values_out()
    {
        Assert.Equal([2, 2.5, 3, 3.5, 4], MedianFilter.Of([1, 2, 3, 4, 5], 5));
        Assert.Equal([1, 1, 2, 3, 4], MedianFilter.Of([1, 1, 2, 3, 4], 1));
        Assert.Equal([1, 3, 4], MedianFilter.Of([1, double.NaN, 5], 3).Select((value, i) => i == 2 ? value - 1 : value));
    }

    [Theory]
    [InlineData(950, false)]
    [InlineData(950.1, true)]
    public void A_profile_shows_the_dark_only_where_it_reaches_below_950_dbar(double deepest, bool shows) =>
        Assert.Equal(shows, double.IsFinite(ChlorophyllDark.OfProfile([10, 500, deepest], [0.5, 0.1, 0.06])));

    [Fact]
    public void The_mixed_layer_ends_where_density_exceeds_that_at_10_dbar_by_0_03()
    {
        double[] temperature = [.. Pressure.Select(p => p <= 40 ? 20.0 : 20 - ((p - 40) * 0.05))];
        double[] salinity = [.. Pressure.Select(_ => 36.0)];
        Assert.Equal(44, MixedLayer.Depth(Pressure, temperature, salinity)); // 0.2 degrees at 20 degrees are 0.05 kg m-3, 0.1 are 0.027
        Assert.Equal(double.NaN, MixedLayer.Depth(Pressure.AsSpan(0, 10), temperature.AsSpan(0, 10), salinity.AsSpan(0, 10)));
    }

    [Fact]
    public void By_night_the_dark_is_taken_off_and_the_rest_halved()
    {
        var profile = Profile(Midnight);
        new ChlorophyllAdjustmentTest().Run([profile]);
        var chlorophyll = profile.Find("chlorophyll")!;
        for (var level = 0; level < Pressure.Length; level++) Assert.Equal(True(Pressure[level]), chlorophyll.Adjusted![level], 1e-9);
        Assert.All(chlorophyll.AdjustedFlags!, flag => Assert.Equal('2', flag)); // one profile is not five
        Assert.Equal(Raw(Pressure[0]), chlorophyll.Values[0]);
    }

    [Fact]
    public void By_day_the_largest_value_of_the_mixed_layer_is_carried_up_and_flagged_as_changed()
    {
        // Quenched above 20 dbar; the largest smoothed value of the mixed layer lies below.
        var profile = Profile(Noon, p => p < 20 ? 0.3 : 1);
        new ChlorophyllAdjustmentTest().Run([profile]);
        var (values, flags) = (profile.Find("chlorophyll")!.Adjusted!, profile.Find("chlorophyll")!.AdjustedFlags!);
        var changed = flags.TakeWhile(flag => flag == '5').Count();
        Assert.InRange(Pressure[changed - 1], 20, 30);
        Assert.All(values.Take(changed), value => Assert.Equal(True(25), value, 0.02));
        Assert.Equal(True(300), values[150], 1e-9);
        Assert.DoesNotContain('5', flags.Skip(changed));
    }

    [Theory]
    [InlineData(50, '1')] // 7 counts are 14 % of the factory's 50
    [InlineData(20, '3')] // and 34 % of 20
    public void After_five_profiles_the_dark_is_held_against_that_of_the_factory(double factory, char flag)
    {
        var profiles = Enumerable.Range(0, 6).Select(day => Profile(Midnight + (day * 10 * Timestamp.PerDay))).ToList();
        var settings = System.FormattableString.Invariant($"{{test: chlorophyll-adjustment, factory_dark: {factory}, scale: 0.0073}}");
        ((PlatformTest)Profiles.Test(settings)).Run(profiles);
        Assert.Equal($"2222{flag}{flag}", string.Concat(profiles.Select(profile => profile.Find("chlorophyll")!.AdjustedFlags![200])));
    }

    [Fact]
    public void Adjusted_values_descending_profiles_and_values_out_of_range_are_told_apart()
    {
        var adjusted = new Sequence([Profiles.Variable("pressure", 1, 2), Profiles.Variable("chlorophyll", 1, 1)], 43, 7, Noon);
        new ChlorophyllAdjustmentTest().Run([adjusted]);
        Assert.Null(adjusted.Find("chlorophyll")!.Adjusted);
        var high = new Sequence([Profiles.Variable("pressure", 1, 2), new SequenceVariable("chlorophyll", [100, 100.1], ['0', '0'], isUnadjusted: true)], 43, 7, Midnight);
        new ChlorophyllAdjustmentTest().Run([high]);
        Assert.Equal("24", new string(high.Find("chlorophyll")!.AdjustedFlags!));
    }

    // The six profiles of the shared float were adjusted by the chain before its revision of 2023 (dark 50 or 51 counts, factory's 47, 0.0073 mg m-3 a count).
    [Fact]
    public void Deep_chlorophyll_of_a_real_float_is_that_of_its_data_centre_within_two_counts()
    {
        var folder = SharedData.Path("data/argo/coriolis_6903247");
        var tables = Directory.GetFiles(folder, "SR*.nc").Order(StringComparer.Ordinal).Select(path => ArgoFile.Read(path, new ArgoOptions(ArgoValues.Raw))!.Table).ToList();
        var table = Table.Concatenate(tables);
        var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["chlorophyll-adjustment"]), OceanML.Formats.Vocabularies.VocabularyFile.Load(), Reset: true)).Table;
        var centre = Table.Concatenate([.. Directory.GetFiles(folder, "SR*.nc").Order(StringComparer.Ordinal).Select(path => ArgoFile.Read(path, new ArgoOptions(ArgoValues.Adjusted, ["chlorophyll"]))!.Table)]);
        var theirs = Index(centre, "chlorophyll");
        var (ours, pressure) = (Index(result, "chlorophyll_adjusted"), Index(result, "pressure"));
        var deep = ours.Where(pair => pressure[pair.Key] > 200 && !double.IsNaN(pair.Value) && theirs.TryGetValue(pair.Key, out var value) && !double.IsNaN(value)).ToList();
        Assert.True(deep.Count > 100, $"{deep.Count} values compared");
        Assert.All(deep, pair => Assert.Equal(theirs[pair.Key], pair.Value, 2 * 0.0073 / 2));
    }

    private static Dictionary<(string?, double), double> Index(Table table, string name)
    {
        var (profiles, levels, values) = (table.Texts("profile"), table.Numbers("level"), table.Numbers(name));
        return Enumerable.Range(0, table.RowCount).ToDictionary(row => (profiles[row], levels[row]), row => values[row]);
    }

    private static double True(double pressure) => 0.4 * Math.Exp(-Math.Pow((pressure - 30) / 40, 2));

    private static double Raw(double pressure) => (2 * True(pressure)) + Dark;

    private static Sequence Profile(long time, Func<double, double>? quenching = null) => new(
        [
            Profiles.Variable("pressure", Pressure),
            Profiles.Variable("temperature", [.. Pressure.Select(p => p <= 30 ? 20.0 : 4 + (16 * Math.Exp(-(p - 30) / 100)))]),
            Profiles.Variable("salinity", [.. Pressure.Select(_ => 36.0)]),
            new SequenceVariable("chlorophyll", [.. Pressure.Select(p => (2 * True(p) * (quenching?.Invoke(p) ?? 1)) + Dark)], [.. Pressure.Select(_ => '0')], isUnadjusted: true),
        ],
        43,
        7,
        time);
}
