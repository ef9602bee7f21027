namespace OceanML.Learning;

/// <summary>How boosted trees are grown.</summary>
public sealed record BoostingOptions
{
    /// <summary>Most rounds; each adds one tree, or one per class.</summary>
    public int Rounds { get; init; } = 1000;

    /// <summary>Share of its best answer that each tree gives; smaller needs more rounds and generalises better.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Most leaves of a tree; the leaf that gains most is split next.</summary>
    public int MaximumLeaves { get; init; } = 15;

    /// <summary>Most questions from the root to a leaf; 0 for no bound.</summary>
    public int MaximumDepth { get; init; }

    /// <summary>Fewest training rows in a leaf.</summary>
    public int MinimumLeaf { get; init; } = 20;

    /// <summary>Penalty on squared leaf values.</summary>
    public double Penalty { get; init; }

    /// <summary>Fewest second derivatives of the loss in a leaf.</summary>
    public double MinimumCurvature { get; init; } = 1e-3;

    /// <summary>Most bins of a feature, 2 to 255.</summary>
    public int Bins { get; init; } = FeatureBins.Most;

    /// <summary>Share of the rows that each round sees, drawn anew without replacement.</summary>
    public double RowShare { get; init; } = 1;

    /// <summary>Share of the features that each tree may ask about.</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>Rounds without improvement on the held-out groups after which training stops and goes back to the best.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>Least improvement of the held-out loss that counts, relative to the loss without trees.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>For each feature 1 (the prediction may only rise with it), -1 (only fall) or 0; null for none. Regression only.</summary>
    public IReadOnlyList<int>? Monotone { get; init; }
}
