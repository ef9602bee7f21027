namespace OceanML.Learning;

/// <summary>A node of a tree that is being grown: its rows stand side by side in the grower's list.</summary>
internal sealed class GrowingNode
{
    /// <summary>Its place among the nodes.</summary>
    public required int Number { get; init; }

    public required int Start { get; init; }

    public required int Count { get; init; }

    public required int Depth { get; init; }

    public required double Gradient { get; init; }

    public required double Curvature { get; init; }

    /// <summary>Bounds of its value, from monotone features above it.</summary>
    public double Lowest { get; init; } = double.NegativeInfinity;

    public double Highest { get; init; } = double.PositiveInfinity;

    /// <summary>What a leaf here would give, before the learning rate.</summary>
    public required double Value { get; set; }

    public NodeHistogram? Histogram { get; set; }

    public SplitChoice Split { get; set; } = SplitChoice.None;

    public int Left { get; set; } = -1;

    public int Right { get; set; } = -1;
}
