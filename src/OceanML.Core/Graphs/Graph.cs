namespace OceanML.Core;

/// <summary>
/// A trained model as a graph of operations on named tensors, in the terms of ONNX (https://onnx.ai/onnx/repo-docs/IR.html), so that
/// it can be written as a model file, evaluated here, and opened by ONNX Runtime with the same numbers. Scaling of features and
/// targets is part of the graph; what the numbers mean (features, units, training domain, provenance) is in <see cref="Metadata"/>.
/// </summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Inputs">What must be given.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Nodes">The operations, each after those whose outputs it takes.</param>
/// <param name="Tensors">Weights and other constants, by unique name.</param>
/// <param name="Metadata">Key-value text that travels in the file, written in the order of the keys.</param>
public sealed record Graph(
    string Name,
    IReadOnlyList<GraphValue> Inputs,
    IReadOnlyList<GraphValue> Outputs,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphTensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Version of the ONNX operator set the nodes are meant in.</summary>
    public int OperatorSet { get; init; } = 17;

    /// <summary>The program that made the model, e.g. <c>galaxy-oceanml</c>.</summary>
    public string Producer { get; init; } = "galaxy-oceanml";

    /// <summary>Its version.</summary>
    public string ProducerVersion { get; init; } = "";

    /// <summary>The tensor of that name, or null.</summary>
    public GraphTensor? FindTensor(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);
}
