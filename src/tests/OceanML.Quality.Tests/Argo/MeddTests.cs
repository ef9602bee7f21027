using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>
/// The MEDD test on planted profiles. Beside these it was held against the 30 validation profiles of its author, which are not part of this
/// collection (GPL): spikes of every profile in order of pressure are the same, and so are the curves but where single-precision input decides.
/// </summary>
public sealed class MeddTests
{
    private static readonly double[] Pressure = [.. Enumerable.Range(0, 200).Select(level => 5.0 + (10 * level))];

    [Fact]
    public void A_smooth_profile_with_a_thermocline_has_no_spikes() => Assert.DoesNotContain('4', Flags(Temperature(), Salinity()));

    [Theory]
    [InlineData(60, 3)]
    [InlineData(60, -3)]
    [InlineData(120, 1.5)]
    public void A_spike_that_shows_in_density_is_bad_where_it_was_planted_and_nowhere_else(int level, double height)
    {
        var temperature = Temperature();
        temperature[level] += height;
        var flags = Flags(temperature, Salinity());
        Assert.Equal('4', flags[level]);
        Assert.Equal(1, flags.Count(flag => flag == '4'));
    }

    [Fact]
    public void A_spike_of_temperature_that_salinity_compensates_is_water_not_a_fault()
    {
        var (temperature, salinity) = (Temperature(), Salinity());
        temperature[60] += 3;
        salinity[60] += 0.62; // the same density
        Assert.DoesNotContain('4', Flags(temperature, salinity));
    }

    [Fact]
    public void Temperature_alone_has_wider_limits()
    {
        var temperature = Temperature();
        temperature[120] += 1.5;
        Assert.DoesNotContain('4', Flags(temperature, null));
        temperature[120] += 1.5;
        Assert.Equal('4', Flags(temperature, null)[120]);
    }

    [Fact]
    public void Fewer_than_six_levels_are_not_judged()
    {
        Assert.Null(MeddSpike.Find([0, 10, 20, 30, 40], [10, 10, 30, 10, 10], MeddLimits.Temperature));
        Assert.NotNull(MeddSpike.Find([0, 10, 20, 30, 40, 50], [10, 10, 30, 10, 10, 10], MeddLimits.Temperature));
    }

    [Fact]
    public void Bad_levels_missing_levels_and_pressures_out_of_order_do_no_harm()
    {
        var (temperature, salinity, pressure) = (Temperature(), Salinity(), (double[])Pressure.Clone());
        temperature[60] += 3;
        temperature[10] = double.NaN;
        (pressure[30], pressure[31]) = (pressure[31], pressure[30]);
        (temperature[30], temperature[31]) = (temperature[31], temperature[30]);
        var profile = Profiles.Of(Profiles.Variable("pressure", pressure), Profiles.Variable("temperature", temperature), Profiles.Variable("salinity", salinity));
        new MeddTest().Run(profile);
        Assert.Equal([60], Enumerable.Range(0, 200).Where(level => profile.Find("temperature")!.Flags[level] == '4'));
    }

    // The same median and distances from their definition: every level of the window sorted anew, every point of the curve looked at.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_moving_window_gives_the_median_of_its_levels(int seed)
    {
        var random = new Random(seed);
        var pressure = new double[150];
        for (var level = 0; level < pressure.Length; level++) pressure[level] = (level == 0 ? 0 : pressure[level - 1]) + (random.Next(4) * 2.5);
        double[] values = [.. pressure.Select(_ => random.NextDouble())];
        int[] kept = [.. Enumerable.Range(0, pressure.Length).Where(_ => random.Next(5) > 0)];
        var window = new MeddWindow(pressure, values, kept);
        for (var level = 0; level < pressure.Length; level++)
            Assert.Equal(MedianOf(level), window.Median(level, 40, !kept.Contains(level), out _, out _));

        double MedianOf(int level)
        {
            var near = kept.Where(other => Math.Abs(pressure[other] - pressure[level]) < 40).ToList();
            var above = near.Where(other => pressure[other] < pressure[level]).ToList();
            var below = near.Where(other => pressure[other] > pressure[level]).ToList();
            var each = Math.Min(above.Count, below.Count);
            List<int> taken = each == 0 ? near : [.. above.TakeLast(each), .. near.Where(other => other == level), .. below.Take(each)];
            if (taken.Count == 0) return values[level];
            taken.Sort();
            if (taken.Count % 2 == 0) taken.Insert(0, taken[0]);
            return taken.Select(other => values[other]).Order().ElementAt(taken.Count / 2);
        }
    }

    private static double[] Temperature() => [.. Pressure.Select(p => 3 + (17 / (1 + Math.Exp((p - 120) / 25))))];

    private static double[] Salinity() => [.. Pressure.Select(p => 34.8 + (0.6 / (1 + Math.Exp((p - 120) / 25))))];

    private static string Flags(double[] temperature, double[]? salinity)
    {
        var variables = new List<SequenceVariable> { Profiles.Variable("pressure", Pressure), Profiles.Variable("temperature", temperature) };
        if (salinity is not null) variables.Add(Profiles.Variable("salinity", salinity));
        return Profiles.Flags(new MeddTest(), Profiles.At(43, 7, [.. variables]), "temperature");
    }
}
