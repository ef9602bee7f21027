using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// The pinball loss of several quantiles of each target (Koenker and Bassett 1978, doi:10.2307/1913643): the sum over levels τ of
/// w · max(τ (y - q), (τ - 1)(y - q)). The quantiles cannot cross: the network gives the median, and every other quantile is the next one towards the
/// median plus (above) or minus (below) ln(1 + exp(output)).
/// </summary>
public sealed unsafe class QuantileLoss : Loss
{
    private readonly float[] levels;
    private readonly int median;

    /// <summary>Declares the levels.</summary>
    /// <param name="levels">Rising, between 0 and 1, 0.5 among them.</param>
    public QuantileLoss(params ReadOnlySpan<double> levels)
    {
        this.levels = new float[levels.Length];
        for (var k = 0; k < levels.Length; k++)
        {
            if (!(levels[k] > (k == 0 ? 0 : levels[k - 1]) && levels[k] < 1)) throw new ArgumentException("levels must rise between 0 and 1", nameof(levels));
            this.levels[k] = (float)levels[k];
        }

        median = Array.IndexOf(this.levels, 0.5f);
        if (median < 0) throw new ArgumentException("the median, 0.5, must be among the levels", nameof(levels));
    }

    /// <inheritdoc/>
    public override string Name => "quantile";

    /// <inheritdoc/>
    public override int Parts => levels.Length;

    /// <inheritdoc/>
    public override bool WatchesSquares => false;

    /// <summary>Which part, and which quantile, is the median.</summary>
    public int Median => median;

    /// <summary>The quantiles of one row and target from the outputs, in place.</summary>
    /// <param name="parts">The outputs, one per level; receives the quantiles.</param>
    public void ToQuantiles(Span<double> parts)
    {
        for (var k = median + 1; k < parts.Length; k++) parts[k] = parts[k - 1] + SmoothFunctions.Softplus(parts[k]);
        for (var k = median - 1; k >= 0; k--) parts[k] = parts[k + 1] - SmoothFunctions.Softplus(parts[k]);
    }

    /// <summary>The pinball loss of all quantiles, over the rows.</summary>
    public override (double Sum, double Weight) Watch(in LossBatch batch)
    {
        var (sum, total) = (0.0, 0.0);
        var count = batch.TargetCount;
        var (width, outputWidth) = (SignalShape.Pad(count), SignalShape.Pad(OutputCount(count)));
        Span<double> parts = stackalloc double[levels.Length];
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var i = 0; i < count; i++)
            {
                var weight = batch.Weights[row * width + i];
                if (weight <= 0) continue;
                for (var k = 0; k < parts.Length; k++) parts[k] = batch.Outputs[row * outputWidth + k * count + i];
                ToQuantiles(parts);
                for (var k = 0; k < parts.Length; k++)
                {
                    var e = batch.Targets[row * width + i] - parts[k];
                    sum += weight * Math.Max(levels[k] * e, (levels[k] - 1) * e);
                }

                total += weight;
            }
        }

        return (sum, total);
    }

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var width = SignalShape.Pad(count);
        var total = Vector256<float>.Zero;
        for (var i = 0; i < count; i += 8)
        {
            var (y, w) = (Vector256.Load(targets + i), Vector256.Load(weights + i) * scale);
            var middle = Vector256.Load(outputs + median * width + i);
            var slope = Pinball(median, y - middle, w, ref total);
            for (var side = -1; side <= 1; side += 2)
            {
                // Outwards: the quantiles; their own slopes are kept where the gradient goes. Inwards: an output moves all quantiles beyond it.
                var q = middle;
                for (var k = median + side; k >= 0 && k < levels.Length; k += side)
                {
                    q += SmoothFunctions.Softplus(Vector256.Load(outputs + k * width + i)) * side;
                    Pinball(k, y - q, w, ref total).Store(gradient + k * width + i);
                }

                var beyond = Vector256<float>.Zero;
                for (var k = side < 0 ? 0 : levels.Length - 1; k != median; k -= side)
                {
                    beyond += Vector256.Load(gradient + k * width + i);
                    (beyond * SmoothFunctions.Logistic(Vector256.Load(outputs + k * width + i)) * side).Store(gradient + k * width + i);
                }

                slope += beyond;
            }

            slope.Store(gradient + median * width + i);
        }

        return Vector256.Sum(total);
    }

    private Vector256<float> Pinball(int k, Vector256<float> e, Vector256<float> weight, ref Vector256<float> total)
    {
        var level = Vector256.Create(levels[k]);
        var factor = Vector256.ConditionalSelect(Vector256.GreaterThan(e, Vector256<float>.Zero), level, level - Vector256<float>.One);
        total += weight * factor * e;
        return -weight * factor;
    }
}
