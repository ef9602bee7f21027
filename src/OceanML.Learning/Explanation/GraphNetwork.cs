using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Reads the layers out of the graph of a plain feed-forward network of any program: dense layers and activations one after the other, as
/// Keras and PyTorch export a multilayer perceptron, so that methods that look into layers can explain it.
/// </summary>
public static class GraphNetwork
{
    /// <summary>The network; null where the graph is anything but a chain of dense layers and activations.</summary>
    /// <param name="graph">A graph with one input [rows, width].</param>
    /// <param name="output">The output to read up to; null for the first.</param>
    /// <param name="endsInSoftmax">Whether a last softmax was met and taken off: the network then gives the logits.</param>
    public static Network? Read(Graph graph, string? output, out bool endsInSoftmax)
    {
        endsInSoftmax = false;
        if (graph.Inputs.Count != 1 || graph.Inputs[0].Width <= 0) return null;
        var end = output ?? graph.Outputs[0].Name;
        var (at, width) = (graph.Inputs[0].Name, graph.Inputs[0].Width);
        var layers = new List<Layer>();
        var weights = new List<(int Layer, float[] Weight, float[] Bias)>();
        while (at != end)
        {
            var users = graph.Nodes.Where(node => node.Inputs.Contains(at)).ToList();
            if (endsInSoftmax && users is not [{ Operation: "Identity" }]) return null;
            if (users is not [var node] || node.Outputs.Count < 1) return null;
            if (Dense(graph, node, at, width, layers.Count > 0 && layers[^1] is DenseLayer ? weights : []) is { } dense)
            {
                if (dense.Weight.Length > 0)
                {
                    layers.Add(new DenseLayer(new SignalShape(1, width), dense.Bias.Length));
                    weights.Add((layers.Count - 1, dense.Weight, dense.Bias));
                    width = dense.Bias.Length;
                }
            }
            else if (node.Operation == "Softmax")
            {
                endsInSoftmax = true;
            }
            else if (Activation(node) is { } activation)
            {
                if (activation != Learning.Activation.Identity) layers.Add(new ActivationLayer(new SignalShape(1, width), activation));
            }
            else
            {
                return null;
            }

            at = node.Outputs[0];
        }

        return layers.Count == 0 ? null : Filled(layers, weights);
    }

    private static Network Filled(List<Layer> layers, List<(int Layer, float[] Weight, float[] Bias)> weights)
    {
        var network = new Network(layers);
        foreach (var (layer, weight, bias) in weights)
        {
            var of = (DenseLayer)layers[layer];
            var to = network.Parameters.AsSpan(network.Offset(layer), of.ParameterCount);
            of.Load(name => name == "weight" ? GraphTensor.OfFloats(name, weight, of.Input.Width, of.Output.Width) : GraphTensor.OfFloats(name, bias, bias.Length), to);
        }

        return network;
    }

    /// <summary>A dense layer of a Gemm or a product; of an addition of biases nothing new, the biases go into the layer before.</summary>
    private static (float[] Weight, float[] Bias)? Dense(Graph graph, GraphNode node, string x, int width, List<(int Layer, float[] Weight, float[] Bias)> before)
    {
        if (node.Operation == "Add" && before.Count > 0)
        {
            var other = node.Inputs[0] == x ? node.Inputs[1] : node.Inputs[0];
            if (graph.FindTensor(other) is not { } bias || bias.Length != width) return null;
            for (var i = 0; i < width; i++) before[^1].Bias[i] += bias.Floats[i];
            return ([], []);
        }

        if (node.Operation is not ("Gemm" or "MatMul") || node.Inputs[0] != x || graph.FindTensor(node.Inputs[1]) is not { Shape: [var rows, var columns] } weight) return null;
        if (node.Operation == "MatMul") return rows == width ? ((float[])weight.Floats.Clone(), new float[columns]) : null;
        if (node.Integer("transA", 0) != 0 || node.Number("alpha", 1) != 1 || node.Number("beta", 1) != 1) return null;
        var values = weight.Floats;
        if (node.Integer("transB", 0) != 0) (values, rows, columns) = (MatrixKernels.Turned(values, rows, columns), columns, rows);
        if (rows != width) return null;
        if (node.Inputs.Count < 3 || node.Inputs[2].Length == 0) return ((float[])values.Clone(), new float[columns]);
        return graph.FindTensor(node.Inputs[2]) is { } c && c.Length == columns ? ((float[])values.Clone(), (float[])c.Floats.Clone()) : null;
    }

    private static Activation? Activation(GraphNode node) => node.Operation switch
    {
        "Tanh" => Learning.Activation.Tanh,
        "Relu" => Learning.Activation.Relu,
        "Sigmoid" => Learning.Activation.Sigmoid,
        "Softplus" => Learning.Activation.Softplus,
        "Identity" or "Dropout" => Learning.Activation.Identity,
        _ => null,
    };
}
