using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Networks trained on the same rows from different starts; their mean is the prediction, their spread part of its uncertainty.</summary>
/// <param name="inputs">How features become inputs.</param>
/// <param name="targets">How outputs become targets.</param>
/// <param name="members">The networks.</param>
public sealed class NetworkEnsemble(InputScaling inputs, TargetScaling targets, IReadOnlyList<TrainedMember> members) : FittedModel
{
    private const int ChunkRows = 128;

    /// <summary>How features become inputs.</summary>
    public InputScaling Inputs => inputs;

    /// <summary>How outputs become targets.</summary>
    public TargetScaling Targets => targets;

    /// <summary>The networks.</summary>
    public IReadOnlyList<TrainedMember> Members => members;

    /// <inheritdoc/>
    /// <remarks>The mean of the members; the mean of the variances they give; the spread of their means.</remarks>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var (count, width) = (targets.Count, SignalShape.Pad(targets.Count));
        var (sum, squares, variance) = (new double[rows.Length * count], new double[rows.Length * count], new double[rows.Length * count]);
        var workspace = new NetworkWorkspace(members[0].Network, ChunkRows);
        for (var start = 0; start < rows.Length; start += ChunkRows)
        {
            var chunk = Math.Min(ChunkRows, rows.Length - start);
            inputs.ApplyTo(workspace.Input, features, rows.Slice(start, chunk));
            foreach (var member in members)
            {
                member.Network.Forward(workspace, chunk);
                for (var i = 0; i < chunk; i++)
                {
                    for (var t = 0; t < count; t++)
                    {
                        double mean = workspace.Output[i * 2 * width + t];
                        var log = Math.Clamp(workspace.Output[i * 2 * width + width + t], GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance);
                        var at = (start + i) * count + t;
                        sum[at] += mean;
                        squares[at] += mean * mean;
                        variance[at] += Math.Exp(log);
                    }
                }
            }
        }

        for (var at = 0; at < sum.Length; at++)
        {
            var (deviation, mean) = (targets.Deviation[at % count], sum[at] / members.Count);
            squares[at] = Math.Max(0, squares[at] / members.Count - mean * mean) * deviation * deviation;
            variance[at] *= deviation * deviation / members.Count;
            sum[at] = mean * deviation + targets.Mean[at % count];
        }

        return new Predictive(rows.Length, count, sum, variance, squares);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        var x = inputs.AddTo(builder, features);
        var outputs = members.Select((member, number) => builder.Unsqueeze(member.Network.AddTo(builder, x, $"member_{number}"), 1)).ToArray();
        var all = outputs.Length == 1 ? outputs[0] : builder.Concat(1, outputs);
        var (count, width) = (targets.Count, SignalShape.Pad(targets.Count));
        var means = LastColumns(builder, all, 0, count);
        var logs = builder.Clip(LastColumns(builder, all, width, width + count), GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance);
        var mean = builder.ReduceMean(means, 1);
        var deviation = builder.Sub(means, mean);
        var scale = Row(builder, "target_deviation", targets.Deviation);
        var square = Row(builder, "target_variance", [.. targets.Deviation.Select(value => value * value)]);
        return new ModelOutputs(
            builder.Add(builder.Mul(builder.Squeeze(mean, 1), scale), Row(builder, "target_mean", targets.Mean)),
            builder.Mul(builder.ReduceMean(builder.Exp(logs), 1, keep: false), square),
            builder.Mul(builder.ReduceMean(builder.Mul(deviation, deviation), 1, keep: false), square));
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("parameters_per_member", members[0].Network.FreeParameters);
        json.WriteStartArray("kept_epochs");
        foreach (var member in members) json.WriteNumberValue(member.KeptEpoch);
        json.WriteEndArray();
        json.WriteNumber("network_inputs", inputs.Shape.Steps * inputs.Shape.Width);
        json.WriteStartArray("variance_held_by_components_of_each_spectrum");
        foreach (var share in inputs.SpectralShares) json.WriteNumberValue(Math.Round(share, 8));
        json.WriteEndArray();
    }

    private static GraphSignal LastColumns(GraphBuilder builder, GraphSignal x, long start, long end) =>
        builder.Node("Slice", [x, builder.Indices(start), builder.Indices(end), builder.Indices(2)]);

    private static GraphSignal Row(GraphBuilder builder, string name, double[] values) =>
        builder.Constant(name, [.. values.Select(value => (float)value)], 1, values.Length);
}
