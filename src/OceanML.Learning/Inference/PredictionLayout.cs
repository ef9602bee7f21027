using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What a prediction by a model consists of: the quantities it gives, their names, units and meanings; the same for tables and fields.</summary>
public sealed class PredictionLayout
{
    /// <summary>Name of the column of verdicts.</summary>
    public const string Verdict = "applicability_verdict";

    /// <summary>Name of the column of reasons.</summary>
    public const string Reason = "applicability_reason";

    /// <summary>What the verdicts mean.</summary>
    public const string VerdictMeaning =
        "inside: as usual as 95 % of the training data; edge: rarer than that, a feature missing or beyond its training range, or up to the allowance beyond the training period; outside: rarer than 99 % of the training data, more than half of the features missing, far beyond the range of a feature or beyond the training period, an extrapolation";

    /// <summary>Works out what a model gives.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name in the provenance of the columns.</param>
    /// <exception cref="OceanException">It does not say what its columns are.</exception>
    public PredictionLayout(GraphRunner model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        Signature = ModelSignature.Of(model.Graph, model.Label);
        var outputs = model.Graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        HasIndex = outputs.Contains(ModelSignature.ApplicabilityIndex);
        HasSigma = outputs.Contains(ModelSignature.Sigma) || outputs.Contains(ModelSignature.Entropy);
        var coverage = model.Graph.Metadata.GetValueOrDefault(ModelSignature.IntervalCoverage);
        var quantities = new List<PredictedQuantity>();
        var source = $"estimated by {name}";
        if (Signature.Classes is { } classes)
        {
            for (var i = 0; i < classes.Count; i++)
                quantities.Add(new PredictedQuantity($"{ModelSignature.Probability}_{Word(classes[i])}", ModelSignature.Probability, i, Signature.Targets[0].Name, new ColumnMetadata("1", LongName: $"probability that {Signature.Targets[0].Name} is {classes[i]}", Source: source)));
            Add(ModelSignature.Entropy, "entropy of the probabilities of the classes, nats: 0 where the model is sure");
            Add(ModelSignature.EntropyData, "part of the entropy that lies in the data: classes that the features cannot tell apart, nats");
            Add(ModelSignature.EntropyModel, "part of the entropy that is ignorance of the model: its members disagree, nats");
        }
        else
        {
            for (var target = 0; target < Signature.Targets.Count; target++) AddTarget(target);
        }

        if (HasIndex)
            quantities.Add(new PredictedQuantity(ModelSignature.ApplicabilityIndex, ModelSignature.ApplicabilityIndex, 0, null, new ColumnMetadata("1", LongName: "share of the training data that is at least as unusual as these features", Source: source)));
        Quantities = quantities;

        void Add(string output, string meaning)
        {
            if (outputs.Contains(output)) quantities.Add(new PredictedQuantity(output, output, 0, Signature.Targets[0].Name, new ColumnMetadata("1", LongName: meaning, Source: source)));
        }

        void AddTarget(int place)
        {
            var target = Signature.Targets[place];
            var (metadata, called) = (new ColumnMetadata(target.Unit, target.StandardName, target.LongName, Source: source), target.LongName ?? target.Name);
            quantities.Add(new PredictedQuantity(target.Name, ModelSignature.Prediction, place, target.Name, metadata));
            var standard = target.StandardName is null ? null : $"{target.StandardName} standard_error";
            Of(ModelSignature.Sigma, metadata with { StandardName = standard, LongName = $"one standard deviation of the estimate of {called} (for a logarithmic target to first order: its interval is skewed, see the lower and upper limits)" });
            Of(ModelSignature.SigmaData, metadata with { StandardName = null, LongName = $"part of the standard deviation of {called} that is scatter of the data" });
            Of(ModelSignature.SigmaModel, metadata with { StandardName = null, LongName = $"part of the standard deviation of {called} that is ignorance of the model" });
            Of(ModelSignature.SigmaLog10, metadata with { Unit = "1", StandardName = null, LongName = $"one standard deviation of log10 of the estimate of {called}" });
            foreach (var end in (ReadOnlySpan<string>)[ModelSignature.Lower, ModelSignature.Upper])
                Of(end, metadata with { StandardName = null, LongName = $"{end} end of the interval of {called}{(coverage is null ? "" : $" made to hold {coverage} of the truth")}" });

            void Of(string output, ColumnMetadata about)
            {
                if (outputs.Contains(output)) quantities.Add(new PredictedQuantity($"{target.Name}_{output}", output, place, target.Name, about));
            }
        }
    }

    /// <summary>The features and targets.</summary>
    public ModelSignature Signature { get; }

    /// <summary>The columns of numbers, in the order in which they are written.</summary>
    public IReadOnlyList<PredictedQuantity> Quantities { get; }

    /// <summary>Whether the model gives an applicability index.</summary>
    public bool HasIndex { get; }

    /// <summary>Whether the model gives an uncertainty.</summary>
    public bool HasSigma { get; }

    /// <summary>Names of the columns that a prediction adds to a table.</summary>
    public IEnumerable<string> Names =>
        [.. Quantities.Select(quantity => quantity.Name), .. Signature.Targets.SelectMany(target => new[] { target.Name, $"{target.Name}_origin" }), ModelSignature.ApplicabilityIndex, Verdict, Reason];

    /// <summary>What a user should know of the model before using its predictions, one sentence each.</summary>
    public IEnumerable<string> Warnings(string model)
    {
        if (!HasSigma) yield return $"{model} gives no sigma: the predictions have no stated uncertainty";
        if (!HasIndex) yield return $"{model} gives no applicability index: unusual combinations of features cannot be told";
    }

    /// <summary>The place of the most probable class of a row, the first of equals; -1 where the probabilities are not finite.</summary>
    public static int MostProbable(ReadOnlySpan<float> probabilities)
    {
        var best = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!float.IsFinite(probabilities[i])) return -1;
            if (probabilities[i] > probabilities[best]) best = i;
        }

        return best;
    }

    // A class may be called "no bloom"; a column is better not.
    private static string Word(string text) => string.Concat(text.Select(letter => char.IsWhiteSpace(letter) || letter is ',' or '"' or '\'' or '/' ? '_' : letter));
}
