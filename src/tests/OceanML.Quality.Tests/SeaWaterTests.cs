using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class SeaWaterTests
{
    // UNESCO technical papers in marine science 44, as repeated by oce and seacarb for R.
    [Theory]
    [InlineData(0, 5, 0, 999.96675)]
    [InlineData(0, 5, 10000, 1044.12802)]
    [InlineData(0, 25, 0, 997.04796)]
    [InlineData(0, 25, 10000, 1037.90204)]
    [InlineData(35, 5, 0, 1027.67547)]
    [InlineData(35, 5, 10000, 1069.48914)]
    [InlineData(35, 25, 0, 1023.34306)]
    [InlineData(35, 25, 10000, 1062.53817)]
    public void Density_equals_the_check_values_of_unesco_44(double salinity, double temperature, double pressure, double density) =>
        Assert.Equal(density, SeaWater.Density(salinity, temperature, pressure), 5e-6);

    [Fact]
    public void Lapse_rate_and_potential_temperature_equal_the_check_values_of_unesco_44()
    {
        Assert.Equal(3.255976e-4, SeaWater.AdiabaticLapseRate(40, 40, 10000), 5e-11);
        Assert.Equal(36.89073, SeaWater.PotentialTemperature(40, 40, 10000, 0), 5e-6);
    }

    [Fact]
    public void Pressure_of_a_depth_equals_the_check_value_of_saunders_1981() =>
        Assert.Equal(7500.004, SeaWater.Pressure(7321.45, 30), 1e-2);

    // gsw 3.6.16 (TEOS-10) at 30 W 20 N: density of the lower less that of the upper level at the pressure between them.
    [Theory]
    [InlineData(10, 20, 36.0, 20, 19.5, 36.05, 0.170358)]
    [InlineData(100, 15, 35.5, 150, 14, 35.6, 0.296786)]
    [InlineData(1000, 5, 35, 1100, 4.7, 34.98, 0.027413)]
    [InlineData(1900, 2.5, 34.95, 2000, 2.48, 34.95, 0.004033)]
    [InlineData(5, 25, 36.5, 10, 25.2, 36.48, -0.076223)]
    [InlineData(3900, 1.5, 34.9, 4000, 1.52, 34.9, -0.001435)]
    public void Steps_of_potential_density_agree_with_teos_10_far_below_the_limit(
        double upperPressure, double upperTemperature, double upperSalinity, double pressure, double temperature, double salinity, double step)
    {
        var middle = (upperPressure + pressure) / 2;
        var own = SeaWater.PotentialDensity(salinity, temperature, pressure, middle) - SeaWater.PotentialDensity(upperSalinity, upperTemperature, upperPressure, middle);
        Assert.Equal(step, own, Math.Max(4e-4, 0.01 * Math.Abs(step)));
    }
}
