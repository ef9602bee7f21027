namespace OceanML.Learning;

/// <summary>Outputs of a network for a batch beside what they should have been.</summary>
/// <param name="outputs">[rows, padded outputs]; the outputs of a row are part after part, <paramref name="targetCount"/> numbers each, see <see cref="Loss.Parts"/>.</param>
/// <param name="targets">[rows, padded targets], any number where the weight is 0, but not NaN. Of classes: 1 in the column of the class, else 0.</param>
/// <param name="weights">[rows, padded targets]; 0 where missing and in the padding. Of classes: the weight of the row in the column of each class.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="targetCount">Number of targets, or of classes.</param>
public readonly ref struct LossBatch(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int rows, int targetCount)
{
    /// <summary>[rows, padded outputs].</summary>
    public ReadOnlySpan<float> Outputs { get; } = outputs;

    /// <summary>[rows, padded targets].</summary>
    public ReadOnlySpan<float> Targets { get; } = targets;

    /// <summary>[rows, padded targets].</summary>
    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>Number of rows.</summary>
    public int Rows => rows;

    /// <summary>Number of targets, or of classes.</summary>
    public int TargetCount => targetCount;
}
