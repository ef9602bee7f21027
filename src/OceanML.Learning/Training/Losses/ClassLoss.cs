using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// A loss of the logits of classes: their softmax is the probability of each class. The weight of a row, class weight included, stands in the
/// column of every class.
/// </summary>
public abstract unsafe class ClassLoss : Loss
{
    /// <inheritdoc/>
    public override bool WatchesSquares => false;

    /// <summary>The weighted cross-entropy over the rows, whatever the loss, so that losses can be compared.</summary>
    public override (double Sum, double Weight) Watch(in LossBatch batch)
    {
        var (sum, total) = (0.0, 0.0);
        var width = SignalShape.Pad(batch.TargetCount);
        for (var row = 0; row < batch.Rows; row++)
        {
            var logits = batch.Outputs.Slice(row * width, batch.TargetCount);
            var largest = double.NegativeInfinity;
            foreach (var logit in logits) largest = Math.Max(largest, logit);
            var normaliser = 0.0;
            foreach (var logit in logits) normaliser += Math.Exp(logit - largest);
            normaliser = largest + Math.Log(normaliser);
            for (var k = 0; k < logits.Length; k++)
            {
                double weight = batch.Weights[row * width + k] * batch.Targets[row * width + k];
                if (weight <= 0) continue;
                sum += weight * (normaliser - logits[k]);
                total += weight;
            }
        }

        return (sum, total);
    }

    /// <summary>Turns logits into probabilities; padded columns become 0.</summary>
    /// <param name="logits">[padded classes].</param>
    /// <param name="probabilities">Receives [padded classes].</param>
    /// <param name="count">Number of classes.</param>
    /// <returns>The logarithm of the sum of exp(logit): a logit minus it is the logarithm of a probability.</returns>
    protected static float Softmax(float* logits, float* probabilities, int count)
    {
        var largest = logits[0];
        for (var k = 1; k < count; k++) largest = Math.Max(largest, logits[k]);
        var (shift, sums) = (Vector256.Create(largest), Vector256<float>.Zero);
        for (var k = 0; k < count; k += 8)
        {
            var e = Vector256.Exp(Vector256.Load(logits + k) - shift);
            if (k + 8 > count) e = Vector256.ConditionalSelect(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count - k)).AsSingle(), e, Vector256<float>.Zero);
            sums += e;
            e.Store(probabilities + k);
        }

        var sum = Vector256.Sum(sums);
        var inverse = Vector256.Create(1 / sum);
        for (var k = 0; k < count; k += 8) (Vector256.Load(probabilities + k) * inverse).Store(probabilities + k);
        return largest + MathF.Log(sum);
    }
}
