namespace OceanML.Core;

/// <summary>One operation of a <see cref="Graph"/>.</summary>
/// <param name="Operation">ONNX operator, e.g. <c>Gemm</c>, <c>Relu</c> (https://onnx.ai/onnx/operators/).</param>
/// <param name="Name">Unique name of the node, for messages and viewers.</param>
/// <param name="Inputs">Names of the values it takes; empty text for an optional input left out.</param>
/// <param name="Outputs">Names of the values it makes; each is made once in a graph.</param>
/// <param name="Attributes">Settings; an absent one has the default of the operator.</param>
public sealed record GraphNode(
    string Operation,
    string Name,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, GraphAttribute> Attributes)
{
    private static readonly Dictionary<string, GraphAttribute> None = [];

    /// <summary>A node without attributes.</summary>
    public GraphNode(string operation, string name, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
        : this(operation, name, inputs, outputs, None)
    {
    }

    /// <summary>An integer setting, or its default.</summary>
    public long Integer(string name, long otherwise) =>
        Attributes.GetValueOrDefault(name) is GraphAttribute.Integer value ? value.Value : otherwise;

    /// <summary>A number, or its default.</summary>
    public float Number(string name, float otherwise) =>
        Attributes.GetValueOrDefault(name) is GraphAttribute.Number value ? value.Value : otherwise;

    /// <summary>A text setting, or its default.</summary>
    public string Text(string name, string otherwise) =>
        Attributes.GetValueOrDefault(name) is GraphAttribute.Text value ? value.Value : otherwise;

    /// <summary>Several texts, or null where not set.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        Attributes.GetValueOrDefault(name) is GraphAttribute.Texts value ? value.Values : null;

    /// <summary>Several numbers, or null where not set.</summary>
    public IReadOnlyList<float>? Numbers(string name) =>
        Attributes.GetValueOrDefault(name) is GraphAttribute.Numbers value ? value.Values : null;

    /// <summary>Several integers, or null where not set.</summary>
    public IReadOnlyList<long>? Integers(string name) =>
        Attributes.GetValueOrDefault(name) is GraphAttribute.Integers value ? value.Values : null;
}
