using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// The β-NLL loss (Seitzer et al. 2022, arXiv:2203.09168) of a network that gives, for each target, a mean and the logarithm s of a variance. With
/// v = exp(s) and residual e = mean - y: w · v^β · (e²/v + s) / 2, where v^β counts as a constant.
/// </summary>
/// <param name="beta">Exponent β: 0 is the plain Gaussian likelihood, 1 trains the mean as least squares does.</param>
public sealed unsafe class GaussianLoss(float beta) : Loss
{
    /// <summary>Smallest logarithm of a variance (in standardised units) that is used.</summary>
    public const float LowestLogVariance = -6;

    /// <summary>Largest logarithm of a variance that is used.</summary>
    public const float HighestLogVariance = 3;

    /// <inheritdoc/>
    public override string Name => "gaussian";

    /// <inheritdoc/>
    public override int Parts => 2;

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var width = SignalShape.Pad(count);
        float* log = outputs + width, gradientLog = gradient + width;
        var total = Vector256<float>.Zero;
        var half = Vector256.Create(0.5f);
        var (lowest, highest) = (Vector256.Create(LowestLogVariance), Vector256.Create(HighestLogVariance));
        for (var i = 0; i < width; i += 8)
        {
            var raw = Vector256.Load(log + i);
            var s = Vector256.Max(lowest, Vector256.Min(highest, raw));
            var inverse = Vector256.Exp(-s);
            var weight = Vector256.Load(weights + i) * scale * Vector256.Exp(s * beta);
            var e = Vector256.Load(outputs + i) - Vector256.Load(targets + i);
            var square = e * e * inverse;
            total += weight * half * (square + s);
            (weight * e * inverse).Store(gradient + i);

            // Beyond its bounds the logarithm of the variance is only ever pulled back.
            var slope = weight * half * (Vector256<float>.One - square);
            slope = Vector256.ConditionalSelect(Vector256.LessThan(raw, lowest), Vector256.Min(slope, Vector256<float>.Zero), slope);
            slope = Vector256.ConditionalSelect(Vector256.GreaterThan(raw, highest), Vector256.Max(slope, Vector256<float>.Zero), slope);
            slope.Store(gradientLog + i);
        }

        return Vector256.Sum(total);
    }
}
