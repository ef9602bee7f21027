namespace OceanML.Learning;

/// <summary>Rows ready for training: inputs and targets scaled, padded to whole vectors, missing targets of weight zero.</summary>
/// <param name="InputCount">Number of inputs.</param>
/// <param name="TargetCount">Number of targets.</param>
/// <param name="Inputs">[rows, padded inputs].</param>
/// <param name="Targets">[rows, padded targets]; 0 where missing.</param>
/// <param name="Weights">[rows, padded targets]; 0 where missing.</param>
/// <param name="Groups">Group of each row; a group is never split between training and early stopping.</param>
public sealed record TrainingRows(int InputCount, int TargetCount, float[] Inputs, float[] Targets, float[] Weights, int[] Groups)
{
    /// <summary>Number of rows.</summary>
    public int Count => Groups.Length;

    /// <summary>Padded number of inputs.</summary>
    public int InputWidth => NetworkShape.Pad(InputCount);

    /// <summary>Padded number of targets.</summary>
    public int TargetWidth => NetworkShape.Pad(TargetCount);
}
