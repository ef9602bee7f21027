using OceanML.Core;

namespace OceanML.Learning.Tests;

/// <summary>Graphs and inputs that several tests use.</summary>
internal static class Graphs
{
    /// <summary>Reproducible numbers between two bounds.</summary>
    public static float[] Uniform(int count, int seed, float low = -1, float high = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = low + (high - low) * (float)random.NextDouble();
        return values;
    }

    /// <summary>Normal numbers, by Box and Muller.</summary>
    public static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    /// <summary>Evaluates one operation on matrices and vectors.</summary>
    public static GraphTensor Evaluate(string operation, GraphTensor[] arguments, params (string Name, GraphAttribute Value)[] attributes)
    {
        var node = new GraphNode(operation, "node", [.. arguments.Select(argument => argument.Name)], ["y"], attributes.ToDictionary(entry => entry.Name, entry => entry.Value));
        var inputs = arguments.Select(argument => new GraphValue(argument.Name, argument.Element, [.. argument.Shape.Select(size => new GraphDimension(size))]));
        var graph = new Graph("one", [.. inputs], [GraphValue.Matrix("y", 1)], [node], [], new Dictionary<string, string>());
        return new GraphRunner(graph).Run(arguments.ToDictionary(argument => argument.Name))["y"];
    }

    /// <summary>A network with every kind of layer that row-wise models use.</summary>
    public static Graph Network(int features, int hidden, int targets, int seed, Activation activation = Activation.Tanh)
    {
        var builder = new GraphBuilder("network");
        var x = builder.Input("features", features);
        var scaled = builder.Div(builder.Sub(x, builder.Constant(Uniform(features, seed), features)), builder.Constant(Uniform(features, seed + 1, 0.5f, 2), features));
        var members = new GraphSignal[3];
        for (var member = 0; member < members.Length; member++)
        {
            var layer = builder.Dense(scaled, Uniform(features * hidden, seed + 2 + member, -0.5f, 0.5f), Uniform(hidden, seed + 3), features, hidden);
            layer = activation switch
            {
                Activation.Tanh => builder.Tanh(layer),
                Activation.Relu => builder.Relu(layer),
                Activation.Sigmoid => builder.Sigmoid(layer),
                _ => builder.Softplus(layer),
            };
            members[member] = builder.Dense(layer, Uniform(hidden * targets, seed + 4 + member, -0.5f, 0.5f), Uniform(targets, seed + 5), hidden, targets);
        }

        var stacked = builder.Concat(1, [.. members.Select(member => builder.Unsqueeze(member, 1))]);
        var mean = builder.ReduceMean(stacked, 1, keep: false);
        var deviation = builder.Sub(stacked, builder.Unsqueeze(mean, 1));
        var sigma = builder.Sqrt(builder.ReduceMean(builder.Mul(deviation, deviation), 1, keep: false));
        builder.Output("prediction", builder.Pow(builder.Constant(10), mean), targets).Output("sigma", sigma, targets);
        return builder.Build();
    }
}
