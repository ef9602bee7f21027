using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A training table and how it came about.</summary>
/// <param name="Table">The rows that are left, with all columns of the input, what was derived, the targets, and <c>split</c>, or <c>fold</c> and <c>unit</c>.</param>
/// <param name="Rows">Where each of them stood in the input.</param>
/// <param name="Features">Names of the features, in order.</param>
/// <param name="Targets">Names of the targets, in order.</param>
/// <param name="Rejected">Rows left out, by reason.</param>
/// <param name="Warnings">What the user should know, one sentence each.</param>
public sealed record PreparedDataset(
    Table Table,
    int[] Rows,
    IReadOnlyList<string> Features,
    IReadOnlyList<string> Targets,
    IReadOnlyDictionary<string, int> Rejected,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The split of the rows that are left; null where none was asked for.</summary>
    public Split? Split { get; init; }

    /// <summary>What is known of the rows that are left, as the split saw them.</summary>
    public SplitRows? SplitRows { get; init; }

    /// <summary>Climatologies that were used.</summary>
    public ClimatologySet Climatologies { get; init; } = new();

    /// <summary>Events that were found; null where none were asked for.</summary>
    public SeriesEvents? Events { get; init; }

    /// <summary>Step of the series; null where no derivation looked beyond its row.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>How far back a row looks.</summary>
    public TimeSpan LookBack { get; init; }

    /// <summary>How far rows of different folds must be apart to share no value: what features look back, the longest lead of the targets, and a step.</summary>
    public TimeSpan Margin { get; init; }

    /// <summary>Features of the rows that are left, [rows, features].</summary>
    public float[] FeatureValues()
    {
        var values = new float[Table.RowCount * Features.Count];
        for (var f = 0; f < Features.Count; f++)
        {
            var column = Table.Numbers(Features[f]);
            for (var row = 0; row < column.Length; row++) values[(row * Features.Count) + f] = (float)column[row];
        }

        return values;
    }
}
