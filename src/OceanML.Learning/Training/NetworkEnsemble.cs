using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Networks whose outputs make one predictive distribution: members of an ensemble, passes with units dropped, or draws of weights.</summary>
/// <param name="inputs">How features become inputs.</param>
/// <param name="head">How outputs become a prediction.</param>
/// <param name="networks">The networks that predict.</param>
/// <param name="members">The networks that were trained.</param>
public sealed class NetworkEnsemble(InputScaling inputs, PredictiveHead head, IReadOnlyList<Network> networks, IReadOnlyList<TrainedMember> members) : FittedModel
{
    private const int ChunkRows = 128;

    /// <summary>How features become inputs.</summary>
    public InputScaling Inputs => inputs;

    /// <summary>How outputs become a prediction.</summary>
    public PredictiveHead Head => head;

    /// <summary>The networks that predict.</summary>
    public IReadOnlyList<Network> Networks => networks;

    /// <summary>The networks that were trained.</summary>
    public IReadOnlyList<TrainedMember> Members => members;

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var (outputs, stride) = (networks[0].Output.Width, networks[0].Output.PaddedWidth);
        var sums = new double[rows.Length * head.SumCount];
        var workspace = new NetworkWorkspace(networks[0], ChunkRows);
        for (var start = 0; start < rows.Length; start += ChunkRows)
        {
            var chunk = Math.Min(ChunkRows, rows.Length - start);
            inputs.ApplyTo(workspace.Input, features, rows.Slice(start, chunk));
            foreach (var network in networks)
            {
                network.Predict(workspace, chunk);
                for (var i = 0; i < chunk; i++) head.Add(workspace.Output.Slice(i * stride, outputs), sums.AsSpan((start + i) * head.SumCount, head.SumCount));
            }
        }

        return head.Combine(sums, rows.Length, networks.Count);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        builder.Metadata(StoredModel.NetworkKey, NetworkDescription.Write(networks[0]));
        var x = inputs.AddTo(builder, features);
        var outputs = networks.Select((network, number) => builder.Unsqueeze(network.AddTo(builder, x, StoredModel.Prefix(number)), 1)).ToArray();
        return head.AddTo(builder, outputs.Length == 1 ? outputs[0] : builder.Concat(1, outputs));
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("parameters_per_member", members[0].Posterior?.FreeParameters ?? members[0].Network.FreeParameters);
        json.WriteNumber("networks_that_predict", networks.Count);
        json.WriteStartArray("kept_epochs");
        foreach (var member in members) json.WriteNumberValue(member.KeptEpoch);
        json.WriteEndArray();
        json.WriteNumber("network_inputs", inputs.Shape.Steps * inputs.Shape.Width);
        json.WriteStartArray("variance_held_by_components_of_each_spectrum");
        foreach (var share in inputs.SpectralShares) json.WriteNumberValue(Math.Round(share, 8));
        json.WriteEndArray();
    }
}
