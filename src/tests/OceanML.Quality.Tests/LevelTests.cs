using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>Tests that compare neighbouring levels, on the vectors of IQuOD's AutoQC and of CoTeDe.</summary>
public sealed class LevelTests
{
    [Theory]
    [InlineData(100, 11, "000")]
    [InlineData(100, 11.0001, "040")]
    [InlineData(499.9, 11, "000")]
    [InlineData(500, 7, "000")]
    [InlineData(500, 7.0001, "040")]
    [InlineData(600, 7.0001, "040")]
    public void A_temperature_spike_must_exceed_six_degrees_and_two_from_500_dbar(double pressure, double peak, string flags) =>
        Assert.Equal(flags, Profiles.Flags(
            new SpikeTest(),
            Profiles.Of(Profiles.Variable("pressure", pressure - 1, pressure, pressure + 1), Profiles.Variable("temperature", 5, peak, 5)),
            "temperature"));

    [Theory]
    [InlineData("salinity", 100, 0.9, 35)]
    [InlineData("salinity", 1000, 0.3, 35)]
    [InlineData("oxygen", 100, 50, 200)]
    [InlineData("oxygen", 1000, 25, 200)]
    public void Spikes_of_salinity_and_oxygen_have_their_limits(string variable, double pressure, double limit, double value)
    {
        Assert.Equal("000", Flags(value + (limit * 0.999)));
        Assert.Equal("040", Flags(value + (limit * 1.001)));
        Assert.Equal("040", Flags(value - (limit * 1.001)));

        string Flags(double peak) => Profiles.Flags(
            new SpikeTest(),
            Profiles.Of(Profiles.Variable("pressure", pressure - 1, pressure, pressure + 1), Profiles.Variable(variable, value, peak, value)),
            variable);
    }

    [Fact]
    public void The_spike_of_cotede_is_ours()
    {
        double[] values = [1, -1, 2, 2, 3, 2, 4];
        double[] expected = [2, 0, 0, 1, 1];
        for (var i = 1; i < values.Length - 1; i++)
            Assert.Equal(expected[i - 1], SpikeTest.Magnitude(values[i - 1], values[i], values[i + 1]));
    }

    [Fact]
    public void The_profile_of_cotede_gives_its_spikes()
    {
        double[] temperatures = [25.32, 25.34, 25.34, 25.31, 24.99, 23.46, 21.85, 17.95, 15.39, 11.08, 6.93, 7.93, 5.71, 3.58];
        double[] spikes = [0, 0, -.03, -.32, -1.53, -1.61, -2.56, -2.56, -4.15, 1, 1, -2.13];
        double[] gradients = [.01, .015, .145, .605, .04, 1.145, .67, .875, .08, 2.575, 1.61, .045];
        for (var i = 1; i < temperatures.Length - 1; i++)
        {
            Assert.Equal(spikes[i - 1], SpikeTest.Magnitude(temperatures[i - 1], temperatures[i], temperatures[i + 1]), 1e-9);
            Assert.Equal(gradients[i - 1], GradientTest.Magnitude(temperatures[i - 1], temperatures[i], temperatures[i + 1]), 1e-9);
        }
    }

    [Fact]
    public void A_spike_beside_a_missing_or_bad_value_is_not_judged()
    {
        var pressure = Profiles.Variable("pressure", 1, 2, 3, 4, 5);
        Assert.Equal("09000", Profiles.Flags(new SpikeTest(), Profiles.Of(pressure, Profiles.Variable("temperature", 5, double.NaN, 15, 5, 5)), "temperature"));
        Assert.Equal("04000", Profiles.Flags(new SpikeTest(), Profiles.Of(pressure, Profiles.Flagged("temperature", "04000", 5, 5, 15, 5, 5)), "temperature"));
    }

    [Fact]
    public void Neighbours_in_a_synthetic_profile_are_the_levels_at_which_the_sensor_measured()
    {
        // Oxygen at every second level, as in a synthetic file with a faster sensor beside it; level index with holes.
        double[] oxygen = [200, double.NaN, 200, double.NaN, 300, double.NaN, 200, double.NaN, 200];
        double[] nitrate = [10, double.NaN, 10, double.NaN, 20, double.NaN, 10, double.NaN, 10];
        foreach (var (isSynthetic, flags) in new[] { (true, "090949090"), (false, "090909090") })
        {
            Assert.Equal(flags, Profiles.Flags(new SpikeTest(), Sparse("oxygen", oxygen), "oxygen"));
            Assert.Equal(flags, Profiles.Flags(new MedianSpikeTest(), Sparse("nitrate", nitrate), "nitrate"));
            Assert.Equal(isSynthetic ? "394949493" : flags, Profiles.Flags(Profiles.Test("{test: digit-rollover, jumps: {oxygen: 50}}"), Sparse("oxygen", oxygen), "oxygen"));

            Sequence Sparse(string name, double[] values) =>
                new([Profiles.Variable("pressure", 1, 2, 3, 4, 5, 6, 7, 8, 9), Profiles.Variable(name, values)]) { IsSynthetic = isSynthetic };
        }
    }

    [Fact]
    public void A_bad_value_parts_neighbours_in_a_synthetic_profile_too()
    {
        var profile = new Sequence([Profiles.Variable("pressure", 1, 2, 3, 4), Profiles.Flagged("oxygen", "0490", 200, 300, double.NaN, 200)]) { IsSynthetic = true };
        Assert.Equal("0490", Profiles.Flags(new SpikeTest(), profile, "oxygen"));
    }

    [Fact]
    public void A_test_judges_only_the_levels_that_it_could_evaluate()
    {
        var profile = Profiles.Of(
            Profiles.Variable("pressure", 1, 2, 3, 4, 5, 6, 7),
            Profiles.Variable("temperature", 5, 5, 5, double.NaN, 5, 5, 5),
            Profiles.Variable("salinity", 35, 35, 35, 35, 35, double.NaN, 35),
            Profiles.Variable("oxygen", 200, 200, 200, 200, 200, 200, 200),
            Profiles.Variable("nitrate", 10, 10, 10, 10, 10, 10, 10));
        Assert.Equal("0100010", Judged(new SpikeTest(), "temperature"));
        Assert.Equal("0111110", Judged(new GradientTest(), "oxygen"));
        Assert.Equal("0011100", Judged(new MedianSpikeTest(), "nitrate"));
        Assert.Equal("1110111", Judged(new DigitRolloverTest(), "temperature"));
        Assert.Equal("1110101", Judged(new DensityInversionTest(), "salinity"));
        Assert.Equal("0000000", Judged(new MeddTest(), "temperature")); // too few levels
        Assert.Equal("0000000", Judged(new NearSurfaceAirTest(), "temperature")); // no near-surface scheme

        string Judged(QualityTest test, string variable)
        {
            var found = profile.Find(variable)!;
            Array.Clear(found.Judged);
            test.Run(profile);
            return string.Concat(found.Judged.Select(judged => judged ? '1' : '0'));
        }
    }

    [Theory]
    [InlineData("100 2 11 2", "000")]
    [InlineData("100 2 11.0001 2", "040")]
    [InlineData("600 2 5 2", "000")]
    [InlineData("600 2 5.0001 2", "040")]
    public void The_retired_temperature_gradient_has_the_limits_of_autoqc(string vector, string flags)
    {
        var numbers = vector.Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var profile = Profiles.Of(Profiles.Variable("pressure", numbers[0], numbers[0] + 1, numbers[0] + 2), Profiles.Variable("temperature", numbers[1..]));
        Assert.Equal(flags, Profiles.Flags(GradientTest.OfTemperature(), profile, "temperature"));
    }

    [Theory]
    [InlineData(100, 50, "000")]
    [InlineData(100, 50.01, "040")]
    [InlineData(500, 25, "000")]
    [InlineData(500, 25.01, "040")]
    public void An_oxygen_gradient_must_exceed_50_and_25_from_500_dbar(double pressure, double jump, string flags) =>
        Assert.Equal(flags, Profiles.Flags(
            new GradientTest(),
            Profiles.Of(Profiles.Variable("pressure", pressure - 1, pressure, pressure + 1), Profiles.Variable("oxygen", 200, 200 + jump, 200)),
            "oxygen"));

    [Theory]
    [InlineData("100 100 100", "044")]
    [InlineData("100 200 100", "044")]
    [InlineData("100 200 300", "000")]
    [InlineData("10 30 20 25 40", "04440")]
    [InlineData("10 10 20", "040")]
    public void Pressure_must_increase(string pressures, string flags) =>
        Assert.Equal(flags, Profiles.Flags(new PressureIncreasingTest(), Profiles.Of(Pressures(pressures)), "pressure"));

    [Theory]
    [InlineData("10 30 20 25 40", "00000")]
    [InlineData("10 30 50 30 60", "00040")]
    [InlineData("60 10 20 30 40 50", "400000")]
    public void The_coriolis_chain_forgives_reversals_below_20_dbar(string pressures, string flags) =>
        Assert.Equal(flags, Profiles.Flags(new PressureReversalTest(), Profiles.Of(Pressures(pressures)), "pressure"));

    [Fact]
    public void A_rollover_is_bad_at_the_jump_and_probably_bad_elsewhere()
    {
        Assert.Equal("34433", Profiles.Flags(new DigitRolloverTest(), Profiles.Of(Profiles.Variable("temperature", 20, 20, 9.99, 9.5, 9)), "temperature"));
        Assert.Equal("00000", Profiles.Flags(new DigitRolloverTest(), Profiles.Of(Profiles.Variable("temperature", 20, 20, 10, 9.5, 9)), "temperature"));
        Assert.Equal("344900", Profiles.Flags(new DigitRolloverTest(), Profiles.Of(Profiles.Variable("salinity", 35, 35, 41, double.NaN, 41, 41)), "salinity"));
        Assert.Equal("0090", Profiles.Flags(new DigitRolloverTest(), Profiles.Of(Profiles.Variable("salinity", 35, 35, double.NaN, 41)), "salinity"));
    }

    [Fact]
    public void A_variable_that_never_changes_is_stuck()
    {
        Assert.Equal("4494", Profiles.Flags(new StuckValueTest(), Profiles.Of(Profiles.Variable("oxygen", 200, 200, double.NaN, 200)), "oxygen"));
        Assert.Equal("000", Profiles.Flags(new StuckValueTest(), Profiles.Of(Profiles.Variable("oxygen", 200, 200, 200.001)), "oxygen"));
        Assert.Equal("00", Profiles.Flags(new StuckValueTest(), Profiles.Of(Profiles.Variable("oxygen", 200, 200)), "oxygen"));
    }

    [Fact]
    public void Light_water_below_heavy_water_is_bad_at_both_levels()
    {
        var profile = Profiles.Of(
            Profiles.Variable("pressure", 10, 20, 30, 40, 50),
            Profiles.Variable("temperature", 20, 19, 19.2, 18, 17),
            Profiles.Variable("salinity", 35, 35, 35, 35, 35));
        Assert.Equal("04400", Profiles.Flags(new DensityInversionTest(), profile, "salinity"));
        Assert.Equal("04400", new string(profile.Find("temperature")!.Flags));
    }

    [Fact]
    public void An_inversion_of_exactly_the_limit_is_bad_and_a_smaller_one_good()
    {
        double[] pressure = [100, 100], temperature = [15, 15];
        var (good, bad) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (good + bad) / 2;
            var step = Density(35 - middle) - Density(35);
            if (step > -DensityInversionTest.Inversion) good = middle;
            else bad = middle;
        }

        Assert.Equal("00", Flags(good));
        Assert.Equal("44", Flags(bad));

        string Flags(double fresher) => Profiles.Flags(
            new DensityInversionTest(),
            Profiles.Of(Profiles.Variable("pressure", pressure), Profiles.Variable("temperature", temperature), Profiles.Variable("salinity", 35, 35 - fresher)),
            "salinity");

        static double Density(double practical)
        {
            var salinity = SeaWater.ReferenceSalinity(practical);
            return SeaWater.Density(salinity, SeaWater.ConservativeTemperature(salinity, 15, 100), 100);
        }
    }

    [Fact]
    public void Ph_and_nitrate_are_held_against_the_median_of_five()
    {
        Assert.Equal("00400", Profiles.Flags(new MedianSpikeTest(), Profiles.Of(Profiles.Variable("ph", 8, 8, 8.4, 8, 8)), "ph"));
        Assert.Equal("00000", Profiles.Flags(new MedianSpikeTest(), Profiles.Of(Profiles.Variable("nitrate", 10, 10, 15, 10, 10)), "nitrate"));
        Assert.Equal("00400", Profiles.Flags(new MedianSpikeTest(), Profiles.Of(Profiles.Variable("nitrate", 10, 10, 15.01, 10, 10)), "nitrate"));
        Assert.Equal("00400", Profiles.Flags(new MedianSpikeTest(), Profiles.At(35, 18, Profiles.Variable("nitrate", 10, 10, 11.01, 10, 10)), "nitrate"));
    }

    private static SequenceVariable Pressures(string text) =>
        Profiles.Variable("pressure", [.. text.Split(' ').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture))]);
}
