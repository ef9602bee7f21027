namespace OceanML.Core;

/// <summary>
/// Sea water by TEOS-10 (IOC, SCOR and IAPSO 2010): absolute salinity SA (g/kg), conservative temperature CT (°C), in situ temperature t
/// (°C, ITS-90), sea pressure p (dbar, zero at the surface). Any missing argument gives NaN; a negative salinity counts as fresh water.
/// </summary>
/// <remarks>
/// <para>
/// Absolute salinity is approximated by reference salinity (<see cref="ReferenceSalinity"/>): the atlas of the absolute salinity anomaly
/// (3 MB, built on the silicate of the ocean) is not part of this collection. What that costs in sigma-0, by GSW 3.06 itself: below
/// 0.001 kg/m³ in the surface water of the open ocean, 0.021 in the deep North Pacific, 0.041 in the deep Black Sea and 0.06 in the Baltic,
/// always too light. A step between neighbouring levels of one profile hardly notices: the anomaly changes by at most 0.007 g/kg within 10 dbar
/// (below Arctic rivers, much less elsewhere), which is 0.006 kg/m³, a fifth of the smallest inversion that a test acts on.
/// </para>
/// <para>Functions agree with GSW 3.06 to rounding, in the ocean's range and beyond.</para>
/// </remarks>
public static class SeaWater
{
    /// <summary>Salinity of the standard ocean, g/kg.</summary>
    public const double StandardSalinity = 35.16504;

    /// <summary>Heat capacity that defines conservative temperature, J/(kg K).</summary>
    public const double HeatCapacity = 3991.86795711963;

    // Specific volume of the standard ocean at 0 °C by powers of p / 10000 dbar: the polynomial of 75 terms at SA = 35.16504, CT = 0.
    private static ReadOnlySpan<double> StandardVolume =>
    [
        9.726613854843870e-4, -4.505913211160929e-5, 7.130728965927127e-6, -6.657179479768312e-7, -2.994054447232880e-8, -1.2647261286e-8, 1.9613503930e-9,
    ];

    /// <summary>Reference salinity (g/kg) of a practical salinity: SP · 35.16504 / 35, the absolute salinity of standard sea water.</summary>
    public static double ReferenceSalinity(double practicalSalinity) => practicalSalinity * (StandardSalinity / 35);

    /// <summary>Specific volume (m³/kg), polynomial of 75 terms.</summary>
    public static double SpecificVolumeOf(double absoluteSalinity, double conservativeTemperature, double pressure) =>
        SpecificVolume.At(absoluteSalinity, conservativeTemperature, pressure);

    /// <summary>In situ density (kg/m³), polynomial of 75 terms.</summary>
    public static double Density(double absoluteSalinity, double conservativeTemperature, double pressure) =>
        1 / SpecificVolume.At(absoluteSalinity, conservativeTemperature, pressure);

    /// <summary>Potential density anomaly sigma-0 (kg/m³): density of the water moved to the surface, less 1000.</summary>
    public static double Sigma0(double absoluteSalinity, double conservativeTemperature) =>
        (1 / SpecificVolume.AtSurface(absoluteSalinity, conservativeTemperature)) - 1000;

    /// <summary>In situ density (kg/m³) from in situ temperature by the Gibbs function itself.</summary>
    public static double DensityExact(double absoluteSalinity, double temperature, double pressure) =>
        1 / GibbsFunction.SpecificVolume(absoluteSalinity, temperature, pressure);

    /// <summary>Density (kg/m³) that water measured at one pressure has at another, by the Gibbs function itself.</summary>
    public static double PotentialDensityExact(double absoluteSalinity, double temperature, double pressure, double reference) =>
        DensityExact(absoluteSalinity, PotentialTemperature(absoluteSalinity, temperature, pressure, reference), reference);

    /// <summary>
    /// Temperature (°C) of water moved without exchange of heat and salt to another pressure (dbar): the one at which its entropy is the same.
    /// </summary>
    public static double PotentialTemperature(double absoluteSalinity, double temperature, double pressure, double reference = 0)
    {
        if (pressure == reference) return absoluteSalinity + temperature + pressure is double.NaN ? double.NaN : temperature;

        // A fit good to some hundredths of a degree, then Newton's steps on the entropy, which converge to rounding in three.
        var practical = absoluteSalinity * (35 / StandardSalinity);
        var both = pressure + reference;
        var moved = temperature + ((pressure - reference) * (8.65483913395442e-6 - (practical * 1.41636299744881e-6) - (both * 7.38286467135737e-9)
            + (temperature * (-8.38241357039698e-6 + (practical * 2.83933368585534e-8) + (temperature * 1.77803965218656e-8) + (both * 1.71155619208233e-10)))));
        var entropy = GibbsFunction.EntropyPart(absoluteSalinity, temperature, pressure);
        for (var i = 0; i < 5; i++)
        {
            var step = (GibbsFunction.EntropyPart(absoluteSalinity, moved, reference) - entropy) / GibbsFunction.EntropySlope(absoluteSalinity, moved, reference);
            moved -= step;
            if (!(Math.Abs(step) > 1e-7)) break;
        }

        return moved;
    }

    /// <summary>Conservative temperature (°C): the heat content of water moved to the surface, over <see cref="HeatCapacity"/>.</summary>
    public static double ConservativeTemperature(double absoluteSalinity, double temperature, double pressure) =>
        ConservativeFromPotential(absoluteSalinity, PotentialTemperature(absoluteSalinity, temperature, pressure));

    /// <summary>Conservative temperature (°C) from the potential temperature at the surface (°C).</summary>
    public static double ConservativeFromPotential(double absoluteSalinity, double potentialTemperature)
    {
        var square = GibbsFunction.SalinityFactor * Math.Max(0, absoluteSalinity);
        var x = Math.Sqrt(square);
        var y = potentialTemperature / 40;
        var enthalpy = Polynomial.At(
                y, 61.01362420681071, 168776.46138048015, -2735.2785605119625, 2574.2164453821433, -1536.6644434977543, 545.7340497931629, -50.91091728474331, -18.30489878927802)
            + (square * (Polynomial.At(
                    y, 268.5520265845071, -12019.028203559312, 3734.858026725145, -2046.7671145057618, 465.28655623826234, -0.6370820302376359, -10.650848542359153)
                + (x * Polynomial.At(y, 937.2099110620707, 588.1802812170108, 248.39476522971285, -3.871557904936333, -2.6268019854268356))
                + (square * Polynomial.At(y, -1687.914374187449, 936.3206544460336, -942.7827304544439, 369.4389437509002, -33.83664947895248, -9.987880382780322))
                + (square * x * Polynomial.At(x, 246.9598888781377, 123.59576582457964, -48.5891069025409))));
        return enthalpy / HeatCapacity;
    }

    /// <summary>Height (m, negative below the surface) of a pressure (dbar) at a latitude, for water of standard salinity at 0 °C.</summary>
    public static double Height(double pressure, double latitude)
    {
        var gravity = SurfaceGravity(latitude);
        var c = StandardEnthalpy(pressure);
        return -2 * c / (gravity + Math.Sqrt((gravity * gravity) + (2 * GravityGradient * gravity * c)));
    }

    /// <summary>Pressure (dbar) at a height (m, negative below the surface) and latitude: the inverse of <see cref="Height"/>.</summary>
    public static double Pressure(double height, double latitude)
    {
        var gravity = SurfaceGravity(latitude);
        var wanted = -gravity * height * (1 - (0.5 * GravityGradient * height));
        var pressure = -height;
        for (var i = 0; i < 8; i++)
        {
            var step = (StandardEnthalpy(pressure) - wanted) / (1e4 * Polynomial.At(pressure / 1e4, StandardVolume));
            pressure -= step;
            if (!(Math.Abs(step) > 1e-7)) break;
        }

        return pressure;
    }

    /// <summary>Growth of gravity with depth, relative, per m.</summary>
    private const double GravityGradient = 2.26e-7;

    private static double SurfaceGravity(double latitude)
    {
        var sine = Math.Sin(latitude * Math.PI / 180);
        var square = sine * sine;
        return 9.780327 * (1 + ((5.2792e-3 + (2.32e-5 * square)) * square));
    }

    /// <summary>Enthalpy (J/kg) of the standard ocean at 0 °C less that at the surface: the integral of its specific volume by pressure.</summary>
    private static double StandardEnthalpy(double pressure)
    {
        var z = pressure / 1e4;
        var sum = 0.0;
        for (var power = StandardVolume.Length - 1; power >= 0; power--) sum = (sum * z) + (StandardVolume[power] / (power + 1));
        return sum * z * 1e8;
    }
}
