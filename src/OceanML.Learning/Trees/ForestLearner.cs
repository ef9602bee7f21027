using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Learns by a random forest (Breiman 2001, doi:10.1023/A:1010933404324): one forest for all targets, so that they share what the trees
/// find; a missing target is left out where it is missing.
/// </summary>
/// <param name="options">How.</param>
public sealed class ForestLearner(ForestOptions options) : ILearner
{
    private static readonly string[] Samplings = ["groups", "rows", "all"];

    /// <summary>How the forest is grown.</summary>
    public ForestOptions Options => options;

    /// <summary>Makes one from settings: trees, minimum_leaf, maximum_depth, features_tried, sampling, balanced.</summary>
    /// <exception cref="OceanException">A value does not exist or is out of bounds.</exception>
    public static ForestLearner From(LearnerSettings settings)
    {
        settings.Only("trees", "minimum_leaf", "maximum_depth", "features_tried", "sampling", "balanced");
        var defaults = new ForestOptions();
        return new ForestLearner(defaults with
        {
            Trees = settings.Integer("trees", defaults.Trees, 1, 100_000),
            MinimumLeaf = settings.Integer("minimum_leaf", defaults.MinimumLeaf, 1, 1_000_000),
            MaximumDepth = settings.Integer("maximum_depth", defaults.MaximumDepth, 1, TreePath.MaximumLength),
            FeaturesTried = settings.Integer("features_tried", defaults.FeaturesTried, 0, 100_000),
            Sampling = (ForestSampling)Array.IndexOf(Samplings, settings.Choice("sampling", Samplings[(int)defaults.Sampling], Samplings)),
            Balanced = settings.Flag("balanced", defaults.Balanced),
        });
    }

    /// <inheritdoc/>
    public string Name => "random forest";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
        ("trees", SettingValues.Write(options.Trees)),
        ("minimum_leaf", SettingValues.Write(options.MinimumLeaf)),
        ("maximum_depth", SettingValues.Write(options.MaximumDepth)),
        ("features_tried", SettingValues.Write(options.FeaturesTried)),
        ("sampling", Samplings[(int)options.Sampling]),
        ("balanced", options.Balanced ? "true" : "false"),
    ];

    /// <inheritdoc/>
    public bool TakesMissing => true;

    /// <inheritdoc/>
    public long Work => options.Trees;

    /// <inheritdoc/>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream) => new ForestFit(data, rows, options, seed, stream);
}
