namespace OceanML.Learning;

/// <summary>Rows of a table that can be learned from: complete features, at least one target, a group.</summary>
/// <param name="FeatureNames">Names of the features.</param>
/// <param name="TargetNames">Names of the targets.</param>
/// <param name="Features">[rows, features], in the unit of each feature.</param>
/// <param name="Targets">[rows, targets] in the model's space (log10 where asked, floored); NaN where missing.</param>
/// <param name="Groups">Group of each row, an index into <paramref name="GroupNames"/>.</param>
/// <param name="GroupNames">Names of the groups: platforms, cruises, sites.</param>
/// <param name="TableRows">Where each row stands in the table.</param>
/// <param name="Log10">Whether targets are log10 of their unit.</param>
/// <param name="Floor">With <paramref name="Log10"/>: the smallest value, in the unit of the target.</param>
public sealed record Dataset(
    IReadOnlyList<string> FeatureNames,
    IReadOnlyList<string> TargetNames,
    float[] Features,
    double[] Targets,
    int[] Groups,
    IReadOnlyList<string> GroupNames,
    int[] TableRows,
    bool Log10,
    double Floor)
{
    /// <summary>The classes of a classification, in order: its one target holds the index of the class; null for a regression.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Time of each row, microseconds since 1970 UTC; null where the table has none.</summary>
    public long[]? Times { get; init; }

    /// <summary>How much each row counts in training beside the others, 0 or more; null where all count alike. Scores do not know it.</summary>
    public double[]? RowWeights { get; init; }

    /// <summary>Series each row belongs to (its platform), numbers from 0; null where the table does not say.</summary>
    public int[]? Series { get; init; }

    /// <summary>Numbers that a model gives for each row: targets, or probabilities of classes.</summary>
    public int OutputCount => Classes?.Count ?? TargetCount;

    /// <summary>Number of rows.</summary>
    public int Count => Groups.Length;

    /// <summary>Number of features.</summary>
    public int FeatureCount => FeatureNames.Count;

    /// <summary>Number of targets.</summary>
    public int TargetCount => TargetNames.Count;

    /// <summary>Whether a row has every target.</summary>
    public bool IsComplete(int row)
    {
        foreach (var value in Targets.AsSpan(row * TargetCount, TargetCount))
        {
            if (double.IsNaN(value)) return false;
        }

        return true;
    }
}
