namespace OceanML.Learning;

/// <summary>For every feature and bin: sums of first and second derivatives of the rows in it, and their number.</summary>
internal sealed class NodeHistogram(int features, bool counts)
{
    /// <summary>[features, <see cref="FeatureBins.Room"/>, 2].</summary>
    public double[] Sums { get; } = new double[features * FeatureBins.Room * 2];

    /// <summary>[features, <see cref="FeatureBins.Room"/>]; empty where the second derivative is 1 and says the number.</summary>
    public int[] Counts { get; } = counts ? new int[features * FeatureBins.Room] : [];
}
