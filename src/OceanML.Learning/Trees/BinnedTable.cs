namespace OceanML.Learning;

/// <summary>Rows of features as bins, ready for growing trees; the cuts are learned from the same rows.</summary>
/// <param name="Bins">The cuts.</param>
/// <param name="Columns">[features, rows].</param>
/// <param name="Count">Number of rows.</param>
public sealed record BinnedTable(FeatureBins Bins, byte[] Columns, int Count)
{
    /// <summary>Number of features.</summary>
    public int FeatureCount => Bins.FeatureCount;

    /// <summary>Cuts rows into bins.</summary>
    /// <param name="features">[rows, features]; NaN where missing.</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="rows">The rows; in the table they are numbered from 0.</param>
    /// <param name="bins">Most bins of a feature.</param>
    /// <param name="threads">Number of threads.</param>
    public static BinnedTable Of(float[] features, int featureCount, int[] rows, int bins = FeatureBins.Most, int threads = 1)
    {
        var cuts = FeatureBins.Fit(features, featureCount, rows, bins, threads);
        return new BinnedTable(cuts, cuts.Apply(features, rows, threads), rows.Length);
    }

    /// <summary>The bins of one feature.</summary>
    public ReadOnlySpan<byte> Column(int feature) => Columns.AsSpan(feature * Count, Count);

    /// <summary>Whether a feature has missing values.</summary>
    public bool HasMissing(int feature) => Column(feature).Contains(FeatureBins.Missing);
}
