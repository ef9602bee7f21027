using OceanML.Core;

namespace OceanML.Formats.Onnx;

/// <summary>The messages of onnx.proto3 as a graph; fields that say nothing about the numbers are passed over.</summary>
internal sealed class OnnxReader(string label)
{
    public Graph Model(ProtoReader model)
    {
        Graph? graph = null;
        var (producer, version, operators) = ("", "", 0);
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 2: producer = model.Text; break;
                case 3: version = model.Text; break;
                case 7: graph = Graph(model.Message); break;
                case 8: operators = Math.Max(operators, OperatorSet(model.Message)); break;
                case 14: Entry(model.Message, metadata); break;
            }
        }

        if (graph is null) throw new ProtoException("it holds no graph");
        return graph with { Metadata = metadata, Producer = producer, ProducerVersion = version, OperatorSet = operators };
    }

    private static int OperatorSet(ProtoReader message)
    {
        var (domain, version) = ("", 0);
        while (message.Next())
        {
            if (message.Field == 1) domain = message.Text;
            if (message.Field == 2) version = (int)message.Integer;
        }

        return domain is "" or "ai.onnx" ? version : 0;
    }

    private static void Entry(ProtoReader message, SortedDictionary<string, string> metadata)
    {
        var (key, value) = ("", "");
        while (message.Next())
        {
            if (message.Field == 1) key = message.Text;
            if (message.Field == 2) value = message.Text;
        }

        metadata[key] = value;
    }

    private Graph Graph(ProtoReader message)
    {
        var name = "";
        List<GraphNode> nodes = [];
        List<GraphTensor> tensors = [];
        List<GraphValue> inputs = [], outputs = [];
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: nodes.Add(Node(message.Message)); break;
                case 2: name = message.Text; break;
                case 5: tensors.Add(OnnxTensor.Read(message.Message, label)); break;
                case 11: inputs.Add(Value(message.Message)); break;
                case 12: outputs.Add(Value(message.Message)); break;
                case 15: throw OceanException.BadInput($"{label}: sparse weights are not supported");
            }
        }

        // Before version 4 of the format every weight was listed among the inputs too.
        var constants = tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        inputs.RemoveAll(input => constants.Contains(input.Name));
        return new Graph(name, inputs, outputs, nodes, tensors, new Dictionary<string, string>());
    }

    private GraphNode Node(ProtoReader message)
    {
        List<string> inputs = [], outputs = [];
        var (name, operation, domain) = ("", "", "");
        var attributes = new SortedDictionary<string, GraphAttribute>(StringComparer.Ordinal);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: inputs.Add(message.Text); break;
                case 2: outputs.Add(message.Text); break;
                case 3: name = message.Text; break;
                case 4: operation = message.Text; break;
                case 5: Attribute(message.Message, attributes); break;
                case 7: domain = message.Text; break;
            }
        }

        if (domain is not ("" or "ai.onnx")) operation = $"{domain}.{operation}";
        return new GraphNode(operation, name, inputs, outputs, attributes);
    }

    private void Attribute(ProtoReader message, SortedDictionary<string, GraphAttribute> attributes)
    {
        var (name, kind) = ("", 0L);
        GraphAttribute? single = null;
        List<long> integers = [];
        List<float> numbers = [];
        List<string> texts = [];
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: name = message.Text; break;
                case 2: single = GraphAttribute.Of(message.Number); break;
                case 3: single = GraphAttribute.Of(message.Integer); break;
                case 4: single = GraphAttribute.Of(message.Text); break;
                case 5: single = new GraphAttribute.Tensor(OnnxTensor.Read(message.Message, label)); break;
                case 7: message.AddTo(numbers); break;
                case 8: message.AddTo(integers); break;
                case 9: texts.Add(message.Text); break;
                case 20: kind = message.Integer; break;
                case 6 or 11: throw OceanException.BadInput($"{label}: attribute '{name}' holds a graph of its own (loops and branches are not supported)");
            }
        }

        // A field equal to its default may be left out of the file: the kind then says what was meant.
        GraphAttribute? attribute = kind switch
        {
            1 => single ?? GraphAttribute.Of(0f),
            2 => single ?? GraphAttribute.Of(0L),
            3 => single ?? GraphAttribute.Of(""),
            6 => new GraphAttribute.Numbers(numbers),
            7 => new GraphAttribute.Integers(integers),
            8 => new GraphAttribute.Texts(texts),
            _ when numbers.Count > 0 => new GraphAttribute.Numbers(numbers),
            _ when integers.Count > 0 => new GraphAttribute.Integers(integers),
            _ when texts.Count > 0 => new GraphAttribute.Texts(texts),
            _ => single,
        };
        if (attribute is not null) attributes[name] = attribute;
    }

    private GraphValue Value(ProtoReader message)
    {
        var name = "";
        var element = GraphElement.Float32;
        List<GraphDimension> shape = [];
        while (message.Next())
        {
            if (message.Field == 1) name = message.Text;
            if (message.Field != 2) continue;
            var type = message.Message;
            while (type.Next())
            {
                if (type.Field != 1) throw OceanException.BadInput($"{label}: '{name}' is not a tensor; export the model with plain tensors (for scikit-learn: zipmap off)");
                element = TensorType(type.Message, shape);
            }
        }

        return new GraphValue(name, element, shape);
    }

    private static GraphElement TensorType(ProtoReader tensor, List<GraphDimension> shape)
    {
        var element = GraphElement.Float32;
        while (tensor.Next())
        {
            if (tensor.Field == 1) element = (OnnxType)tensor.Integer is OnnxType.Float or OnnxType.Double or OnnxType.Float16 ? GraphElement.Float32 : GraphElement.Int64;
            if (tensor.Field != 2) continue;
            var dimensions = tensor.Message;
            while (dimensions.Next())
            {
                if (dimensions.Field == 1) shape.Add(Dimension(dimensions.Message));
            }
        }

        return element;
    }

    private static GraphDimension Dimension(ProtoReader message)
    {
        var dimension = new GraphDimension(-1, "");
        while (message.Next())
        {
            if (message.Field == 1) dimension = new GraphDimension((int)message.Integer);
            if (message.Field == 2) dimension = new GraphDimension(-1, message.Text);
        }

        return dimension;
    }
}
