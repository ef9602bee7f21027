namespace OceanML.Core;

/// <summary>
/// Specific volume of sea water as a polynomial of 75 terms: Roquet et al. 2015, 10.1016/j.ocemod.2015.04.002, the computationally
/// efficient form of TEOS-10. Rows by powers of conservative temperature / 40 °C, within them powers of sqrt((SA + 24 g/kg) / 40.188617).
/// </summary>
internal static class SpecificVolume
{
    private const double Offset = 24 * GibbsFunction.SalinityFactor;

    /// <summary>m³/kg.</summary>
    public static double At(double absoluteSalinity, double conservativeTemperature, double pressure)
    {
        var x = Root(absoluteSalinity);
        var y = conservativeTemperature / 40;
        var z = pressure / 1e4;
        var first = Polynomial.At(x, -6.0799143809e-5, 2.4262468747e-5, -3.4792460974e-5, 3.7470777305e-5, -1.7322218612e-5, 3.0927427253e-6)
            + (y * (Polynomial.At(x, 1.8505765429e-5, -9.5677088156e-6, 1.1100834765e-5, -9.8447117844e-6, 2.590922526e-6)
            + (y * (Polynomial.At(x, -1.1716606853e-5, -2.3678308361e-7, 2.9283346295e-6, -4.88261392e-7)
            + (y * (Polynomial.At(x, 7.9279656173e-6, -3.4558773655e-6, 3.1655306078e-7)
            + (y * (-3.4102187482e-6 + (x * 1.2956717783e-6) + (y * 5.0736766814e-7)))))))));
        var second = Polynomial.At(x, 9.9856169219e-6, -5.8484432984e-7, -4.8122251597e-6, 4.9263106998e-6, -1.7811974727e-6)
            + (y * (Polynomial.At(x, -1.1736386731e-6, -5.5699154557e-6, 5.4620748834e-6, -1.3544185627e-6)
            + (y * (Polynomial.At(x, 2.130502874e-6, 3.913738708e-7, -6.5731104067e-7)
            + (y * (-4.6132540037e-7 + (x * 7.7618888092e-9) + (y * -6.3352916514e-8)))))));
        var third = -1.1309361437e-6 + (x * (3.6310188515e-7 + (x * 1.674630378e-8)))
            + (y * (-3.6527006553e-7 + (x * -2.7295696237e-7) + (y * 2.8695905159e-7)));
        var fourth = 1.053115308e-7 + (x * -1.1147125423e-7) + (y * 3.1454099902e-7);
        return Surface(x, y) + (z * (first + (z * (second + (z * (third + (z * (fourth + (z * (-1.2647261286e-8 + (z * 1.961350393e-9)))))))))));
    }

    /// <summary>m³/kg at atmospheric pressure.</summary>
    public static double AtSurface(double absoluteSalinity, double conservativeTemperature) =>
        Surface(Root(absoluteSalinity), conservativeTemperature / 40);

    private static double Root(double absoluteSalinity) => Math.Sqrt((GibbsFunction.SalinityFactor * Math.Max(0, absoluteSalinity)) + Offset);

    private static double Surface(double x, double y) =>
        Polynomial.At(x, 1.0769995862e-3, -3.1038981976e-4, 6.6928067038e-4, -8.5047933937e-4, 5.8086069943e-4, -2.1092370507e-4, 3.1932457305e-5)
        + (y * (Polynomial.At(x, -1.5649734675e-5, 3.5009599764e-5, -4.3592678561e-5, 3.4532461828e-5, -1.1959409788e-5, 1.3864594581e-6)
        + (y * (Polynomial.At(x, 2.7762106484e-5, -3.7435842344e-5, 3.590782276e-5, -1.8698584187e-5, 3.8595339244e-6)
        + (y * (Polynomial.At(x, -1.6521159259e-5, 2.4141479483e-5, -1.4353633048e-5, 2.2863324556e-6)
        + (y * (Polynomial.At(x, 6.9111322702e-6, -8.7595873154e-6, 4.3703680598e-6)
        + (y * (-8.053961554e-7 + (x * -3.30527589e-7) + (y * 2.0543094268e-7)))))))))));
}
