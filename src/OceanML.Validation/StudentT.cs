namespace OceanML.Validation;

/// <summary>Student's t distribution, for analytic confidence intervals.</summary>
public static class StudentT
{
    /// <summary>The t with a share <paramref name="confidence"/> of the distribution between -t and t; error below 1e-12 of its size.</summary>
    /// <param name="confidence">Share between 0 and 1, e.g. 0.95.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double TwoSided(double confidence, double degrees)
    {
        var (low, high) = (0.0, 1.0);
        while (Outside(high, degrees) > 1 - confidence) high *= 2;
        for (var i = 0; i < 200 && high - low > 1e-14 * high; i++)
        {
            var middle = (low + high) / 2;
            if (Outside(middle, degrees) > 1 - confidence) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Share of the distribution beyond -t and t.</summary>
    public static double Outside(double t, double degrees) => Beta(degrees / (degrees + (t * t)), degrees / 2, 0.5);

    /// <summary>Regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8, Lentz's algorithm).</summary>
    private static double Beta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - Beta(1 - x, b, a);
        const double tiny = 1e-300;
        var front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)) / a;
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m < 500; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16) break;
        }

        return front * fraction;

        static double NotZero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    /// <summary>Logarithm of the gamma function: Stirling's series after moving x beyond 10 (Abramowitz and Stegun 6.1.41).</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        while (x < 10) shift += Math.Log(x++);
        var (inverse, square) = (1 / x, 1 / (x * x));
        var series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square * ((1.0 / 1188) - (square * 691.0 / 360360))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
