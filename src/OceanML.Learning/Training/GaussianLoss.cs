using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// The masked β-NLL loss of a network that gives, for each target, a mean and the logarithm of a variance. With v = exp(s) and
/// residual e = mean - y: w · v^β · (e²/v + s) / 2, where v^β counts as a constant; w is 0 where the target is missing. Sums are
/// divided by the number of rows of the batch.
/// </summary>
public static unsafe class GaussianLoss
{
    /// <summary>Smallest logarithm of a variance (in standardised units) that is used.</summary>
    public const float LowestLogVariance = -6;

    /// <summary>Largest logarithm of a variance that is used.</summary>
    public const float HighestLogVariance = 3;

    /// <summary>Number of network outputs for a number of targets: means, padded, then logarithms of variances, padded.</summary>
    public static int OutputCount(int targets) => 2 * SignalShape.Pad(targets);

    /// <summary>The loss and its gradient by the outputs.</summary>
    /// <param name="outputs">[rows, 2 · padded targets].</param>
    /// <param name="targets">[rows, padded targets], any number where the weight is 0, but not NaN.</param>
    /// <param name="weights">[rows, padded targets]; 0 where missing and in the padding.</param>
    /// <param name="gradient">Receives the gradient, [rows, 2 · padded targets].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="targetWidth">Padded targets, a multiple of 8.</param>
    /// <param name="beta">Exponent β.</param>
    public static double Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradient, int rows, int targetWidth, float beta)
    {
        var total = Vector256<float>.Zero;
        var half = Vector256.Create(0.5f);
        var scale = Vector256.Create(1f / rows);
        var (lowest, highest) = (Vector256.Create(LowestLogVariance), Vector256.Create(HighestLogVariance));
        fixed (float* o = outputs, y = targets, w = weights, g = gradient)
        {
            for (var row = 0; row < rows; row++)
            {
                float* mean = o + row * 2L * targetWidth, log = mean + targetWidth;
                float* gradientMean = g + row * 2L * targetWidth, gradientLog = gradientMean + targetWidth;
                for (var i = 0; i < targetWidth; i += 8)
                {
                    var raw = Vector256.Load(log + i);
                    var s = Vector256.Max(lowest, Vector256.Min(highest, raw));
                    var inverse = Vector256.Exp(-s);
                    var weight = Vector256.Load(w + (long)row * targetWidth + i) * scale * Vector256.Exp(s * beta);
                    var e = Vector256.Load(mean + i) - Vector256.Load(y + (long)row * targetWidth + i);
                    var square = e * e * inverse;
                    total += weight * half * (square + s);
                    (weight * e * inverse).Store(gradientMean + i);

                    // Beyond its bounds the logarithm of the variance is only ever pulled back.
                    var slope = weight * half * (Vector256<float>.One - square);
                    slope = Vector256.ConditionalSelect(Vector256.LessThan(raw, lowest), Vector256.Min(slope, Vector256<float>.Zero), slope);
                    slope = Vector256.ConditionalSelect(Vector256.GreaterThan(raw, highest), Vector256.Max(slope, Vector256<float>.Zero), slope);
                    slope.Store(gradientLog + i);
                }
            }
        }

        return Vector256.Sum(total);
    }

    /// <summary>Sum of w·e² and sum of w over rows: what early stopping watches.</summary>
    public static (double Squares, double Weight) SquaredError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int rows, int targetWidth)
    {
        var (squares, total) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < targetWidth; i++)
            {
                var weight = weights[row * targetWidth + i];
                double e = outputs[row * 2 * targetWidth + i] - targets[row * targetWidth + i];
                squares += weight * e * e;
                total += weight;
            }
        }

        return (squares, total);
    }
}
