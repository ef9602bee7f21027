namespace OceanML.Core;

/// <summary>Practical salinity from conductivity: PSS-78 (UNESCO technical papers in marine science 44), below 2 with the extension of Hill et al. 1986.</summary>
public static class PracticalSalinity
{
    /// <summary>Conductivity (mS/cm) of sea water of practical salinity 35 at 15 °C (IPTS-68) and atmospheric pressure.</summary>
    public const double StandardConductivity = 42.9140;

    private static ReadOnlySpan<double> Ratio => [0.0080, -0.1692, 25.3851, 14.0941, -7.0261, 2.7081];

    private static ReadOnlySpan<double> Warm => [0.0005, -0.0056, -0.0066, -0.0375, 0.0636, -0.0144];

    /// <summary>Practical salinity of a conductivity (mS/cm), temperature (°C, ITS-90) and pressure (dbar); NaN where the conductivity is negative.</summary>
    public static double Of(double conductivity, double temperature, double pressure)
    {
        var t = temperature * 1.00024;
        var r = conductivity / StandardConductivity;
        var pressed = 1 + (pressure * (2.070e-5 + (pressure * (-6.370e-10 + (pressure * 3.989e-15))))
            / (1 + (t * (3.426e-2 + (t * 4.464e-4))) + ((4.215e-1 - (3.107e-3 * t)) * r)));
        var heated = Polynomial.At(t, 0.6766097, 2.00564e-2, 1.104259e-4, -6.9698e-7, 1.0031e-9);
        var root = Math.Sqrt(r / (pressed * heated));
        var warmth = (t - 15) / (1 + (0.0162 * (t - 15)));
        var salinity = Polynomial.At(root, Ratio) + (warmth * Polynomial.At(root, Warm));
        if (!(salinity < 2)) return salinity;

        // Hill's correction of nearly fresh water, scaled so that both formulas meet at 2.
        var diluted = (Diluted(salinity, root, warmth)) * 2 / Diluted(2, RootAtTwo(warmth), warmth);
        return diluted < 0 ? double.NaN : diluted;
    }

    private static double Diluted(double salinity, double root, double warmth)
    {
        var (x, y) = (400 * root * root, 10 * root);
        return salinity - (Ratio[0] / (1 + (x * (1.5 + x)))) - (Warm[0] * warmth / (1 + (y * (1 + (y * (1 + y))))));
    }

    /// <summary>Root of the conductivity ratio at which PSS-78 gives 2, by Newton's method.</summary>
    private static double RootAtTwo(double warmth)
    {
        var root = 0.27;
        for (var i = 0; i < 6; i++)
        {
            var excess = Polynomial.At(root, Ratio) + (warmth * Polynomial.At(root, Warm)) - 2;
            root -= excess / (Polynomial.SlopeAt(root, Ratio) + (warmth * Polynomial.SlopeAt(root, Warm)));
        }

        return root;
    }
}
