using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The kinds of model by name, made from settings: from a command line, a file or a search.</summary>
public static class LearnerCatalogue
{
    /// <summary>The kind of model that is trained where none is asked for.</summary>
    public const string Default = Architecture.Perceptron;

    private static readonly SortedDictionary<string, Func<LearnerSettings, ILearner>> Kinds = new(StringComparer.Ordinal)
    {
        [Architecture.Perceptron] = NetworkLearner.From,
        ["lstm"] = NetworkLearner.From,
        ["gru"] = NetworkLearner.From,
        ["tcn"] = NetworkLearner.From,
        ["transformer"] = NetworkLearner.From,
        [Architecture.Custom] = NetworkLearner.From,
        ["boosting"] = BoostingLearner.From,
        ["forest"] = ForestLearner.From,
        ["logistic"] = LogisticLearner.From,
        ["mean"] = MeanLearner.From,
        ["neighbours"] = NeighboursLearner.From,
        ["ridge"] = RidgeLearner.From,
    };

    /// <summary>Names of the kinds of model.</summary>
    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Whether a kind of model is made of networks.</summary>
    public static bool IsNetwork(string name) => Architecture.Names.Contains(name);

    /// <summary>Makes a learner.</summary>
    /// <exception cref="OceanException">The kind does not exist, or one of the values does not or is out of bounds; what there is, is listed.</exception>
    public static ILearner Make(LearnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Kinds.TryGetValue(settings.Model, out var make)
            ? make(settings)
            : throw OceanException.Usage($"there is no model '{settings.Model}'; there are {string.Join(", ", Names)}");
    }
}
