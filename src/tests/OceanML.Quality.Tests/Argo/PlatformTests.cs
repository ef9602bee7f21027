using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>Tests that compare the profiles of one platform, or know something about it.</summary>
public sealed class PlatformTests
{
    private static readonly long Start = Timestamp.Parse("2020-01-01");

    [Theory]
    [InlineData(0.9999, "00")]
    [InlineData(1.0001, "44")]
    public void A_drift_must_exceed_three_metres_per_second(double part, string positions)
    {
        // As far as a platform drifts in a day at that part of 3 m/s.
        var degrees = part * 3 * 86_400 / 1000 / Sphere.DistanceKm(0, 0, 0, 1);
        var profiles = new[] { At(0, 0, 0), At(1, 0, degrees) };
        new ImpossibleSpeedTest().Run(profiles);
        Assert.Equal(positions, Positions(profiles));
    }

    [Fact]
    public void The_position_that_does_not_fit_its_neighbours_is_bad_and_its_time_is_not()
    {
        var profiles = new[] { At(0, 43, 7), At(10, 43.1, 7.1), At(20, -43.2, 7.2), At(30, 43.3, 7.3), At(40, 43.4, 7.4) };
        new ImpossibleSpeedTest().Run(profiles);
        Assert.Equal("00400", Positions(profiles));
        Assert.Equal("00000", Times(profiles));
    }

    [Fact]
    public void A_first_position_that_is_wrong_is_told_from_the_second()
    {
        var profiles = new[] { At(0, -43, 7), At(10, 43.1, 7.1), At(20, 43.2, 7.2) };
        new ImpossibleSpeedTest().Run(profiles);
        Assert.Equal("400", Positions(profiles));
    }

    [Fact]
    public void Where_nobody_can_say_which_of_two_is_wrong_both_positions_and_times_are_bad()
    {
        var profiles = new[] { At(0, -43, 7), At(10, 43.1, 7.1) };
        new ImpossibleSpeedTest().Run(profiles);
        Assert.Equal("44", Positions(profiles));
        Assert.Equal("44", Times(profiles));
    }

    [Theory]
    [InlineData(null, "impossible-speed", "00")]
    [InlineData("", "{test: impossible-speed, platforms: all}", "00")]
    [InlineData("Marion Dufresne", "impossible-speed", "00")]
    [InlineData("Marion Dufresne", "{test: impossible-speed, platforms: all}", "44")]
    [InlineData("13857", "impossible-speed", "44")]
    public void Only_floats_have_a_largest_speed_unless_a_plan_says_all(string? platform, string test, string positions)
    {
        var profiles = new[] { At(0, 0, 0, platform), At(1, 0, 10, platform) };
        ((PlatformTest)Profiles.Test(test)).Run(profiles);
        Assert.Equal(positions, Positions(profiles));
    }

    [Fact]
    public void Profiles_of_nobody_knows_which_platform_are_neither_frozen_nor_drifting()
    {
        var frozen = new[] { Deep(0, "temperature", 500, 10, 5, 0.01, null), Deep(10, "temperature", 500, 10, 5, 0.01, null) };
        new FrozenProfileTest().Run(frozen);
        var drifting = new[] { Deep(0, "salinity", 2000, 20, 35, 0, null), Deep(10, "salinity", 2000, 20, 36, 0, null) };
        new SensorDriftTest().Run(drifting);
        Assert.All(frozen.Concat(drifting), profile => Assert.All(profile.Variables[1].Flags, flag => Assert.Equal('0', flag)));
    }

    [Fact]
    public void Profiles_without_place_or_time_are_passed_over_and_sampling_schemes_of_one_profile_do_not_drift()
    {
        var profiles = new[] { At(0, 43, 7), At(0, 43, 7), At(5, double.NaN, 7), At(10, 43.1, 7.1), At(10, 43.1, 7.1) };
        new ImpossibleSpeedTest().Run(profiles);
        Assert.Equal("00000", Positions(profiles));
    }

    [Theory]
    [InlineData("temperature", 3, 4, "00")]
    [InlineData("temperature", 3, 4.001, "03")]
    [InlineData("salinity", 35, 35.5, "00")]
    [InlineData("salinity", 35, 35.501, "03")]
    [InlineData("salinity", 35, 34.499, "03")]
    public void A_sensor_drifts_where_the_deep_mean_changes_by_more_than_the_limit(string variable, double first, double second, string flags)
    {
        var profiles = new[] { Deep(0, variable, 2000, 20, first), Deep(10, variable, 2000, 20, second) };
        new SensorDriftTest().Run(profiles);
        Assert.Equal(flags, string.Concat(profiles.Select(profile => profile.Find(variable)!.Flags[0])));
        Assert.All(profiles, profile => Assert.Single(profile.Find(variable)!.Flags.Distinct()));
    }

    [Fact]
    public void A_drift_is_held_against_the_last_good_profile_not_against_the_one_that_failed()
    {
        var profiles = new[] { Deep(0, "salinity", 2000, 20, 35), Deep(10, "salinity", 2000, 20, 36), Deep(20, "salinity", 2000, 20, 36), Deep(30, "salinity", 2000, 20, 35.1) };
        new SensorDriftTest().Run(profiles);
        Assert.Equal("0330", string.Concat(profiles.Select(profile => profile.Find("salinity")!.Flags[0])));
    }

    [Fact]
    public void Deep_means_of_profiles_of_different_depth_are_not_compared()
    {
        var profiles = new[] { Deep(0, "temperature", 2000, 20, 3), Deep(10, "temperature", 500, 20, 9), Deep(20, "temperature", 2000, 20, 3) };
        new SensorDriftTest().Run(profiles);
        Assert.Equal("000", string.Concat(profiles.Select(profile => profile.Find("temperature")!.Flags[0])));
    }

    [Theory]
    [InlineData(0.0005, 0.0005, 0.0005, true)]
    [InlineData(0.0011, 0.0011, 0.0011, false)] // the smallest difference must be below 0.001
    [InlineData(0.0005, 0.3, 0.0005, false)] // the largest below 0.3
    [InlineData(0.0005, 0.0020, 0.0035, false)] // the average, here 0.002, below 0.002
    [InlineData(0.0005, 0.0020, 0.0034, true)]
    public void A_profile_is_frozen_where_smallest_largest_and_average_difference_stay_below_their_limits(double a, double b, double c, bool isFrozen) =>
        Assert.Equal(isFrozen, FrozenProfileTest.IsFrozen([10, 10, double.NaN, 10], [10 + a, 10 + b, 5, 10 + c], [0.001, 0.3, 0.002]));

    [Fact]
    public void A_repeated_profile_is_bad_and_one_that_changes_is_not()
    {
        var profiles = new[] { Deep(0, "temperature", 500, 10, 5, 0.01), Deep(10, "temperature", 500, 10, 5.0001, 0.01), Deep(20, "temperature", 500, 10, 5.5, 0.01) };
        new FrozenProfileTest().Run(profiles);
        Assert.Equal("040", string.Concat(profiles.Select(profile => profile.Find("temperature")!.Flags[3])));
    }

    [Theory]
    [InlineData(1000, 1100)]
    [InlineData(2000, 2200)]
    [InlineData(10, 25)]
    [InlineData(100, 237.27)] // these and the next from the table of 10.13155/49438
    [InlineData(500, 903.54)]
    [InlineData(950, 1112.17)]
    public void The_deepest_pressure_is_that_of_the_coriolis_chain(double mission, double largest) =>
        Assert.Equal(largest, DeepestPressureTest.Largest(mission), 0.005);

    [Fact]
    public void Levels_below_the_mission_are_probably_bad_where_the_mission_is_known()
    {
        var profile = Profiles.Of(Profiles.Variable("pressure", 1000, 1100, 1100.1), Profiles.Variable("oxygen", 200, 200, 200));
        new DeepestPressureTest().Run(profile);
        Assert.Equal("000", new string(profile.Find("oxygen")!.Flags));
        Profiles.Test("{test: deepest-pressure, profile_pressure: 1000}").Run(profile);
        Assert.Equal("003", new string(profile.Find("oxygen")!.Flags));
        Assert.Equal("003", new string(profile.Pressure!.Flags));
    }

    [Theory]
    [InlineData("6903247", '0')]
    [InlineData("13857", '0')]
    [InlineData("690324", '4')]
    [InlineData("BOUSSOLE", '4')]
    [InlineData(null, '0')]
    public void A_platform_is_a_wmo_number_of_five_or_seven_digits(string? platform, char flag)
    {
        var profile = new Sequence([Profiles.Variable("temperature", 10)], platform: platform);
        new PlatformIdentificationTest().Run(profile);
        Assert.Equal(flag, profile.Find("temperature")!.Flags[0]);
    }

    [Fact]
    public void A_listed_sensor_gets_the_flag_of_the_list_from_its_first_day_on_except_in_delayed_mode()
    {
        var list = new GreyList([new GreyListEntry("6903247", "PSAL", Timestamp.Parse("2020-01-01"), Timestamp.Missing, '3', "drift", "IF")]);
        foreach (var (time, isDelayed, flag) in new[] { ("2019-12-31", false, '0'), ("2020-01-01", false, '3'), ("2024-01-01", false, '3'), ("2024-01-01", true, '0') })
        {
            var salinity = new SequenceVariable("salinity", [35], ['0']) { IsDelayed = isDelayed };
            var profile = new Sequence([salinity, Profiles.Variable("temperature", 10)], time: Timestamp.Parse(time), platform: "6903247");
            new GreyListTest(list, VocabularyFile.Load()).Run(profile);
            Assert.Equal(flag, salinity.Flags[0]);
            Assert.Equal('0', profile.Find("temperature")!.Flags[0]);
        }
    }

    [Fact]
    public void Salinity_and_the_temperature_of_the_first_decibar_of_a_near_surface_scheme_are_probably_bad()
    {
        SequenceVariable[] variables = [Profiles.Variable("pressure", 0.5, 1, 1.01), Profiles.Variable("temperature", 20, 20, 20), Profiles.Variable("salinity", 35, 35, 35)];
        var profile = new Sequence(variables, isNearSurface: true);
        new NearSurfaceSalinityTest().Run(profile);
        new NearSurfaceAirTest().Run(profile);
        Assert.Equal("333", new string(profile.Find("salinity")!.Flags));
        Assert.Equal("330", new string(profile.Find("temperature")!.Flags));
        var primary = Profiles.Of(Profiles.Variable("pressure", 0.5), Profiles.Variable("temperature", 20), Profiles.Variable("salinity", 35));
        new NearSurfaceSalinityTest().Run(primary);
        new NearSurfaceAirTest().Run(primary);
        Assert.All(primary.Variables, variable => Assert.Equal('0', variable.Flags[0]));
    }

    [Theory]
    [InlineData(true, '3')]
    [InlineData(false, '2')]
    public void Below_2000_dbar_deep_floats_are_probably_good_at_best(bool isRaw, char salinity)
    {
        var profile = Profiles.Of(
            Profiles.Variable("pressure", 2000, 2000.1), Profiles.Variable("temperature", 3, 3), new SequenceVariable("salinity", [35, 35], ['0', '0'], isRaw));
        new DeepFloatTest().Run(profile);
        Assert.Equal("02", new string(profile.Find("temperature")!.Flags));
        Assert.Equal($"0{salinity}", new string(profile.Find("salinity")!.Flags));
    }

    [Theory]
    [InlineData("20 20 20 5 5 5", "000000")]
    [InlineData("20.1 20.1 20 5 5 5", "000000")] // two levels may fail
    [InlineData("20.1 20.1 20.1 5 5 5", "333333")]
    [InlineData("10 10 10 6.6 6.6 6.6", "333333")]
    public void More_than_two_levels_with_a_cell_of_another_temperature_spoil_salinity(string cell, string flags)
    {
        var profile = Profiles.Of(
            Profiles.Variable("pressure", 100, 200, 500, 501, 600, 700),
            Profiles.Variable("temperature", 10, 10, 10, 5, 5, 5),
            Profiles.Variable("salinity", 35, 35, 35, 35, 35, 35),
            Profiles.Variable("temp_cndc", [.. cell.Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))]));
        new CellTemperatureTest().Run(profile);
        Assert.Equal(flags, new string(profile.Find("salinity")!.Flags));
        Assert.Equal(flags.Replace('3', '4'), new string(profile.Find("temp_cndc")!.Flags));
    }

    [Fact]
    public void Nitrate_of_a_badly_fitted_or_dark_spectrum_is_flagged()
    {
        var others = new Dictionary<string, double[]> { ["fit_error_nitrate"] = [0.0029, 0.003, 0, 0, 0], ["absorbance240"] = [0, 0, 0.79, 0.8, 1.1] };
        var profile = new Sequence([Profiles.Variable("nitrate", 10, 10, 10, 10, 10)], SequenceAxis.Profile, null, null, null, others: name => others.GetValueOrDefault(name));
        new NitrateSpectrumTest().Run(profile);
        Assert.Equal("04034", new string(profile.Find("nitrate")!.Flags));
    }

    private static Sequence At(double day, double latitude, double longitude, string? platform = "6903247") =>
        new([Profiles.Variable("temperature", 10)], latitude, longitude, Start + (long)(day * Timestamp.PerDay), platform);

    private static Sequence Deep(double day, string variable, double bottom, double step, double value, double slope = 0, string? platform = "6903247")
    {
        double[] pressure = [.. Enumerable.Range(1, (int)(bottom / step)).Select(level => level * step)];
        return new Sequence(
            [Profiles.Variable("pressure", pressure), Profiles.Variable(variable, [.. pressure.Select(p => value + (slope * (bottom - p)))])], 0, 0, Start + (long)(day * Timestamp.PerDay), platform);
    }

    private static string Positions(IEnumerable<Sequence> profiles) => string.Concat(profiles.Select(profile => profile.PositionFlags[0]));

    private static string Times(IEnumerable<Sequence> profiles) => string.Concat(profiles.Select(profile => profile.TimeFlags[0]));
}
