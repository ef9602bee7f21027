using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Networks that give a logit for each class. The probabilities are the mean of their softmax; the entropy of that mean splits into the mean of
/// their entropies, which is the part of the data, and the mutual information of class and network, which is the part of the model (Depeweg et al. 2018,
/// arXiv:1710.07283).
/// </summary>
/// <param name="classes">Number of classes.</param>
public sealed class ClassHead(int classes) : PredictiveHead
{
    /// <summary>Probabilities below it add nothing to an entropy; it keeps logarithms finite.</summary>
    private const float Smallest = 1e-30f;

    /// <inheritdoc/>
    public override int Width => classes;

    /// <inheritdoc/>
    public override int OutputCount => classes;

    /// <inheritdoc/>
    public override int SumCount => classes + 1;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, Span<double> sums)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        for (var k = 0; k < classes; k++) largest = Math.Max(largest, outputs[k]);
        Span<double> p = classes <= 256 ? stackalloc double[classes] : new double[classes];
        for (var k = 0; k < classes; k++) sum += p[k] = Math.Exp(outputs[k] - largest);
        for (var k = 0; k < classes; k++)
        {
            p[k] /= sum;
            sums[k] += p[k];
        }

        sums[classes] += Entropy(p);
    }

    /// <inheritdoc/>
    public override Predictive Combine(ReadOnlySpan<double> sums, int rows, int networks)
    {
        var (mean, data, model) = (new double[rows * classes], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var own = sums.Slice(row * SumCount, SumCount);
            var p = mean.AsSpan(row * classes, classes);
            for (var k = 0; k < classes; k++) p[k] = own[k] / networks;
            data[row] = own[classes] / networks;
            model[row] = Math.Max(0, Entropy(p) - data[row]);
        }

        return new Predictive(rows, classes, mean, data, model);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal outputs)
    {
        var p = builder.Softmax(outputs);
        var mean = builder.ReduceMean(p, 1, keep: false);
        var data = builder.ReduceMean(Entropy(p, 2), 1, keep: false);
        var model = builder.Max(builder.Sub(Entropy(mean, 1), data), builder.Constant(0f));
        return new ModelOutputs(mean, data, model);

        GraphSignal Entropy(GraphSignal probabilities, int axis) =>
            builder.ReduceSum(builder.Mul(probabilities, builder.Mul(builder.Log(builder.Max(probabilities, builder.Constant(Smallest))), builder.Constant(-1f))), axis);
    }

    private static double Entropy(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var p in probabilities) sum -= p * Math.Log(Math.Max(p, Smallest));
        return sum;
    }
}
