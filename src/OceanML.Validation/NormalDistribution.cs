namespace OceanML.Validation;

/// <summary>The normal distribution, for analytic confidence intervals.</summary>
public static class NormalDistribution
{
    /// <summary>The z with a share <paramref name="confidence"/> of the distribution between -z and z; relative error below 1e-13.</summary>
    /// <param name="confidence">Share between 0 and 1, e.g. 0.95.</param>
    public static double TwoSided(double confidence)
    {
        var (low, high) = (0.0, 40.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Outside(middle) > 1 - confidence) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Share of the distribution below z.</summary>
    public static double Below(double z) => double.IsNaN(z) ? double.NaN : z < 0 ? Outside(-z) / 2 : 1 - (Outside(z) / 2);

    /// <summary>Density at z.</summary>
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The z with a share <paramref name="level"/> of the distribution below it.</summary>
    /// <param name="level">Share between 0 and 1.</param>
    public static double Quantile(double level) => level < 0.5 ? -TwoSided(1 - (2 * level)) : TwoSided((2 * level) - 1);

    /// <summary>Share beyond -z and z: the series of Abramowitz and Stegun 26.2.10 below 3, the continued fraction 26.2.14 above.</summary>
    public static double Outside(double z)
    {
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z < 3)
        {
            var (term, sum) = (z, z);
            for (var n = 1; n < 100; n++) sum += term *= z * z / ((2 * n) + 1);
            return 1 - (2 * density * sum);
        }

        var fraction = z;
        for (var n = 200; n > 0; n--) fraction = z + (n / fraction);
        return 2 * density / fraction;
    }
}
