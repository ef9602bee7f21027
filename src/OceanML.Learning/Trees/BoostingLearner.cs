using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Learns by gradient-boosted trees, one model per target, as a committee: the groups are cut into as many parts as there are members, and
/// each member leaves its part out and stops on it. So every training row has a prediction by a member that never saw its group; what
/// those predictions miss teaches the uncertainty that is in the data, and how far the members differ is that of the model.
/// </summary>
/// <param name="options">How trees are grown.</param>
/// <param name="members">Members of the committee, at least 2.</param>
/// <param name="interval">How the uncertainty of the data is learned.</param>
/// <param name="balanced">Whether in a classification every class counts alike.</param>
public sealed class BoostingLearner(BoostingOptions options, int members = 5, BoostingInterval interval = BoostingInterval.Variance, bool balanced = false) : ILearner
{
    private static readonly string[] Intervals = ["variance", "quantiles"];

    /// <summary>How trees are grown.</summary>
    public BoostingOptions Options => options;

    /// <summary>Members of the committee.</summary>
    public int Members => members;

    /// <summary>How the uncertainty of the data is learned.</summary>
    public BoostingInterval Interval => interval;

    /// <summary>Makes one from settings.</summary>
    /// <exception cref="OceanException">A value does not exist or is out of bounds.</exception>
    public static BoostingLearner From(LearnerSettings settings)
    {
        settings.Only("members", "rounds", "learning_rate", "leaves", "maximum_depth", "minimum_leaf", "penalty", "row_share", "column_share", "patience", "interval", "balanced");
        var defaults = new BoostingOptions();
        var options = defaults with
        {
            Rounds = settings.Integer("rounds", defaults.Rounds, 1, 1_000_000),
            LearningRate = settings.Number("learning_rate", defaults.LearningRate, 1e-6, 1),
            MaximumLeaves = settings.Integer("leaves", defaults.MaximumLeaves, 2, 65_536),
            MaximumDepth = settings.Integer("maximum_depth", defaults.MaximumDepth, 0, TreePath.MaximumLength),
            MinimumLeaf = settings.Integer("minimum_leaf", defaults.MinimumLeaf, 1, 1_000_000),
            Penalty = settings.Number("penalty", defaults.Penalty, 0, 1e12),
            RowShare = settings.Number("row_share", defaults.RowShare, 0.01, 1),
            ColumnShare = settings.Number("column_share", defaults.ColumnShare, 0.001, 1),
            Patience = settings.Integer("patience", defaults.Patience, 1, 1_000_000),
        };
        return new BoostingLearner(
            options,
            settings.Integer("members", 5, 2, 100),
            (BoostingInterval)Array.IndexOf(Intervals, settings.Choice("interval", Intervals[0], Intervals)),
            settings.Flag("balanced", false));
    }

    /// <inheritdoc/>
    public string Name => "committee of gradient-boosted trees";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
        ("members", SettingValues.Write(members)),
        ("rounds", SettingValues.Write(options.Rounds)),
        ("learning_rate", SettingValues.Write(options.LearningRate)),
        ("leaves", SettingValues.Write(options.MaximumLeaves)),
        ("maximum_depth", SettingValues.Write(options.MaximumDepth)),
        ("minimum_leaf", SettingValues.Write(options.MinimumLeaf)),
        ("penalty", SettingValues.Write(options.Penalty)),
        ("row_share", SettingValues.Write(options.RowShare)),
        ("column_share", SettingValues.Write(options.ColumnShare)),
        ("patience", SettingValues.Write(options.Patience)),
        ("interval", Intervals[(int)interval]),
        ("balanced", balanced ? "true" : "false"),
    ];

    /// <inheritdoc/>
    public bool TakesMissing => true;

    /// <inheritdoc/>
    public long Work => (long)members * options.Rounds;

    /// <inheritdoc/>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream) => new BoostingFit(data, rows, options, members, interval, balanced, seed, stream);
}
