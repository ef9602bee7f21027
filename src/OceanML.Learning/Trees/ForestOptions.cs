namespace OceanML.Learning;

/// <summary>How a random forest is grown.</summary>
public sealed record ForestOptions
{
    /// <summary>Number of trees.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Fewest training rows in a leaf, as often as they were drawn.</summary>
    public int MinimumLeaf { get; init; } = 5;

    /// <summary>Most questions from the root to a leaf.</summary>
    public int MaximumDepth { get; init; } = 40;

    /// <summary>
    /// Features tried at each split, drawn anew each time; 0 for the default: a third of them in a regression but at most 32 (of very many
    /// most resemble each other), the square root of their number in a classification.
    /// </summary>
    public int FeaturesTried { get; init; }

    /// <summary>What each tree is grown on.</summary>
    public ForestSampling Sampling { get; init; } = ForestSampling.Groups;

    /// <summary>Most bins of a feature, 2 to 255.</summary>
    public int Bins { get; init; } = FeatureBins.Most;

    /// <summary>Whether in a classification every class counts alike, however rare; probabilities are then those of a world where classes are equally frequent.</summary>
    public bool Balanced { get; init; }

    /// <summary>Features tried at each split among so many.</summary>
    public int Tried(int features, bool classes) => Math.Clamp(
        FeaturesTried > 0 ? FeaturesTried : classes ? (int)Math.Round(Math.Sqrt(features)) : Math.Min(32, (features + 2) / 3), 1, Math.Max(1, features));
}
