namespace OceanML.Core;

/// <summary>Horner's scheme for the polynomials of sea water.</summary>
internal static class Polynomial
{
    /// <summary>c0 + c1 x + c2 x² + ...</summary>
    public static double At(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var power = coefficients.Length - 1; power >= 0; power--) sum = Math.FusedMultiplyAdd(sum, x, coefficients[power]);
        return sum;
    }

    /// <summary>c1 + 2 c2 x + 3 c3 x² + ...</summary>
    public static double SlopeAt(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var power = coefficients.Length - 1; power > 0; power--) sum = Math.FusedMultiplyAdd(sum, x, power * coefficients[power]);
        return sum;
    }
}
