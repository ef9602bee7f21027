using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// How features become network inputs: standardised (mean 0, standard deviation 1 in training); each spectrum replaced by its leading
/// principal components, again of standard deviation 1; held between ±<see cref="Bound"/>, so that a feature far outside training
/// cannot drive a prediction anywhere. It is linear but for the bound, and part of the model file.
/// </summary>
public sealed class InputScaling
{
    /// <summary>Largest absolute input, in standard deviations.</summary>
    public const float Bound = 5;

    private InputScaling(int features, int inputs) =>
        (FeatureCount, InputCount, Mean, Scale, Projection, SpectralShares) = (features, inputs, new float[features], new float[features], new float[features * inputs], []);

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of network inputs.</summary>
    public int InputCount { get; }

    /// <summary>Mean of each feature.</summary>
    public float[] Mean { get; }

    /// <summary>One over the standard deviation of each feature.</summary>
    public float[] Scale { get; }

    /// <summary>From standardised features to inputs, [features, inputs].</summary>
    public float[] Projection { get; }

    /// <summary>For each spectrum: the share of its variance that its components hold.</summary>
    public IReadOnlyList<double> SpectralShares { get; private set; }

    /// <summary>Learns the scaling.</summary>
    /// <param name="features">[rows, features].</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="spectra">Indices of the bands of each spectrum, see <see cref="SpectralBlocks"/>.</param>
    /// <param name="components">Principal components kept of each spectrum.</param>
    public static InputScaling Fit(float[] features, int featureCount, ReadOnlySpan<int> rows, IReadOnlyList<int[]> spectra, int components)
    {
        var inSpectrum = spectra.SelectMany(bands => bands).ToHashSet();
        var singles = Enumerable.Range(0, featureCount).Where(feature => !inSpectrum.Contains(feature)).ToArray();
        var inputs = spectra.Sum(bands => Math.Min(components, bands.Length)) + singles.Length;
        var scaling = new InputScaling(featureCount, inputs);
        scaling.FitMoments(features, rows);
        var (at, shares) = (0, new List<double>());
        foreach (var bands in spectra)
        {
            var kept = Math.Min(components, bands.Length);
            shares.Add(scaling.FitSpectrum(features, rows, bands, at, kept));
            at += kept;
        }

        scaling.SpectralShares = shares;
        foreach (var feature in singles) scaling.Projection[feature * inputs + at++] = 1;
        return scaling;
    }

    /// <summary>Standardises a row of features.</summary>
    public void Standardise(ReadOnlySpan<float> features, Span<float> standardised)
    {
        for (var i = 0; i < FeatureCount; i++) standardised[i] = (features[i] - Mean[i]) * Scale[i];
    }

    /// <summary>Turns rows of features into padded rows of inputs.</summary>
    public void Apply(float[] features, ReadOnlySpan<int> rows, Span<float> inputs)
    {
        var width = NetworkShape.Pad(InputCount);
        var standardised = new float[FeatureCount];
        var sums = new float[InputCount];
        for (var r = 0; r < rows.Length; r++)
        {
            Standardise(features.AsSpan(rows[r] * FeatureCount, FeatureCount), standardised);
            Array.Clear(sums);
            for (var i = 0; i < FeatureCount; i++)
            {
                var value = standardised[i];
                var weights = Projection.AsSpan(i * InputCount, InputCount);
                for (var j = 0; j < weights.Length; j++) sums[j] += value * weights[j];
            }

            for (var j = 0; j < sums.Length; j++) inputs[r * width + j] = Math.Clamp(sums[j], -Bound, Bound);
        }
    }

    /// <summary>Adds the scaling to a graph.</summary>
    /// <returns>The standardised features and the inputs of the networks.</returns>
    public (GraphSignal Standardised, GraphSignal Inputs) AddTo(GraphBuilder builder, GraphSignal features)
    {
        var standardised = builder.Mul(
            builder.Sub(features, builder.Constant("feature_mean", Mean, 1, FeatureCount)),
            builder.Constant("feature_scale", Scale, 1, FeatureCount));
        var projected = builder.MatMul(standardised, builder.Constant("feature_projection", Projection, FeatureCount, InputCount));
        return (standardised, builder.Clip(projected, -Bound, Bound));
    }

    private void FitMoments(float[] features, ReadOnlySpan<int> rows)
    {
        var (sums, squares) = (new double[FeatureCount], new double[FeatureCount]);
        foreach (var row in rows)
        {
            for (var i = 0; i < FeatureCount; i++) sums[i] += features[row * FeatureCount + i];
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < FeatureCount; i++)
            {
                var difference = features[row * FeatureCount + i] - sums[i] / rows.Length;
                squares[i] += difference * difference;
            }
        }

        for (var i = 0; i < FeatureCount; i++)
        {
            Mean[i] = (float)(sums[i] / rows.Length);
            var deviation = Math.Sqrt(squares[i] / rows.Length);

            // A feature that does not vary in these rows (it may in others) carries nothing: it is held at zero.
            Scale[i] = deviation > 1e-6 * Math.Max(Math.Abs(Mean[i]), 1e-30) ? (float)(1 / deviation) : 0;
        }
    }

    private double FitSpectrum(float[] features, ReadOnlySpan<int> rows, int[] bands, int firstInput, int kept)
    {
        var n = bands.Length;
        var covariance = new double[n * n];
        var (standardised, centred) = (new float[FeatureCount], new double[n]);
        foreach (var row in rows)
        {
            Standardise(features.AsSpan(row * FeatureCount, FeatureCount), standardised);
            for (var i = 0; i < n; i++) centred[i] = standardised[bands[i]];
            for (var i = 0; i < n; i++)
            {
                var value = centred[i];
                var line = covariance.AsSpan(i * n, i + 1);
                for (var j = 0; j < line.Length; j++) line[j] += value * centred[j];
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++) covariance[i * n + j] = covariance[j * n + i] = covariance[i * n + j] / rows.Length;
        }

        var evd = new DenseMatrix(n, n, covariance).Evd(Symmetricity.Symmetric);
        var total = 0.0;
        for (var i = 0; i < n; i++) total += Math.Max(0, evd.EigenValues[i].Real);
        var held = 0.0;
        for (var component = 0; component < kept; component++)
        {
            var column = n - 1 - component;
            var variance = evd.EigenValues[column].Real;
            held += Math.Max(0, variance);

            // Components of rounding alone are left out.
            if (variance < 1e-9 * total) continue;

            // The sign of an eigenvector is free: the largest weight is made positive.
            var largest = 0;
            for (var i = 1; i < n; i++)
            {
                if (Math.Abs(evd.EigenVectors[i, column]) > Math.Abs(evd.EigenVectors[largest, column])) largest = i;
            }

            var factor = Math.Sign(evd.EigenVectors[largest, column]) / Math.Sqrt(variance);
            for (var i = 0; i < n; i++) Projection[bands[i] * InputCount + firstInput + component] = (float)(evd.EigenVectors[i, column] * factor);
        }

        return total > 0 ? held / total : 0;
    }
}
