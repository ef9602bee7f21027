
namespace OceanML.Core.Tests;

public sealed class Eos80Tests
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
        Assert.Equal(density, Eos80.Density(salinity, temperature, pressure), 5e-6);

    [Fact]
    public void Lapse_rate_and_potential_temperature_equal_the_check_values_of_unesco_44()
    {
        Assert.Equal(3.255976e-4, Eos80.AdiabaticLapseRate(40, 40, 10000), 5e-11);
        Assert.Equal(36.89073, Eos80.PotentialTemperature(40, 40, 10000, 0), 5e-6);
    }

    [Fact]
    public void Pressure_of_a_depth_equals_the_check_value_of_saunders_1981() =>
        Assert.Equal(7500.004, Eos80.Pressure(7321.45, 30), 1e-2);
}
