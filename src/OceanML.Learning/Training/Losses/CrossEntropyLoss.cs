using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Cross-entropy -w · ln p of the class that is: the likelihood of the classes, probabilities come out calibrated.</summary>
public sealed unsafe class CrossEntropyLoss : ClassLoss
{
    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var normaliser = Softmax(outputs, gradient, count);
        var (total, mass) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var k = 0; k < count; k += 8)
        {
            var wanted = Vector256.Load(weights + k) * Vector256.Load(targets + k) * scale;
            mass += wanted;
            total += wanted * (Vector256.Create(normaliser) - Vector256.Load(outputs + k));
        }

        var all = Vector256.Create(Vector256.Sum(mass));
        for (var k = 0; k < count; k += 8)
        {
            var wanted = Vector256.Load(weights + k) * Vector256.Load(targets + k) * scale;
            (Vector256.Load(gradient + k) * all - wanted).Store(gradient + k);
        }

        return Vector256.Sum(total);
    }
}
