using System.Collections.Concurrent;

namespace OceanML.Learning;

/// <summary>Gauss-Legendre quadrature on [0, 1]: n points integrate polynomials of degree 2n - 1 exactly.</summary>
internal static class GaussLegendre
{
    private static readonly ConcurrentDictionary<int, (double[] Points, double[] Weights)> Known = new();

    /// <summary>Points and weights.</summary>
    public static (double[] Points, double[] Weights) Rule(int count) => Known.GetOrAdd(count, Make);

    private static (double[] Points, double[] Weights) Make(int count)
    {
        var (points, weights) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            // Newton's method on the Legendre polynomial from Tricomi's first guess; it converges in a few rounds.
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            var slope = 1.0;
            for (var round = 0; round < 100; round++)
            {
                var (before, current) = (1.0, x);
                for (var k = 2; k <= count; k++) (before, current) = (current, ((2 * k - 1) * x * current - (k - 1) * before) / k);
                slope = count * (x * current - before) / (x * x - 1);
                var step = current / slope;
                x -= step;
                if (Math.Abs(step) < 1e-15) break;
            }

            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }

        return (points, weights);
    }
}
