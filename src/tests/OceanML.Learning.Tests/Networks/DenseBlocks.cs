namespace OceanML.Learning.Tests;

/// <summary>Where the numbers of the dense layers of a network lie in its parameters.</summary>
internal sealed record DenseBlocks(int Inputs, int Outputs, int WeightOffset, int BiasOffset)
{
    public int PaddedOutputs => SignalShape.Pad(Outputs);

    public int WeightCount => BiasOffset - WeightOffset;

    public static IReadOnlyList<DenseBlocks> Of(Network network) =>
        [.. network.Blocks().Where(at => at.Block.Name == "weight").Select(at => new DenseBlocks(at.Block.Rows, at.Block.Columns, at.Offset, at.Offset + at.Block.Size))];
}
