using System.Globalization;
using OceanML.Tests;

namespace OceanML.Core.Tests;

/// <summary>TEOS-10 against GSW-Python, at the 394 points that vectors/teos10.py writes: the whole box of 0..42 g/kg, -2..40 °C, 0..11000 dbar and the funnel in it.</summary>
public sealed class SeaWaterTests
{
    private static readonly Reference[] Points = [.. Read()];

    [Fact]
    public void Potential_and_conservative_temperature_agree_with_gsw_to_a_nanokelvin()
    {
        Assert.Equal(394, Points.Length);
        Assert.All(Points, point =>
        {
            Assert.Equal(point["pt0"], SeaWater.PotentialTemperature(point["sa"], point["t"], point["p"]), 1e-9);
            Assert.Equal(point["pt"], SeaWater.PotentialTemperature(point["sa"], point["t"], point["p"], point["reference"]), 1e-9);
            Assert.Equal(point["ct"], SeaWater.ConservativeTemperature(point["sa"], point["t"], point["p"]), 1e-9);
        });
    }

    [Fact]
    public void Density_agrees_with_gsw_to_a_microgram_per_cubic_metre() => Assert.All(Points, point =>
    {
        Assert.Equal(point["sigma0"], SeaWater.Sigma0(point["sa"], SeaWater.ConservativeTemperature(point["sa"], point["t"], point["p"])), 1e-9);
        Assert.Equal(point["specvol"], SeaWater.SpecificVolumeOf(point["sa"], point["ct"], point["p"]), 1e-15);
        Assert.Equal(point["rho"], SeaWater.Density(point["sa"], point["ct"], point["p"]), 1e-9);
        Assert.Equal(point["rho_exact"], SeaWater.DensityExact(point["sa"], point["t"], point["p"]), 1e-9);
        Assert.Equal(point["pot_rho_exact"], SeaWater.PotentialDensityExact(point["sa"], point["t"], point["p"], point["reference"]), 1e-9);
    });

    [Fact]
    public void Depth_and_pressure_agree_with_gsw_to_a_micrometre() => Assert.All(Points, point =>
    {
        Assert.Equal(point["z"], SeaWater.Height(point["p"], point["latitude"]), 1e-6);
        Assert.Equal(point["p_of_z"], SeaWater.Pressure(point["z"], point["latitude"]), 1e-6);
    });

    [Fact]
    public void Practical_salinity_of_a_conductivity_agrees_with_gsw() => Assert.All(Points.Where(point => point["sa"] > 0), point =>
    {
        Assert.Equal(point["sp"], PracticalSalinity.Of(point["c"], point["t"], point["p"]), 1e-9);
        Assert.Equal(point["sa"], SeaWater.ReferenceSalinity(point["sp"]), 1e-7);
    });

    [Fact]
    public void The_check_values_of_pss_78_are_met()
    {
        // UNESCO 44: conductivity ratio 1.2 and 0.65, in temperatures of IPTS-68.
        Assert.Equal(35, PracticalSalinity.Of(PracticalSalinity.StandardConductivity, 15 / 1.00024, 0), 5e-7);
        Assert.Equal(37.245628, PracticalSalinity.Of(1.2 * PracticalSalinity.StandardConductivity, 20 / 1.00024, 2000), 5e-7);
        Assert.Equal(27.995347, PracticalSalinity.Of(0.65 * PracticalSalinity.StandardConductivity, 5 / 1.00024, 1500), 5e-7);
    }

    [Fact]
    public void Depth_of_a_pressure_and_pressure_of_the_depth_are_inverse_and_zero_at_the_surface()
    {
        Assert.Equal(0, SeaWater.Height(0, 45));
        Assert.Equal(0, SeaWater.Pressure(0, 45));
        for (var pressure = 1.0; pressure < 11000; pressure *= 1.7)
            Assert.Equal(pressure, SeaWater.Pressure(SeaWater.Height(pressure, -62), -62), 1e-9);
    }

    [Fact]
    public void A_missing_argument_gives_a_missing_answer()
    {
        Assert.All(new[] { (double.NaN, 10.0, 100.0), (35.0, double.NaN, 100.0), (35.0, 10.0, double.NaN) }, arguments =>
        {
            var (salinity, temperature, pressure) = arguments;
            Assert.True(double.IsNaN(SeaWater.ConservativeTemperature(salinity, temperature, pressure)));
            Assert.True(double.IsNaN(SeaWater.PotentialTemperature(salinity, temperature, pressure, 50)));
            Assert.True(double.IsNaN(SeaWater.Density(salinity, temperature, pressure)));
            Assert.True(double.IsNaN(PracticalSalinity.Of(salinity, temperature, pressure)));
        });
        Assert.True(double.IsNaN(SeaWater.Height(double.NaN, 0)));
        Assert.True(double.IsNaN(SeaWater.Pressure(double.NaN, 0)));
    }

    private static IEnumerable<Reference> Read()
    {
        var path = Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Core.Tests", "SeaWater", "vectors", "teos10.csv");
        var lines = File.ReadAllLines(path).Where(line => !line.StartsWith('#')).Select(line => line.Split(',')).ToArray();
        return lines.Skip(1).Select(line => new Reference(lines[0].Zip(line, (name, text) => (name, double.Parse(text, CultureInfo.InvariantCulture))).ToDictionary()));
    }

    /// <summary>One point, by column.</summary>
    private sealed class Reference(Dictionary<string, double> values)
    {
        public double this[string name] => values[name];

        public override string ToString() => $"sa {values["sa"]}, t {values["t"]}, p {values["p"]}, latitude {values["latitude"]}, reference {values["reference"]}";
    }
}
