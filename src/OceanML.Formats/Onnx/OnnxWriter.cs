using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Formats.Onnx;

/// <summary>A graph as the messages of onnx.proto3; the field numbers are those of the specification.</summary>
internal static class OnnxWriter
{
    // Version 8 of the format goes with operator sets 15 to 18.
    private const int FormatVersion = 8;

    // The domain of trees and its operator set: the one in which trees take the form of lists of nodes.
    private const string MachineLearning = "ai.onnx.ml";
    private const int MachineLearningSet = 3;

    public static byte[] Model(Graph graph)
    {
        var model = new ProtoWriter();
        model.Write(1, FormatVersion);
        model.Write(2, graph.Producer);
        if (graph.ProducerVersion.Length > 0) model.Write(3, graph.ProducerVersion);
        model.Write(7, message => Graph(message, graph));
        model.Write(8, operators =>
        {
            operators.Write(1, "");
            operators.Write(2, graph.OperatorSet);
        });
        if (graph.Nodes.Any(node => node.Operation.StartsWith(MachineLearning + ".", StringComparison.Ordinal)))
        {
            model.Write(8, operators =>
            {
                operators.Write(1, MachineLearning);
                operators.Write(2, MachineLearningSet);
            });
        }

        foreach (var (key, value) in graph.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            model.Write(14, entry =>
            {
                entry.Write(1, key);
                entry.Write(2, value);
            });
        }

        return model.Bytes.ToArray();
    }

    private static void Graph(ProtoWriter message, Graph graph)
    {
        foreach (var node in graph.Nodes) message.Write(1, inner => Node(inner, node));
        message.Write(2, graph.Name);
        foreach (var tensor in graph.Tensors) message.Write(5, inner => Tensor(inner, tensor));
        foreach (var input in graph.Inputs) message.Write(11, inner => Value(inner, input));
        foreach (var output in graph.Outputs) message.Write(12, inner => Value(inner, output));
    }

    private static void Node(ProtoWriter message, GraphNode node)
    {
        foreach (var input in node.Inputs) message.Write(1, input);
        foreach (var output in node.Outputs) message.Write(2, output);
        message.Write(3, node.Name);

        // An operation outside the standard set is named with its domain: ai.onnx.ml.TreeEnsembleRegressor.
        var dot = node.Operation.LastIndexOf('.');
        message.Write(4, node.Operation[(dot + 1)..]);
        foreach (var (name, attribute) in node.Attributes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            message.Write(5, inner => Attribute(inner, name, attribute));
        if (dot > 0) message.Write(7, node.Operation[..dot]);
    }

    private static void Attribute(ProtoWriter message, string name, GraphAttribute attribute)
    {
        message.Write(1, name);
        switch (attribute)
        {
            case GraphAttribute.Number number:
                message.Write(2, number.Value);
                message.Write(20, 1);
                break;
            case GraphAttribute.Integer integer:
                message.Write(3, integer.Value);
                message.Write(20, 2);
                break;
            case GraphAttribute.Text text:
                message.Write(4, text.Value);
                message.Write(20, 3);
                break;
            case GraphAttribute.Tensor tensor:
                message.Write(5, inner => Tensor(inner, tensor.Value));
                message.Write(20, 4);
                break;
            case GraphAttribute.Numbers numbers:
                message.WritePacked(7, numbers.Values);
                message.Write(20, 6);
                break;
            case GraphAttribute.Integers integers:
                message.WritePacked(8, integers.Values);
                message.Write(20, 7);
                break;
            case GraphAttribute.Texts texts:
                foreach (var text in texts.Values) message.Write(9, text);
                message.Write(20, 8);
                break;
            default:
                throw new ArgumentException($"attribute '{name}' is of unknown kind", nameof(attribute));
        }
    }

    private static void Tensor(ProtoWriter message, GraphTensor tensor)
    {
        if (tensor.Shape.Length > 0) message.WritePacked(1, tensor.Shape.Select(size => (long)size));
        message.Write(2, (long)(tensor.Element == GraphElement.Float32 ? OnnxType.Float : OnnxType.Int64));
        message.Write(8, tensor.Name);

        // raw_data is little-endian, as is every machine this runs on.
        message.Write(9, tensor.Element == GraphElement.Float32 ? MemoryMarshal.AsBytes(tensor.Floats.AsSpan()) : MemoryMarshal.AsBytes(tensor.Integers.AsSpan()));
    }

    private static void Value(ProtoWriter message, GraphValue value)
    {
        message.Write(1, value.Name);
        message.Write(2, type => type.Write(1, tensor =>
        {
            tensor.Write(1, (long)(value.Element == GraphElement.Float32 ? OnnxType.Float : OnnxType.Int64));
            tensor.Write(2, shape =>
            {
                foreach (var dimension in value.Shape)
                {
                    shape.Write(1, inner =>
                    {
                        if (dimension.Symbol is null) inner.Write(1, dimension.Size);
                        else inner.Write(2, dimension.Symbol);
                    });
                }
            });
        }));
    }
}
