using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Huber's loss (1964, doi:10.1214/aoms/1177703732): w · e² / 2 where |e| is below <paramref name="threshold"/> δ, w · δ · (|e| - δ / 2) beyond;
/// close to the mean, yet gross outliers do not lead.
/// </summary>
/// <param name="threshold">δ, in standard deviations of the target.</param>
public sealed unsafe class HuberLoss(float threshold = 1) : Loss
{
    /// <inheritdoc/>
    public override string Name => "huber";

    /// <summary>δ, in standard deviations of the target.</summary>
    public float Threshold => threshold;

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var total = Vector256<float>.Zero;
        var (delta, half) = (Vector256.Create(threshold), Vector256.Create(0.5f));
        for (var i = 0; i < count; i += 8)
        {
            var weight = Vector256.Load(weights + i) * scale;
            var e = Vector256.Load(outputs + i) - Vector256.Load(targets + i);

            // With e held to ±δ, both branches are h · (e - h / 2), and h is the slope.
            var held = Vector256.Max(-delta, Vector256.Min(delta, e));
            total += weight * held * (e - half * held);
            (weight * held).Store(gradient + i);
        }

        return Vector256.Sum(total);
    }
}
