namespace OceanML.Learning;

/// <summary>Rows ready for training: inputs and targets scaled, padded to whole vectors, missing targets of weight zero.</summary>
/// <param name="Input">What one row holds.</param>
/// <param name="TargetCount">Number of targets, or of classes.</param>
/// <param name="Inputs">[rows, steps, padded width].</param>
/// <param name="Targets">[rows, padded targets]; 0 where missing.</param>
/// <param name="Weights">[rows, padded targets]; 0 where missing.</param>
/// <param name="Groups">Group of each row; a group is never split between training and early stopping.</param>
public sealed record TrainingRows(SignalShape Input, int TargetCount, float[] Inputs, float[] Targets, float[] Weights, int[] Groups)
{
    /// <summary>Whether the targets are classes: 1 in the column of the class of a row, its weight in every column.</summary>
    public bool AreClasses { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Groups.Length;

    /// <summary>Numbers of a row of <see cref="Inputs"/>, padding included.</summary>
    public int InputSize => Input.Steps * Input.PaddedWidth;

    /// <summary>Padded number of targets.</summary>
    public int TargetWidth => SignalShape.Pad(TargetCount);

    /// <summary>Copies the inputs of some rows to where a network takes them, [steps, rows, padded width].</summary>
    public void Gather(ReadOnlySpan<int> batch, Span<float> input)
    {
        var (width, stride) = (Input.PaddedWidth, SignalShape.PadRows(batch.Length) * Input.PaddedWidth);
        for (var i = 0; i < batch.Length; i++)
        {
            var row = Inputs.AsSpan(batch[i] * InputSize, InputSize);
            for (var step = 0; step < Input.Steps; step++) row.Slice(step * width, width).CopyTo(input[(step * stride + i * width)..]);
        }
    }
}
