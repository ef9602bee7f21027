using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Makes a model of this collection from one that another program trained, and from what its user says of it: the scaling goes into the
/// graph, the members of an ensemble become one model with its spread, names, units and training period go into the metadata.
/// </summary>
/// <remarks>
/// Regression: <c>prediction</c> is the mean of the members in the space of their output (a logarithm stays one while it is averaged),
/// <c>sigma_model</c> their standard deviation (population), <c>sigma_data</c> the root of their mean variance where the model has an output for it;
/// <c>sigma</c> the two together. No interval is given, since none was calibrated. Classification: <c>probability</c> is the mean of the members'
/// probabilities; <c>entropy</c> (nats) is that of the mean, <c>entropy_data</c> the mean of the members' own, <c>entropy_model</c> the difference, the mutual
/// information (Depeweg et al. 2018, doi:10.48550/arXiv.1710.07283).
/// </remarks>
public static class ForeignModel
{
    private const float LeastProbability = 1e-30f;

    /// <summary>Whether a graph says by itself what its columns are, so that no description is needed.</summary>
    public static bool IsOwn(Graph graph) => graph.Metadata.ContainsKey(ModelSignature.FeatureKey);

    /// <summary>The model of this collection.</summary>
    /// <param name="members">The graphs of the members with their files; one for a single model.</param>
    /// <param name="description">What the user says of them.</param>
    /// <exception cref="OceanException">A member does not fit the description, e.g. has another number of inputs; the message says which.</exception>
    public static Graph Combine(IReadOnlyList<(Graph Graph, string Label)> members, ModelDescription description)
    {
        var builder = new GraphBuilder("foreign_model");
        var x = builder.Input(ModelSignature.Input, description.Features.Count);
        var scaled = Scaled(builder, x, description.Features);
        var outputs = members.Select(member => Member(builder, scaled, member.Graph, member.Label, description)).ToList();
        if (description.Kind == ModelKind.Classification) Classification(builder, [.. outputs.Select(output => output.Prediction)], description);
        else Regression(builder, outputs, description);
        new ModelSignature([.. description.Features.Select(Variable)], [.. description.Targets.Select(Variable)]) { Classes = description.Classes.Count > 0 ? description.Classes : null }.AddTo(builder);
        builder.Metadata("oceanml.model", Words(members, description));
        if (description.TrainingStart is { } start) builder.Metadata(TrainingPeriod.StartKey, start);
        if (description.TrainingEnd is { } end) builder.Metadata(TrainingPeriod.EndKey, end);
        return builder.Build();
    }

    /// <summary>The model ready to run, tried on a few rows: whether it can be evaluated, and whether a row's result depends on the rows beside it.</summary>
    /// <param name="graph">The model that <see cref="Combine"/> made.</param>
    /// <param name="label">How messages name it.</param>
    /// <param name="description">Its description.</param>
    /// <exception cref="OceanException">It cannot be evaluated, or mixes rows, as one exported for a fixed number of rows does.</exception>
    public static GraphRunner Checked(Graph graph, string label, ModelDescription description)
    {
        const int rows = 3;
        var runner = new GraphRunner(graph, label);
        var width = description.Features.Count;
        var values = new float[rows * width];
        for (var i = 0; i < values.Length; i++)
        {
            var feature = description.Features[i % width];
            var usual = feature.Mean + (feature.Scale * 0.25 * ((i % 7) - 3));
            values[i] = (float)(double.IsFinite(feature.Low) && double.IsFinite(feature.High) ? feature.Low + ((feature.High - feature.Low) * (i % 5) / 4) : feature.Log10 ? Math.Pow(10, usual) : usual);
        }

        var together = runner.Run(values);
        for (var row = 0; row < rows; row++)
        {
            foreach (var (name, alone) in runner.Run(values[(row * width)..((row + 1) * width)]))
            {
                for (var i = 0; i < alone.Length; i++)
                {
                    var (a, b) = (alone.Floats[i], together[name].Floats[(row * alone.Length) + i]);
                    if (Math.Abs(a - b) > 1e-4 * Math.Max(1e-3, Math.Abs(a)))
                        throw OceanException.BadInput($"{label}: the model gives a row another '{name}' alone than among other rows; export it for evaluation (not training), with a free number of rows");
                }
            }
        }

        return runner;
    }

    private static ModelVariable Variable(DescribedVariable variable) =>
        new(variable.Name, variable.Unit, variable.StandardName, variable.LongName, variable.Low, variable.High);

    private static string Words(IReadOnlyList<(Graph Graph, string Label)> members, ModelDescription description)
    {
        var made = members[0].Graph.Producer is { Length: > 0 } producer ? $"{producer} {members[0].Graph.ProducerVersion}".Trim() : "another program";
        var files = members.Count == 1 ? Path.GetFileName(members[0].Label) : string.Create(CultureInfo.InvariantCulture, $"mean of {members.Count} models, {Path.GetFileName(members[0].Label)} and others");
        return $"{(description.Title is { } title ? title + ": " : "")}{files}, made by {made}";
    }

    private static GraphSignal Scaled(GraphBuilder builder, GraphSignal x, IReadOnlyList<DescribedVariable> features)
    {
        x = PerColumn(builder, x, features, feature => feature.Log10, column => builder.Mul(builder.Log(column), builder.Constant((float)(1 / Math.Log(10)))));
        if (features.All(feature => feature is { Mean: 0, Scale: 1 })) return x;
        var (means, scales) = (features.Select(feature => (float)feature.Mean).ToArray(), features.Select(feature => (float)feature.Scale).ToArray());
        return builder.Div(builder.Sub(x, builder.Constant("feature_mean", means, 1, means.Length)), builder.Constant("feature_scale", scales, 1, scales.Length));
    }

    private static (GraphSignal Prediction, GraphSignal? Sigma) Member(GraphBuilder builder, GraphSignal x, Graph graph, string label, ModelDescription description)
    {
        var made = builder.Insert(graph, Arguments(builder, x, graph, label, description.Features));
        var width = description.Kind == ModelKind.Classification ? description.Classes.Count : description.Targets.Count;
        var prediction = Output(builder, graph, made, description.Output ?? Only(graph, label), width, label);
        if (description is { Kind: ModelKind.Classification, Logits: true }) prediction = builder.Softmax(prediction);
        return (prediction, description.SigmaOutput is { } sigma ? Output(builder, graph, made, sigma, width, label) : null);
    }

    private static Dictionary<string, GraphSignal> Arguments(GraphBuilder builder, GraphSignal x, Graph graph, string label, IReadOnlyList<DescribedVariable> features)
    {
        var arguments = new Dictionary<string, GraphSignal>(StringComparer.Ordinal);
        if (graph.Inputs.Count == 1)
        {
            RequireWidth(graph.Inputs[0], features.Count, label);
            arguments[graph.Inputs[0].Name] = x;
            return arguments;
        }

        foreach (var feature in features)
        {
            if (feature.Input is null) throw OceanException.BadInput($"{label}: the model has the inputs {string.Join(", ", graph.Inputs.Select(input => input.Name))}; the description must give the feature '{feature.Name}' its 'input'");
            if (graph.Inputs.All(input => input.Name != feature.Input)) throw OceanException.Missing(label, "input", feature.Input, graph.Inputs.Select(input => input.Name));
        }

        foreach (var input in graph.Inputs)
        {
            long[] columns = [.. Enumerable.Range(0, features.Count).Where(i => features[i].Input == input.Name).Select(i => (long)i)];
            RequireWidth(input, columns.Length, label);
            arguments[input.Name] = builder.Gather(x, 1, columns);
        }

        return arguments;
    }

    private static void RequireWidth(GraphValue input, int described, string label)
    {
        if (input.Shape.Count != 2)
            throw OceanException.BadInput($"{label}: the input '{input.Name}' has {input.Shape.Count} dimensions; models of rows of numbers, [rows, features], are supported");
        if (input.Width >= 0 && input.Width != described)
            throw OceanException.BadInput($"{label}: the input '{input.Name}' takes {input.Width} values per row and the description names {described} features for it");
    }

    private static string Only(Graph graph, string label)
    {
        var numbers = graph.Outputs.Where(output => output.Element == GraphElement.Float32).ToList();
        return numbers is [var only] ? only.Name
            : throw OceanException.BadInput($"{label}: the model has {numbers.Count} outputs of numbers ({string.Join(", ", graph.Outputs.Select(output => output.Name))}); the description must name the 'output' to use");
    }

    private static GraphSignal Output(GraphBuilder builder, Graph graph, IReadOnlyDictionary<string, GraphSignal> made, string name, int width, string label)
    {
        var value = graph.Outputs.FirstOrDefault(output => output.Name == name) ?? throw OceanException.Missing(label, "output", name, graph.Outputs.Select(output => output.Name));
        if (value.Shape.Count == 1 && width == 1) return builder.Unsqueeze(made[name], 1);
        if (value.Shape.Count is not (0 or 2) || (value.Width >= 0 && value.Width != width))
            throw OceanException.BadInput($"{label}: the output '{name}' has {(value.Shape.Count == 2 ? $"{value.Width} columns" : $"{value.Shape.Count} dimensions")} and the description names {width} {(width == 1 ? "target" : "targets or classes")}");
        return made[name];
    }

    private static void Classification(GraphBuilder builder, GraphSignal[] members, ModelDescription description)
    {
        var classes = description.Classes.Count;
        var probability = members.Length == 1 ? members[0] : builder.ReduceMean(Stacked(builder, members), 1, keep: false);
        var entropy = Entropy(builder, probability);
        var own = members.Length == 1 ? entropy : Mean(builder, [.. members.Select(member => Entropy(builder, member))]);
        var best = builder.Node("ArgMax", [probability], ("axis", GraphAttribute.Of(1L)), ("keepdims", GraphAttribute.Of(1L)));
        builder.Output(ModelSignature.Prediction, builder.Node("Cast", [best], ("to", GraphAttribute.Of(1L))), 1)
            .Output(ModelSignature.Probability, probability, classes)
            .Output(ModelSignature.Entropy, entropy, 1)
            .Output(ModelSignature.EntropyData, own, 1)
            .Output(ModelSignature.EntropyModel, builder.Relu(builder.Sub(entropy, own)), 1);
    }

    private static GraphSignal Entropy(GraphBuilder builder, GraphSignal probability)
    {
        var logarithm = builder.Log(builder.Max(probability, builder.Constant(LeastProbability)));
        return builder.Relu(builder.Node("Neg", [builder.ReduceSum(builder.Mul(probability, logarithm), 1)]));
    }

    private static void Regression(GraphBuilder builder, List<(GraphSignal Prediction, GraphSignal? Sigma)> members, ModelDescription description)
    {
        var (width, targets) = (description.Targets.Count, description.Targets);
        var scale = builder.Constant("target_scale", [.. targets.Select(target => (float)target.Scale)], 1, width);
        GraphSignal[] predictions = [.. members.Select(member => member.Prediction)];
        var mean = predictions[0];
        GraphSignal? spread = null, own = null;
        if (predictions.Length > 1)
        {
            var all = Stacked(builder, predictions);
            mean = builder.ReduceMean(all, 1, keep: false);
            var deviation = builder.Sub(all, builder.Unsqueeze(mean, 1));
            spread = builder.ReduceMean(builder.Mul(deviation, deviation), 1, keep: false);
        }

        if (members[0].Sigma is not null) own = Mean(builder, [.. members.Select(member => builder.Mul(member.Sigma!.Value, member.Sigma!.Value))]);
        var m = builder.Add(builder.Mul(mean, scale), builder.Constant("target_mean", [.. targets.Select(target => (float)target.Mean)], 1, width));
        var prediction = PerColumn(builder, m, targets, target => target.Log10, column => builder.Exp(builder.Mul(column, builder.Constant((float)Math.Log(10)))));
        builder.Output(ModelSignature.Prediction, prediction, width);
        GraphSignal Deviation(GraphSignal variance)
        {
            var s = builder.Mul(builder.Sqrt(variance), builder.Node("Abs", [scale]));
            if (!targets.Any(target => target.Log10)) return s;
            var slope = PerColumn(builder, prediction, targets, target => !target.Log10, column => builder.Add(builder.Mul(column, builder.Constant(0)), builder.Constant((float)(1 / Math.Log(10)))));
            return builder.Mul(builder.Mul(s, slope), builder.Constant((float)Math.Log(10)));
        }

        if (own is { } data) builder.Output(ModelSignature.SigmaData, Deviation(data), width);
        if (spread is { } model) builder.Output(ModelSignature.SigmaModel, Deviation(model), width);
        if (own is not null || spread is not null)
            builder.Output(ModelSignature.Sigma, Deviation(own is { } a && spread is { } b ? builder.Add(a, b) : own ?? spread!.Value), width);
    }

    /// <summary>A function of some columns; the others stay.</summary>
    private static GraphSignal PerColumn(GraphBuilder builder, GraphSignal x, IReadOnlyList<DescribedVariable> variables, Func<DescribedVariable, bool> applies, Func<GraphSignal, GraphSignal> function)
    {
        if (!variables.Any(applies)) return x;
        if (variables.All(applies)) return function(x);
        var parts = new List<GraphSignal>();
        for (var start = 0; start < variables.Count;)
        {
            var end = start + 1;
            while (end < variables.Count && applies(variables[end]) == applies(variables[start])) end++;
            var part = builder.Columns(x, start, end);
            parts.Add(applies(variables[start]) ? function(part) : part);
            start = end;
        }

        return builder.Concat(1, [.. parts]);
    }

    private static GraphSignal Stacked(GraphBuilder builder, GraphSignal[] members) => builder.Concat(1, [.. members.Select(member => builder.Unsqueeze(member, 1))]);

    private static GraphSignal Mean(GraphBuilder builder, GraphSignal[] members) =>
        members.Length == 1 ? members[0] : builder.ReduceMean(Stacked(builder, members), 1, keep: false);
}
