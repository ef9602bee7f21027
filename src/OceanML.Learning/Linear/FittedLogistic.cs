using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A logistic regression that has learned. Its entropy is that of its probabilities, all of the data: one set of weights does not say how uncertain they are.</summary>
public sealed class FittedLogistic : FittedModel
{
    private readonly Standardisation scaling;
    private readonly double[] weights;
    private readonly int classes;
    private readonly double penalty;

    internal FittedLogistic(Standardisation scaling, double[] weights, int classes, double penalty) =>
        (this.scaling, this.weights, this.classes, this.penalty) = (scaling, weights, classes, penalty);

    /// <summary>The penalty, given or chosen.</summary>
    public double Penalty => penalty;

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var width = scaling.Count;
        var (mean, entropy, row) = (new double[rows.Length * classes], new double[rows.Length], new float[width]);
        for (var i = 0; i < rows.Length; i++)
        {
            RidgeFit.Fill(scaling, features, rows.Slice(i, 1), row);
            var own = mean.AsSpan(i * classes, classes);
            var (largest, sum) = (double.NegativeInfinity, 0.0);
            for (var k = 0; k < classes; k++)
            {
                var line = weights.AsSpan(k * (width + 1), width + 1);
                own[k] = line[width];
                for (var f = 0; f < width; f++) own[k] += line[f] * row[f];
                largest = Math.Max(largest, own[k]);
            }

            for (var k = 0; k < classes; k++) sum += own[k] = Math.Exp(own[k] - largest);
            for (var k = 0; k < classes; k++)
            {
                own[k] /= sum;
                if (own[k] > 0) entropy[i] -= own[k] * Math.Log(own[k]);
            }
        }

        return new Predictive(rows.Length, classes, mean, entropy, new double[rows.Length]);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        var width = scaling.Count;
        var (matrix, bias) = (new float[width * classes], new float[classes]);
        for (var k = 0; k < classes; k++)
        {
            for (var f = 0; f < width; f++) matrix[f * classes + k] = (float)weights[k * (width + 1) + f];
            bias[k] = (float)weights[k * (width + 1) + width];
        }

        var probabilities = builder.Softmax(builder.Dense(scaling.AddTo(builder, features, "logistic", fill: true), matrix, bias, width, classes));
        var entropy = ForestParts.AddEntropy(builder, probabilities);
        return new ModelOutputs(probabilities, entropy, builder.Mul(entropy, builder.Constant(0)));
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json) => json.WriteNumber("penalty", penalty);
}
