using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>The vectors of CoTeDe (tests/qctests at 9b77771, BSD-3-Clause).</summary>
public sealed class CoTeDeVectorTests
{
    private static readonly double[] Small = [1, -1, 2, 2, 3, 2, 4];
    private static readonly double[] Pressure = [2, 6, 10, 21, 44, 79, 100, 150, 200, 400, 410, 650, 1000, 2000, 5000];
    private static readonly double[] Temperature = Vectors.Numbers("25.32,25.34,25.34,25.31,24.99,23.46,21.85,17.95,15.39,11.08,6.93,7.93,5.71,3.58,-");
    private static readonly double[] Salinity = Vectors.Numbers("36.49,36.51,36.52,36.53,36.59,36.76,36.81,36.39,35.98,35.30,35.28,34.93,34.86,-,-");

    [Fact]
    public void Gradient_is_the_curvature()
    {
        Near("-,-2.5,1.5,-.5,1,-1.5,-", Small, CoTeDeGradientTest.Feature);
        var feature = Near("-,.01,.015,.145,.605,.04,1.145,-.67,.875,-.08,-2.575,1.61,-.045,-,-", Temperature, CoTeDeGradientTest.Feature);
        Assert.Equal("2,1,1,1,1,1,1,1,1,1,4,4,1,2,9", Flags(Temperature, feature, 1.5));
    }

    [Fact]
    public void Spike_takes_the_slope_off()
    {
        Near("-,2,0,0,1,1,-", Small, CoTeDeSpikeTest.Feature);
        var feature = Near("-,0,0,-.03,-.32,-1.53,-1.61,-2.56,-2.56,-4.15,1,1,-2.13,-,-", Temperature, CoTeDeSpikeTest.Feature);
        Assert.Equal("2,1,1,1,1,1,1,1,1,4,1,1,1,2,9", Flags(Temperature, feature, 4));
    }

    [Fact]
    public void Tukey_53H_and_its_normalised_form()
    {
        Near("-,-,-,-,-3.75,-,-,-,-,-", Vectors.Numbers("0,1,-1,2,-2,3,2,4,0,-"), (values, feature) => CoTeDeTukey53HTest.Feature(values, false, feature));
        var feature = Near("-,-,-,-,.3025,.02,.5725,-.335,.4375,-.29,-,-,-,-,-", Temperature, (values, output) => CoTeDeTukey53HTest.Feature(values, false, output));
        Assert.Equal("2,2,2,2,1,1,1,1,1,1,2,2,2,2,9", Flags(Temperature, feature, 6));
        Near("-,-,-,-,.04145785,.00274101,.07846155,-.045912,.0599597,-.03974471,-,-,-,-,-", Temperature, (values, output) => CoTeDeTukey53HTest.Feature(values, true, output));
    }

    [Fact]
    public void Rate_of_change_and_digit_rollover()
    {
        Near("-,-2,3,0,1,-1,2", Small, CoTeDeRateOfChangeTest.Feature);
        var feature = Near("-,.02,0,-.03,-.32,-1.53,-1.61,-3.9,-2.56,-4.31,-4.15,1,-2.22,-2.13,-", Temperature, CoTeDeRateOfChangeTest.Feature);
        Assert.Equal("2,1,1,1,1,1,1,1,1,4,4,1,1,1,9", Flags(Temperature, feature, 4));
        Assert.Equal("2,1,1,1,1,1,1,4,4,4,4,1,1,1,9", Flags(Temperature, feature, 2.5));
    }

    [Fact]
    public void Cumulative_rate_of_change_remembers()
    {
        Near("-,2,3,2.4,2.12,1.896,2", Small, (values, feature) => CoTeDeCumulativeRateOfChangeTest.Feature(values, 0.8, feature));
        var feature = Near(
            "-,.02,.016,.03,.32,1.53,1.61,3.9,3.632,4.31,4.278,3.6224,3.34192,3.099536,-",
            Temperature,
            (values, output) => CoTeDeCumulativeRateOfChangeTest.Feature(values, 0.8, output));
        Assert.Equal("2,1,1,1,1,1,1,1,1,4,4,1,1,1,9", Flags(Temperature, feature, 4));
    }

    // CoTeDe hands practical salinity to TEOS-10 as absolute salinity; so does this test, to meet its numbers.
    [Fact]
    public void Density_step_by_the_gibbs_function()
    {
        var feature = new double[15];
        CoTeDeDensityStepTest.Feature(Salinity, Temperature, Pressure, feature);
        Near("-,.0091339,.0077907,.0175282,.1450310,.5896058,.5023247,.7156530,.2924434,.3559480,.6476343,-.4131068,.2489996,-,-", feature, 1e-6);
        CoTeDeDensityStepTest.Feature([35.71, 35.50, 35.13, 35.02, 34.72, 35.03, 35.03], [27.44, 14.55, 11.96, 11.02, 7.65, 2.12, 2.12], [1, 100, 200, 300, 500, 5000, double.NaN], feature);
        Near("-,3.3484632,.2433187,.0911988,.317172,.9046589,-", feature[..7], 1e-6);

        var profile = Profiles.Of(Profiles.Variable("pressure", Pressure), Profiles.Variable("temperature", Temperature), Profiles.Variable("salinity", Salinity));
        Assert.Equal("000000000004009", Profiles.Flags(new CoTeDeDensityStepTest(), profile, "temperature"));
        Assert.Equal("011111111111100", string.Concat(profile.Find("temperature")!.Judged.Select((judged, i) => judged || profile.Find("temperature")!.Fired[i] != 0 ? '1' : '0')));
    }

    [Theory]
    [InlineData(499.9, "0")]
    [InlineData(500, "4")]
    public void A_deep_limit_holds_from_its_pressure_down(double pressure, string expected)
    {
        var profile = Profiles.Of(Profiles.Variable("pressure", pressure - 5, pressure, pressure + 5), Profiles.Variable("temperature", 5, 8, 5));
        Assert.Equal("0" + expected + "0", Profiles.Flags(new CoTeDeSpikeTest([("temperature", new CoTeDeLimits(6, 2))]), profile, "temperature"));
    }

    [Fact]
    public void Long_series_are_tested_in_blocks_as_if_in_one()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble() < 0.01 ? double.NaN : random.NextDouble())];
        double[] pressure = [.. Enumerable.Range(0, 5000).Select(i => i / 5.0)];
        var limits = new CoTeDeLimits(0.6, 0.3);
        foreach (var (test, compute) in new (CoTeDeTest, Feature)[]
        {
            (new CoTeDeGradientTest([]), CoTeDeGradientTest.Feature),
            (new CoTeDeSpikeTest([]), CoTeDeSpikeTest.Feature),
            (new CoTeDeRateOfChangeTest("r", []), CoTeDeRateOfChangeTest.Feature),
        })
        {
            var feature = new double[values.Length];
            compute(values, feature);
            Assert.Equal(
                Vectors.Flags(values.Length, flags => CoTeDeTest.Evaluate(values, feature, pressure, limits, flags)),
                Vectors.Flags(values.Length, flags => test.Evaluate(values, pressure, limits, flags)));
        }
    }

    private delegate void Feature(ReadOnlySpan<double> values, Span<double> feature);

    private static double[] Near(string expected, double[] values, Feature compute)
    {
        var feature = new double[values.Length];
        compute(values, feature);
        Near(expected, feature, 5e-8);
        return feature;
    }

    private static void Near(string expected, double[] feature, double tolerance)
    {
        var numbers = Vectors.Numbers(expected);
        Assert.Equal(numbers.Length, feature.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (double.IsNaN(numbers[i])) Assert.True(double.IsNaN(feature[i]), $"value {i} should have no feature");
            else Assert.Equal(numbers[i], feature[i], tolerance);
        }
    }

    private static string Flags(double[] values, double[] feature, double threshold) =>
        Vectors.Flags(values.Length, flags => CoTeDeTest.Evaluate(values, feature, [], new CoTeDeLimits(threshold), flags));
}
