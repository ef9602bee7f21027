using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A model file read back into what made it, so that it can be explained from within; what it predicts comes from its graph all the same.</summary>
/// <param name="Graph">The model.</param>
/// <param name="Signature">Its features and targets.</param>
/// <param name="Classes">The classes of a classification; null for a regression.</param>
/// <param name="Inputs">How features become the inputs of networks; null for a model without networks.</param>
/// <param name="Targets">How outputs of networks become targets; null for a classification or a model without networks.</param>
/// <param name="Networks">The networks of an ensemble; empty for another kind of model.</param>
public sealed record StoredModel(
    Graph Graph,
    ModelSignature Signature,
    IReadOnlyList<string>? Classes,
    InputScaling? Inputs,
    TargetScaling? Targets,
    IReadOnlyList<Network> Networks)
{
    /// <summary>Key of the metadata that describes the layers of each network, see <see cref="NetworkDescription"/>.</summary>
    public const string NetworkKey = "oceanml.network";

    /// <summary>What the names of the tensors of a network begin with.</summary>
    public static string Prefix(int member) => string.Create(CultureInfo.InvariantCulture, $"member_{member}");

    /// <summary>Whether the model's space is log10 of the unit.</summary>
    public bool Log10 => Graph.Metadata.GetValueOrDefault("oceanml.target_space") == "log10";

    /// <summary>Reads a model back.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="label">How messages name it: its file.</param>
    /// <exception cref="OceanException">It does not say what its columns are, or its description and its tensors do not fit.</exception>
    public static StoredModel Of(Graph graph, string label)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var signature = ModelSignature.Of(graph, label);
        var floor = graph.Metadata.TryGetValue("oceanml.log10_floor", out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
        var networks = new List<Network>();
        if (graph.Metadata.TryGetValue(NetworkKey, out var description))
        {
            var tensors = graph.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
            for (var member = 0; tensors.Keys.Any(name => name.StartsWith(Prefix(member) + ".", StringComparison.Ordinal)); member++)
            {
                var network = NetworkDescription.Read(description, label);
                network.Load(name => tensors.GetValueOrDefault(name) ?? throw OceanException.BadInput($"{label}: the tensor '{name}' of the network is missing"), Prefix(member));
                networks.Add(network);
            }
        }

        return new StoredModel(
            graph,
            signature,
            ModelSignature.ClassesOf(graph, label),
            networks.Count > 0 ? InputScaling.Of(graph, [.. signature.Features.Select(feature => feature.Name)]) : null,
            TargetScaling.Of(graph, graph.Metadata.GetValueOrDefault("oceanml.target_space") == "log10", floor),
            networks);
    }
}
