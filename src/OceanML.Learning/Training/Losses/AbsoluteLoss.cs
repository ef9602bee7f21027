using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Absolute error w · |f - y|: the median is learned, and gross outliers do not lead.</summary>
public sealed unsafe class AbsoluteLoss : Loss
{
    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var total = Vector256<float>.Zero;
        for (var i = 0; i < count; i += 8)
        {
            var weight = Vector256.Load(weights + i) * scale;
            var e = Vector256.Load(outputs + i) - Vector256.Load(targets + i);
            total += weight * Vector256.Abs(e);

            // At the target itself the slope is 0.
            Vector256.ConditionalSelect(Vector256.Equals(e, Vector256<float>.Zero), Vector256<float>.Zero, Vector256.CopySign(weight, e)).Store(gradient + i);
        }

        return Vector256.Sum(total);
    }
}
