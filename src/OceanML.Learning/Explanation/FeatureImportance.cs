namespace OceanML.Learning;

/// <summary>How much one feature, or one group of features, matters for an output over some rows.</summary>
/// <param name="Subset">The rows.</param>
/// <param name="Group">The feature, or the features taken together.</param>
/// <param name="Importance">
/// Mean over the rows of the absolute relevance, and over the members of an ensemble; of permutation importance the increase of the loss.
/// </param>
/// <param name="Lower">Lower end of its interval over members, or over shuffles; NaN where there is none.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Mean">Mean relevance with its sign; NaN for permutation importance, and where the explained class differs from row to row.</param>
/// <param name="Direction">Rank correlation between the values of the feature and its relevance: near 1 high values raise the output; NaN for a group, where the explained class differs from row to row, or where undefined.</param>
/// <param name="Trusted">Share of the rows whose relevance has an interval over members that excludes zero; NaN with fewer than <see cref="Attributions.JudgedMembers"/> members.</param>
public sealed record FeatureImportance(RowSubset Subset, FeatureGroup Group, double Importance, double Lower, double Upper, double Mean, double Direction, double Trusted)
{
    /// <summary>Place among the features, or the groups, of the subset: 1 is the most important.</summary>
    public int Rank { get; init; }

    /// <summary>Best place within the interval of the members; 0 where there are none.</summary>
    public int RankLow { get; init; }

    /// <summary>Worst place within the interval of the members; 0 where there are none.</summary>
    public int RankHigh { get; init; }

    /// <summary>Importance as a share of the sum over the features of the subset.</summary>
    public double Share { get; init; } = double.NaN;
}
