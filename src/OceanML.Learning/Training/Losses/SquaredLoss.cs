using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Squared error w · (f - y)²: the mean is learned. Large errors count most, so a few gross outliers may lead.</summary>
public sealed unsafe class SquaredLoss : Loss
{
    /// <inheritdoc/>
    public override string Name => "mse";

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var total = Vector256<float>.Zero;
        for (var i = 0; i < count; i += 8)
        {
            var weight = Vector256.Load(weights + i) * scale;
            var e = Vector256.Load(outputs + i) - Vector256.Load(targets + i);
            var pull = weight * e;
            total += pull * e;
            (pull + pull).Store(gradient + i);
        }

        return Vector256.Sum(total);
    }
}
