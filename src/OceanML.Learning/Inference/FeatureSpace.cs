using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace OceanML.Learning;

/// <summary>The principal components of training features, each scaled to unit variance, and the range of every feature.</summary>
internal sealed class FeatureSpace
{
    private const double Share = 0.99;

    private FeatureSpace(int featureCount, int rank)
    {
        (FeatureCount, Rank) = (featureCount, rank);
        (Mean, Low, High) = (new float[featureCount], new float[featureCount], new float[featureCount]);
        (Components, Back) = (new float[featureCount * rank], new float[rank * featureCount]);
    }

    public int FeatureCount { get; }

    public int Rank { get; }

    public float[] Mean { get; }

    public float[] Low { get; }

    public float[] High { get; }

    /// <summary>[features, rank]: from centred features to scores.</summary>
    public float[] Components { get; }

    /// <summary>[rank, features]: from scores back to centred features.</summary>
    public float[] Back { get; }

    /// <summary>Root mean square length of what the components leave.</summary>
    public float ResidualScale { get; private set; }

    public static FeatureSpace Fit(float[] features, int featureCount)
    {
        var rows = features.Length / featureCount;
        var (mean, covariance) = Moments(features, featureCount, rows);
        var evd = covariance.Evd(Symmetricity.Symmetric);
        var variances = evd.EigenValues.Real();
        var total = Math.Max(variances.Sum(), 1e-12);
        var (rank, held) = (0, 0.0);
        while (rank < Math.Min(Applicability.MaximumComponents, featureCount) && (rank == 0 || held < Share * total))
            held += Math.Max(0, variances[featureCount - 1 - rank++]);

        var space = new FeatureSpace(featureCount, rank);
        for (var component = 0; component < rank; component++)
        {
            var column = featureCount - 1 - component;
            var deviation = Math.Sqrt(Math.Max(variances[column], 1e-6));
            for (var feature = 0; feature < featureCount; feature++)
            {
                var weight = evd.EigenVectors[feature, column];
                space.Components[feature * rank + component] = (float)(weight / deviation);
                space.Back[component * featureCount + feature] = (float)(weight * deviation);
            }
        }

        // A floor of one part in a thousand of the variance: where the components leave only rounding, rounding is not novelty.
        space.ResidualScale = (float)Math.Sqrt(Math.Max(total - held, 0.001 * Math.Max(total, featureCount)));
        space.Bounds(features, mean);
        return space;
    }

    /// <summary>The scores of a row, and the squared residual in units of <see cref="ResidualScale"/>.</summary>
    public double Project(ReadOnlySpan<float> row, Span<float> scores)
    {
        for (var component = 0; component < Rank; component++)
        {
            var sum = 0.0;
            for (var feature = 0; feature < FeatureCount; feature++) sum += (row[feature] - Mean[feature]) * (double)Components[feature * Rank + component];
            scores[component] = (float)sum;
        }

        var residual = 0.0;
        for (var feature = 0; feature < FeatureCount; feature++)
        {
            var left = row[feature] - (double)Mean[feature];
            for (var component = 0; component < Rank; component++) left -= scores[component] * (double)Back[component * FeatureCount + feature];
            residual += left * left;
        }

        return residual / ((double)ResidualScale * ResidualScale);
    }

    private void Bounds(float[] features, double[] mean)
    {
        for (var feature = 0; feature < FeatureCount; feature++) (Mean[feature], Low[feature], High[feature]) = ((float)mean[feature], float.MaxValue, float.MinValue);
        for (var i = 0; i < features.Length; i++)
        {
            var feature = i % FeatureCount;
            Low[feature] = Math.Min(Low[feature], features[i]);
            High[feature] = Math.Max(High[feature], features[i]);
        }
    }

    private static (double[] Mean, DenseMatrix Covariance) Moments(float[] features, int featureCount, int rows)
    {
        var mean = new double[featureCount];
        for (var i = 0; i < features.Length; i++) mean[i % featureCount] += features[i] / (double)rows;
        var covariance = new double[featureCount * featureCount];
        var centred = new double[featureCount];
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < featureCount; i++) centred[i] = features[row * featureCount + i] - mean[i];
            for (var i = 0; i < featureCount; i++)
            {
                var (value, offset) = (centred[i], i * featureCount);
                for (var j = 0; j <= i; j++) covariance[offset + j] += value * centred[j];
            }
        }

        for (var i = 0; i < featureCount; i++)
        {
            for (var j = 0; j <= i; j++) covariance[i * featureCount + j] = covariance[j * featureCount + i] = covariance[i * featureCount + j] / rows;
        }

        return (mean, new DenseMatrix(featureCount, featureCount, covariance));
    }
}
