using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>The vectors of ioos_qc (tests/test_qartod.py and tests/test_argo.py at 9c1853a, Apache-2.0).</summary>
public sealed class QartodVectorTests
{
    [Fact]
    public void Gross_range_fails_outside_the_sensor_and_suspects_outside_the_expected()
    {
        var values = Vectors.Numbers("5,10,15,20,25,30,35,40,45,51");
        Assert.Equal("4,3,3,1,1,1,1,1,3,4", Vectors.Flags(10, flags => QartodGrossRangeTest.Evaluate(values, (10, 50), (20, 40), flags)));
        Assert.Equal("4,1,1,1,1,1,1,1,1,4", Vectors.Flags(10, flags => QartodGrossRangeTest.Evaluate(values, (10, 50), null, flags)));
        Assert.Equal("9,1,9", Vectors.Flags(3, flags => QartodGrossRangeTest.Evaluate([double.NaN, 20, double.NaN], (10, 50), (20, 40), flags)));
    }

    [Theory]
    [InlineData("10,12,999.99,13,15,40,9,9", "2,4,4,4,1,3,1,2")]
    [InlineData("-100,-99,-99,-98", "2,1,1,2")]
    [InlineData("10,12,999.99,13,15,40,9,9,-,10,10,999.99,10,-", "2,4,4,4,1,3,1,2,9,2,4,4,2,9")]
    [InlineData("1", "2")]
    [InlineData("-", "9")]
    public void Spike_by_the_average_of_the_neighbours(string values, string expected)
    {
        var numbers = Vectors.Numbers(values);
        Assert.Equal(expected, Spike(numbers, 25, 50, QartodSpikeTest.Method.Average));
        Assert.Equal(expected, Spike(Vectors.Negated(numbers), 25, 50, QartodSpikeTest.Method.Average));
    }

    [Theory]
    [InlineData("3,4.99,5,6,8,6,6,6.75,6,6,5.3,6,6,9,5,-,4,4", QartodSpikeTest.Method.Average, "2,3,1,1,4,3,1,3,1,1,3,1,4,4,2,9,2,2")]
    [InlineData("3,4.99,5,6,8,6,6,6.75,6,6,5.3,6,6,9,5,-,4,4", QartodSpikeTest.Method.Differential, "2,1,1,1,4,1,1,3,1,1,3,1,1,4,2,9,2,2")]
    [InlineData("3,4.99,5,6,8,6,6,6.75,6,6,5.3,6,6,9,5,5,4,4", QartodSpikeTest.Method.Differential, "2,1,1,1,4,1,1,3,1,1,3,1,1,4,1,1,1,2")]
    public void Spike_of_half_and_one_by_both_methods(string values, QartodSpikeTest.Method method, string expected)
    {
        var numbers = Vectors.Numbers(values);
        Assert.Equal(expected, Spike(numbers, 0.5, 1, method));
        Assert.Equal(expected, Spike(Vectors.Negated(numbers), 0.5, 1, method));
    }

    [Fact]
    public void Spike_with_one_limit_only()
    {
        var values = Vectors.Numbers("3,4.99,5,6,8,6,6,6.75,6,6,5.3,6,6,9,5,-,4,4");
        Assert.Equal("2,3,1,1,3,3,1,3,1,1,3,1,3,3,2,9,2,2", Spike(values, 0.5, double.NaN, QartodSpikeTest.Method.Average));
        Assert.Equal("2,1,1,1,4,1,1,1,1,1,1,1,4,4,2,9,2,2", Spike(values, 0, 1, QartodSpikeTest.Method.Average));
    }

    [Fact]
    public void Spike_in_a_tide()
    {
        var values = Vectors.Numbers(
            "-0.189,-0.0792,-0.0122,0.0457,0.0671,0.0213,-0.0488,-0.1463,-0.2438,-0.3261,-0.3871,-0.4054,-0.3932,-0.3383,-0.2804,-0.2347,-0.2134,-0.2347,-0.2926,-0.3597,-0.442,-0.509,0,-0.5944,-0.57,-0.4267,-0.2926,-0.1585,-0.0945,-0.0762");
        Assert.Equal("2,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,3,1,1,1,1,1,1,2", Spike(values, 0.5, 1, QartodSpikeTest.Method.Average));
    }

    [Theory]
    [InlineData("2,10,2.1,3,4,5,7,10,0,2,2.2,2,1,2,3,90,91,92,93,1,2,3,4,5", double.NaN, "1,3,3,1,1,1,1,1,3,1,1,1,1,1,1,3,1,1,1,3,1,1,1,1")]
    [InlineData("2,10,2.1,3,4,5,7,10,0,2,2.2,2,1,2,3,90,91,92,93,1,2,3,4,5", 10, "1,3,3,1,1,1,1,1,4,1,1,1,1,1,1,4,1,1,1,4,1,1,1,1")]
    [InlineData("2,10,2,3,-,-,7,10", double.NaN, "1,3,3,1,9,9,1,1")]
    [InlineData("-2,-10,-2,-3", double.NaN, "1,3,3,1")]
    public void Rate_of_change_of_more_than_5_in_15_minutes(string values, double fail, string expected)
    {
        var numbers = Vectors.Numbers(values);
        var times = Vectors.Every(900, numbers.Length);
        Assert.Equal(
            expected,
            Vectors.Flags(numbers.Length, flags => QartodRateOfChangeTest.Evaluate(numbers, times, 5.0 / 15 / 60, fail / 15 / 60, flags)));
    }

    [Theory]
    [InlineData("1,2,2.0001,2,2.0001,2,2.0001,2,4,5,3,3.0001,3.0005,3.00001", "1,1,1,1,3,3,4,4,1,1,1,1,1,3")]
    [InlineData("2,2.0001,2,2.0001,2,2.0001,2,4,5,3,3.0001,3.0005,3.00001", "1,1,1,3,3,4,4,1,1,1,1,1,3")]
    [InlineData("1,-,-,2,2.0001,2,2.0001,2,4,-,3,-,-,3.00001", "1,9,9,1,3,3,4,4,1,9,1,9,9,3")]
    public void Flat_line_of_50_and_80_minutes(string values, string expected)
    {
        var numbers = Vectors.Numbers(values);
        var times = Vectors.Every(900, numbers.Length);
        Assert.Equal(expected, Vectors.Flags(numbers.Length, flags => QartodFlatLineTest.Evaluate(numbers, times, 3000, 4800, 0.01, flags)));
        Assert.Equal(expected, Vectors.Flags(numbers.Length, flags => QartodFlatLineTest.Evaluate(Vectors.Negated(numbers), times, 3000, 4800, 0.01, flags)));
    }

    [Theory]
    [InlineData("5", "1")]
    [InlineData("5,5", "1,1")]
    [InlineData("5,5,5", "1,1,1")]
    [InlineData("5,5,5,5", "1,1,1,3")]
    [InlineData("5,5,5,5,5", "1,1,1,3,3")]
    [InlineData("5,5,5,5,5,5", "1,1,1,3,3,4")]
    public void Flat_line_in_a_short_series(string values, string expected)
    {
        var numbers = Vectors.Numbers(values);
        Assert.Equal(expected, Vectors.Flags(numbers.Length, flags => QartodFlatLineTest.Evaluate(numbers, Vectors.Every(1, numbers.Length), 3, 5, 0.1, flags)));
    }

    [Fact]
    public void Flat_line_broken_by_a_spike_begins_anew()
    {
        var values = Vectors.Numbers("1,1,1,1,1,6,5,4,3,2");
        Assert.Equal("1,1,1,3,3,1,1,1,3,3", Vectors.Flags(10, flags => QartodFlatLineTest.Evaluate(values, Vectors.Every(1, 10), 3, 6, 4, flags)));
    }

    [Theory]
    [InlineData("1,2,3,4", 0.75, 0.5, QartodAttenuatedSignalTest.Measure.StandardDeviation, "1,1,1,1")]
    [InlineData("1,2,3,4", 5, 0, QartodAttenuatedSignalTest.Measure.StandardDeviation, "3,3,3,3")]
    [InlineData("1,1,1,1", 10, 8, QartodAttenuatedSignalTest.Measure.StandardDeviation, "4,4,4,4")]
    [InlineData("10,20,30,40", 100000, 1000, QartodAttenuatedSignalTest.Measure.StandardDeviation, "4,4,4,4")]
    [InlineData("10,20,30,40", 50, 31, QartodAttenuatedSignalTest.Measure.Range, "4,4,4,4")]
    [InlineData("10,20,30,40", 31, 10, QartodAttenuatedSignalTest.Measure.Range, "3,3,3,3")]
    [InlineData("3,4,5,8.1,9,8.5,8.7,8.4,8.2,8.35,2,1", 0.15, 0.1, QartodAttenuatedSignalTest.Measure.Range, "1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("-,2,3,4", 0.75, 0.5, QartodAttenuatedSignalTest.Measure.StandardDeviation, "9,1,1,1")]
    [InlineData("-,-,-,-", 0.75, 0.5, QartodAttenuatedSignalTest.Measure.StandardDeviation, "9,9,9,9")]
    [InlineData("10,-,-,40", 50, 31, QartodAttenuatedSignalTest.Measure.Range, "4,9,9,4")]
    public void Attenuated_signal_of_a_whole_series(string values, double suspect, double fail, QartodAttenuatedSignalTest.Measure measure, string expected)
    {
        var numbers = Vectors.Numbers(values);
        Assert.Equal(expected, Vectors.Flags(numbers.Length, flags => QartodAttenuatedSignalTest.Evaluate(numbers, suspect, fail, measure, flags)));
    }

    [Theory]
    [InlineData("1,2,3,100,1000", 100, 10, 0, QartodAttenuatedSignalTest.Measure.Range, "4,4,4,3,1")]
    [InlineData("1,2,3,100,1000", 100, 10, 2, QartodAttenuatedSignalTest.Measure.Range, "2,4,4,3,1")]
    [InlineData("1,-,10,100,1000", 100, 50, 2, QartodAttenuatedSignalTest.Measure.Range, "2,9,2,3,1")]
    [InlineData("1,-,10,100,1000", 150, 40, 2, QartodAttenuatedSignalTest.Measure.StandardDeviation, "2,9,2,3,1")]
    public void Attenuated_signal_of_a_window_of_two_days(
        string values, double suspect, double fail, int fewest, QartodAttenuatedSignalTest.Measure measure, string expected)
    {
        var numbers = Vectors.Numbers(values);
        var times = Vectors.Every(86400, numbers.Length);
        Assert.Equal(
            expected,
            Vectors.Flags(numbers.Length, flags => QartodAttenuatedSignalTest.Evaluate(numbers, times, suspect, fail, 2 * 86_400_000_000, fewest, measure, flags)));
        Assert.Equal(2, QartodAttenuatedSignalTest.FewestOf(times, 2 * 86400));
    }

    [Theory]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12", "1024,1024,1023.98,1024,1025,1026,1025.9,1026,1026,-,1026,1027", "1,3,3,1,1,4,4,1,1,9,9,1")]
    [InlineData("11,10,9,8,7,6,5,4,3,2,1", "1026,-,1026,1026,1025.9,1026,1025,1024,1023.98,1024,1024", "1,9,9,1,4,4,1,1,3,3,1")]
    [InlineData(
        "1,2,3,4,5,6,7,8,9,9,8,7,6,5,4,3,2,1",
        "1024,1024,1023.98,1024,1025,1026,1025.9,1026,1026,1026,1026,1025.9,1026,1025,1024,1023.98,1024,1024",
        "1,3,3,1,1,4,4,1,1,1,1,4,4,1,1,3,3,1")]
    [InlineData("1,1,1,1,1,1,1,1,1,1,1", "1026,-,1026,1026,1025.9,1026,1025,1024,1023.98,1024,1024", "1,9,9,1,1,1,1,1,1,1,1")]
    [InlineData("1", "1026", "2")]
    [InlineData("1,-,3,4,5", "1025,1025,1025,1026,1026", "1,9,9,1,1")]
    public void Density_inversion_down_up_and_both(string depths, string densities, string expected)
    {
        var (depth, density) = (Vectors.Numbers(depths), Vectors.Numbers(densities));
        Assert.Equal(expected, Vectors.Flags(depth.Length, flags => QartodDensityInversionTest.Evaluate(density, depth, -0.01, -0.03, flags)));
    }

    [Theory]
    [InlineData("80,-78.5,500.5", "-,50,-60", double.NaN, "4,1,4")]
    [InlineData("-", "-", double.NaN, "9")]
    [InlineData("-71.05,-71.06,-80", "41,41.02,45.05", double.NaN, "1,1,1")]
    [InlineData("-71.05,-71.06,-80", "41,41.02,45.05", 3000, "1,1,3")]
    [InlineData("16.35126686,16.35320091,16.3208847,16.25503349,16.0045681", "55.57051468,55.57044983,55.54106522,55.49047089,55.26551819", 7000, "1,1,1,1,3")]
    public void Location_and_distance_from_the_position_before(string longitudes, string latitudes, double farthest, string expected)
    {
        var (longitude, latitude) = (Vectors.Numbers(longitudes), Vectors.Numbers(latitudes));
        Assert.Equal(expected, Vectors.Flags(latitude.Length, flags => QartodLocationTest.Evaluate(latitude, longitude, null, farthest, flags)));
    }

    [Fact]
    public void Location_outside_its_box_fails()
    {
        double[] latitudes = [25.169938, 24.316908, 24.316908, double.NaN], longitudes = [-78.680106, -78.151764, -77.167128, double.NaN];
        Assert.Equal("1,1,1,9", Vectors.Flags(4, flags => QartodLocationTest.Evaluate(latitudes, longitudes, new GeoBox(-100, -40, 100, 40), double.NaN, flags)));
        Assert.Equal("4,1,4,9", Vectors.Flags(4, flags => QartodLocationTest.Evaluate(latitudes, longitudes, new GeoBox(-78.5, 24, -77.5, 25), double.NaN, flags)));
    }

    [Theory]
    [InlineData("41.01,41.02,41.03,41.04,41.05,41.05", "2,1,1,1,1,1")]
    [InlineData("41.01,41.02,41.06,41.50,41.05,41.05", "2,1,3,4,4,1")]
    [InlineData("41.01", "2")]
    [InlineData("-", "9")]
    public void Speed_of_more_than_1_and_3_metres_per_second(string latitudes, string expected)
    {
        var latitude = Vectors.Numbers(latitudes);
        double[] longitude = [.. latitude.Select(_ => -71.05)];
        var times = Vectors.Every(3600, latitude.Length);
        Assert.Equal(expected, Vectors.Flags(latitude.Length, flags => QartodSpeedTest.Evaluate(latitude, longitude, times, 1, 3, flags)));
    }

    [Fact]
    public void Time_gaps()
    {
        var times = Vectors.Every(1, 4, "2026-01-12T23:05:14Z");
        Assert.Equal("1,1,1,1", Vectors.Flags(4, flags => QartodTimeGapTest.Evaluate(times, 7_200_000_000, flags)));
        times = [.. times, Timestamp.Parse("2026-02-12T23:05:17Z")];
        Assert.Equal("1,1,1,1,4", Vectors.Flags(5, flags => QartodTimeGapTest.Evaluate(times, 7_200_000_000, flags)));
        for (var i = 1; i < 4; i++) times[i] += 3 * 3_600_000_000L;
        Assert.Equal("4,4,1,1,4", Vectors.Flags(5, flags => QartodTimeGapTest.Evaluate(times, 9_000_000_000, flags)));
        times[1] = Timestamp.Missing;
        Assert.Equal("2,9,2,1,4", Vectors.Flags(5, flags => QartodTimeGapTest.Evaluate(times, 9_000_000_000, flags)));
    }

    [Fact]
    public void Values_outside_the_percentiles_are_suspect()
    {
        double[] values = [4.1, 4.0, 4.3, 4.5, 6.1, 6.2, double.NaN];
        Assert.Equal("1,3,1,1,1,3,9", Vectors.Flags(7, flags => QartodPercentileRangeTest.Evaluate(values, 5, 95, 0, flags)));
        Assert.Equal("1,1,1,1,1,1,9", Vectors.Flags(7, flags => QartodPercentileRangeTest.Evaluate(values, 5, 95, 0.1, flags)));
    }

    [Fact]
    public void Of_several_tests_the_worst_flag_stands_and_missing_is_the_weakest()
    {
        string[] tests = ["11191199", "21111199", "13343129"];
        Assert.Equal("13343129", string.Concat(Enumerable.Range(0, 8).Select(i => tests.Select(test => test[i]).Aggregate(QartodFlag.Together))));
    }

    private static string Spike(double[] values, double suspect, double fail, QartodSpikeTest.Method method) =>
        Vectors.Flags(values.Length, flags => QartodSpikeTest.Evaluate(values, suspect, fail, method, flags));
}
