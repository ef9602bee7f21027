using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A model with everything that explanation methods may use of it: as a function of rows, and as far as its file tells, from within.</summary>
/// <param name="Signature">Its features and targets.</param>
/// <param name="Outputs">Names of what can be explained: targets of a regression, classes of a classification.</param>
/// <param name="Function">
/// The whole model: targets in the model's space (log10 of the unit where it was trained so), or probabilities of classes.
/// </param>
/// <param name="Networks">The networks of the ensemble, their outputs in the model's space, or logits; null where the file shows none.</param>
/// <param name="Forest">The trees, their outputs in the model's space, or raw scores of classes; null where the file shows none.</param>
/// <param name="Log10">Whether the targets are explained in log10 of their unit.</param>
/// <param name="Notes">What the user should know, one sentence each.</param>
public sealed record ExplainableModel(
    ModelSignature Signature, IReadOnlyList<string> Outputs, RowFunction Function, ExplainedNetworks? Networks, Forest? Forest, bool Log10, IReadOnlyList<string> Notes)
{
    private const double Tolerance = 1e-3;

    /// <summary>Of a classification by trees: whether they give probabilities (a random forest) rather than scores before the softmax (boosting).</summary>
    public bool TreesGiveProbabilities { get; init; }

    /// <summary>Whether it tells classes.</summary>
    public bool IsClassification => Signature.Classes is not null;

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> Features => [.. Signature.Features.Select(feature => feature.Name)];

    /// <summary>Unit of the relevances of an output as explained by <see cref="Function"/>.</summary>
    public string? Unit(int output) => IsClassification ? null : Log10 ? "log10" : Signature.Targets[output].Unit;

    /// <summary>Reads a model of this collection.</summary>
    /// <param name="runner">The model, ready to run.</param>
    /// <param name="trial">Some rows of features, [rows, features]: what was read from within must give what the graph gives there.</param>
    public static ExplainableModel Of(GraphRunner runner, float[] trial)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var stored = StoredModel.Of(runner.Graph, runner.Label);
        var signature = stored.Signature;
        var notes = new List<string>();
        var function = Whole(runner, signature, stored.Log10);
        ExplainedNetworks? networks = null;
        if (stored is { Networks.Count: > 0, Inputs: not null })
        {
            networks = Within(stored, function, trial);
            if (networks is null) notes.Add($"{runner.Label}: its networks do not give what the model gives; it is explained as a whole");
        }

        var forest = networks is null ? StoredForest.Of(runner.Graph) : null;
        var outputs = signature.Classes ?? [.. signature.Targets.Select(target => target.Name)];
        var probabilities = false;
        if (forest is not null)
        {
            var floor = stored.Targets is { Log10: true } targets ? Math.Log10(targets.Floor) : double.NegativeInfinity;
            var same = forest.OutputCount == outputs.Count && Agrees(Trees(forest), function, trial, floor);
            probabilities = signature.Classes is not null && same;
            if (forest.OutputCount != outputs.Count || (signature.Classes is null && !same))
            {
                notes.Add($"{runner.Label}: its trees do not give what the model gives; it is explained as a whole");
                forest = null;
            }
        }

        return new ExplainableModel(signature, outputs, function, networks, forest, stored.Log10, notes) { TreesGiveProbabilities = probabilities };
    }

    private static RowFunction Trees(Forest forest) => new(forest.FeatureCount, forest.OutputCount, (rows, count, values) =>
        forest.Predict(rows, [.. Enumerable.Range(0, count)]).CopyTo(values, 0));

    /// <summary>Reads a model that another program made, together with its description.</summary>
    /// <param name="runner">The model that <see cref="ForeignModel.Combine"/> made, ready to run.</param>
    /// <param name="members">The graphs of its members.</param>
    /// <param name="description">Its description.</param>
    /// <param name="trial">Some rows of features, [rows, features].</param>
    public static ExplainableModel Of(GraphRunner runner, IReadOnlyList<Graph> members, ModelDescription description, float[] trial)
    {
        ArgumentNullException.ThrowIfNull(description);
        var signature = ModelSignature.Of(runner.Graph, runner.Label);
        var log10 = description.Kind == ModelKind.Regression && description.Targets.All(target => target.Log10);
        var function = Whole(runner, signature, log10);
        var networks = Foreign(members, description);
        var notes = new List<string>();
        if (networks is not null && !Agrees(description.Kind == ModelKind.Classification ? networks.MeanSoftmax() : networks.Mean(), function, trial)) networks = null;
        if (networks is null) notes.Add($"{runner.Label}: is not a plain chain of dense layers and activations; it is explained as a whole, by methods that need no layers");
        return new ExplainableModel(signature, signature.Classes ?? [.. signature.Targets.Select(target => target.Name)], function, networks, null, log10, notes);
    }

    private static RowFunction Whole(GraphRunner runner, ModelSignature signature, bool log10) => signature.Classes is { } classes
        ? RowFunction.Of(runner, ModelSignature.Probability, classes.Count)
        : RowFunction.Of(runner, ModelSignature.Prediction, signature.Targets.Count, log10);

    private static ExplainedNetworks? Within(StoredModel stored, RowFunction function, float[] trial)
    {
        if (stored.Classes is { } classes)
        {
            int[] columns = [.. Enumerable.Range(0, classes.Count)];
            var logits = new ExplainedNetworks(stored.Inputs!, stored.Networks, columns, [.. columns.Select(_ => 1.0)], new double[columns.Length]);
            return Agrees(logits.MeanSoftmax(), function, trial) ? logits : null;
        }

        if (stored.Targets is not { } targets) return null;

        // The output of a network has parts: mean and log variance, or quantiles. The one that predicts is the one that agrees with the graph.
        for (var part = 0; (part + 1) * targets.Count <= stored.Networks[0].Output.Width; part++)
        {
            int[] columns = [.. Enumerable.Range(part * targets.Count, targets.Count)];
            var networks = new ExplainedNetworks(stored.Inputs!, stored.Networks, columns, targets.Deviation, targets.Mean);
            if (Agrees(networks.Mean(), function, trial, targets.Log10 ? Math.Log10(targets.Floor) : double.NegativeInfinity)) return networks;
        }

        return null;
    }

    private static ExplainedNetworks? Foreign(IReadOnlyList<Graph> members, ModelDescription description)
    {
        if (description.Features.Any(feature => feature.Log10) || description.Targets.Any(target => target.Log10) != description.Targets.All(target => target.Log10)) return null;
        var networks = new List<Network>();
        foreach (var member in members)
        {
            if (GraphNetwork.Read(member, description.Output, out var softmax) is not { } network) return null;
            if (description.Kind == ModelKind.Classification && softmax == description.Logits) return null;
            networks.Add(network);
        }

        var width = description.Kind == ModelKind.Classification ? description.Classes.Count : description.Targets.Count;
        if (networks.Any(network => network.Output.Width != width)) return null;
        var classes = description.Kind == ModelKind.Classification;
        return new ExplainedNetworks(
            [.. description.Features.Select(feature => (float)feature.Mean)],
            [.. description.Features.Select(feature => (float)(1 / feature.Scale))],
            networks,
            [.. Enumerable.Range(0, width)],
            [.. Enumerable.Range(0, width).Select(i => classes ? 1 : description.Targets[i].Scale)],
            [.. Enumerable.Range(0, width).Select(i => classes ? 0 : description.Targets[i].Mean)]);
    }

    private static bool Agrees(RowFunction own, RowFunction whole, float[] trial, double floor = double.NegativeInfinity)
    {
        var (a, b) = (own.Of(trial), whole.Of(trial));
        double largest = 1e-12;
        foreach (var value in b) largest = Math.Max(largest, Math.Abs(value));
        for (var i = 0; i < a.Length; i++)
        {
            if (Math.Abs(Math.Max(a[i], floor) - b[i]) > Tolerance * largest) return false;
        }

        return true;
    }
}
