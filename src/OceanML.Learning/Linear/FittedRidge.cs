using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// A ridge regression that has learned. The variance of the data is that of what it leaves; the variance of the model that of its weights
/// given so many rows: s² (1/n + z' (Z'Z + penalty)⁻¹ z) for a row with centred features z.
/// </summary>
public sealed class FittedRidge : FittedModel
{
    private readonly Standardisation scaling;
    private readonly RidgeWeights[] targets;

    internal FittedRidge(Standardisation scaling, RidgeWeights[] targets) => (this.scaling, this.targets) = (scaling, targets);

    /// <summary>The penalty of each target.</summary>
    public IReadOnlyList<double> Penalties => [.. targets.Select(target => target.Penalty)];

    /// <summary>Weights of the standardised features for each target, in the model's space.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Weights => [.. targets.Select(target => target.Weights)];

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var (width, count) = (scaling.Count, targets.Length);
        var (mean, ofData, ofModel) = (new double[rows.Length * count], new double[rows.Length * count], new double[rows.Length * count]);
        var (row, centred) = (new float[width], new double[width]);
        for (var i = 0; i < rows.Length; i++)
        {
            RidgeFit.Fill(scaling, features, rows.Slice(i, 1), row);
            var share = 0.0;
            for (var t = 0; t < count; t++)
            {
                var target = targets[t];
                for (var f = 0; f < width; f++) centred[f] = row[f] - target.FeatureMean[f];
                var at = i * count + t;
                mean[at] = target.TargetMean + Distances.Dot(target.Weights, centred);
                ofData[at] = target.Variance;

                // Targets with the same rows and penalty share the root, and what it gives.
                if (t == 0 || !ReferenceEquals(target.Root, targets[t - 1].Root)) share = 1.0 / Math.Max(1, target.Rows) + Squares(target.Root, centred);
                ofModel[at] = target.Variance * share;
            }
        }

        return new Predictive(rows.Length, count, mean, ofData, ofModel);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        var (width, count) = (scaling.Count, targets.Length);
        var x = scaling.AddTo(builder, features, "ridge", fill: true);
        var (weights, bias) = (new float[width * count], new float[count]);
        for (var t = 0; t < count; t++)
        {
            for (var f = 0; f < width; f++) weights[f * count + t] = (float)targets[t].Weights[f];
            bias[t] = (float)(targets[t].TargetMean - Distances.Dot(targets[t].Weights, targets[t].FeatureMean));
        }

        var mean = builder.Dense(x, weights, bias, width, count);
        var roots = new List<double[]>();
        var parts = new List<GraphSignal>();
        foreach (var target in targets)
        {
            var known = roots.FindIndex(root => ReferenceEquals(root, target.Root));
            if (known < 0)
            {
                known = roots.Count;
                roots.Add(target.Root);
                var projected = builder.MatMul(builder.Sub(x, Row(target.FeatureMean)), builder.Constant(Array.ConvertAll(target.Root, value => (float)value), width, width));
                parts.Add(builder.Add(builder.ReduceSum(builder.Mul(projected, projected), 1), builder.Constant((float)(1.0 / Math.Max(1, target.Rows)))));
            }
        }

        long[] part = [.. targets.Select(target => (long)roots.FindIndex(root => ReferenceEquals(root, target.Root)))];
        var shares = builder.Gather(parts.Count == 1 ? parts[0] : builder.Concat(1, [.. parts]), 1, part);
        var variance = Row([.. targets.Select(target => target.Variance)]);
        return new ModelOutputs(mean, builder.Add(builder.Mul(mean, builder.Constant(0)), variance), builder.Mul(shares, variance));

        GraphSignal Row(double[] values) => builder.Constant([.. values.Select(value => (float)value)], 1, values.Length);
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("penalty_of_each_target");
        foreach (var target in targets) json.WriteNumberValue(Math.Round(target.Penalty, 6));
        json.WriteEndArray();
    }

    private double Squares(double[] root, double[] centred)
    {
        var width = scaling.Count;
        var projected = new double[width];
        for (var k = 0; k < width; k++) Distances.AddScaled(projected, root.AsSpan(k * width, width), centred[k]);
        return Distances.Dot(projected, projected);
    }
}
