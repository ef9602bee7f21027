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

    private const string Name = "feature";
    private const string ProjectionName = "feature_projection";

    private InputScaling(Standardisation features, int inputs, SequenceLayout? window)
    {
        (Features, Window) = (features, window);
        Shape = window is null ? new SignalShape(1, inputs) : new SignalShape(window.Steps, window.Channels);
        (Projection, SpectralShares) = (window is null ? new float[features.Count * inputs] : [], []);
    }

    /// <summary>How features are standardised.</summary>
    public Standardisation Features { get; }

    /// <summary>Number of features.</summary>
    public int FeatureCount => Features.Count;

    /// <summary>What a network takes of one row.</summary>
    public SignalShape Shape { get; }

    /// <summary>The window of a series among the features, or null; there are no spectra then.</summary>
    public SequenceLayout? Window { get; }

    /// <summary>From standardised features to inputs, [features, inputs]; empty with a <see cref="Window"/>.</summary>
    public float[] Projection { get; }

    /// <summary>For each spectrum: the share of its variance that its components hold.</summary>
    public IReadOnlyList<double> SpectralShares { get; private set; }

    /// <summary>Learns the scaling.</summary>
    /// <param name="features">[rows, features].</param>
    /// <param name="names">Names of the features, by which spectra are found, see <see cref="SpectralBlocks"/>.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="components">Principal components kept of each spectrum; 0 keeps the bands as they are.</param>
    /// <param name="window">The window of a series among the features, for a network of sequences.</param>
    public static InputScaling Fit(float[] features, IReadOnlyList<string> names, ReadOnlySpan<int> rows, int components, SequenceLayout? window = null)
    {
        var featureCount = names.Count;
        var standardisation = Standardisation.Fit(features, featureCount, rows);
        if (window is not null) return new InputScaling(standardisation, 0, window);
        var spectra = components > 0 ? SpectralBlocks.Find(names) : [];
        var inSpectrum = spectra.SelectMany(bands => bands).ToHashSet();
        var singles = Enumerable.Range(0, featureCount).Where(feature => !inSpectrum.Contains(feature)).ToArray();
        var inputs = spectra.Sum(bands => Math.Min(components, bands.Length)) + singles.Length;
        var scaling = new InputScaling(standardisation, inputs, null);
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

    /// <summary>Reads what <see cref="AddTo"/> wrote; null where the graph has none.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="names">Names of the features, by which a window is found.</param>
    public static InputScaling? Of(Graph graph, IReadOnlyList<string> names)
    {
        if (Standardisation.Of(graph, Name) is not { } features || features.Count != names.Count) return null;
        if (graph.FindTensor(ProjectionName) is not { Shape: [_, var width] } projection) return SequenceLayout.Find(names) is { } window ? new InputScaling(features, 0, window) : null;
        var scaling = new InputScaling(features, width, null);
        projection.Floats.CopyTo(scaling.Projection, 0);
        return scaling;
    }

    /// <summary>Turns rows of features into rows of inputs, [rows, steps, padded width].</summary>
    public void Apply(float[] features, ReadOnlySpan<int> rows, Span<float> inputs) => Apply(features, rows, inputs, Shape.PaddedWidth, Shape.Steps * Shape.PaddedWidth);

    /// <summary>Turns rows of features into what a network takes, [steps, rows padded to whole blocks, padded width].</summary>
    public void ApplyTo(Span<float> inputs, float[] features, ReadOnlySpan<int> rows) => Apply(features, rows, inputs, SignalShape.PadRows(rows.Length) * Shape.PaddedWidth, Shape.PaddedWidth);

    private void Apply(float[] features, ReadOnlySpan<int> rows, Span<float> inputs, int stepStride, int rowStride)
    {
        var standardised = new float[FeatureCount];
        var sums = new float[Shape.Width];
        for (var r = 0; r < rows.Length; r++)
        {
            Features.Apply(features.AsSpan(rows[r] * FeatureCount, FeatureCount), standardised);
            if (Window is not null)
            {
                for (var step = 0; step < Shape.Steps; step++)
                {
                    for (var j = 0; j < Shape.Width; j++) inputs[r * rowStride + step * stepStride + j] = Math.Clamp(standardised[Window.Source[step * Shape.Width + j]], -Bound, Bound);
                }

                continue;
            }

            Array.Clear(sums);
            for (var i = 0; i < FeatureCount; i++)
            {
                var value = standardised[i];
                var weights = Projection.AsSpan(i * Shape.Width, Shape.Width);
                for (var j = 0; j < weights.Length; j++) sums[j] += value * weights[j];
            }

            for (var j = 0; j < sums.Length; j++) inputs[r * rowStride + j] = Math.Clamp(sums[j], -Bound, Bound);
        }
    }

    /// <summary>Adds the scaling to a graph.</summary>
    /// <returns>The inputs of the networks, [rows, width] or [rows, steps, width].</returns>
    public GraphSignal AddTo(GraphBuilder builder, GraphSignal features)
    {
        var standardised = Features.AddTo(builder, features, Name);
        if (Window is not null)
        {
            var window = builder.Gather(standardised, 1, [.. Window.Source.Select(feature => (long)feature)]);
            return builder.Clip(builder.Reshape(window, 0, Shape.Steps, Shape.Width), -Bound, Bound);
        }

        var projected = builder.MatMul(standardised, builder.Constant(ProjectionName, Projection, FeatureCount, Shape.Width));
        return builder.Clip(projected, -Bound, Bound);
    }

    private double FitSpectrum(float[] features, ReadOnlySpan<int> rows, int[] bands, int firstInput, int kept)
    {
        var n = bands.Length;
        var covariance = new double[n * n];
        var (standardised, centred) = (new float[FeatureCount], new double[n]);
        foreach (var row in rows)
        {
            Features.Apply(features.AsSpan(row * FeatureCount, FeatureCount), standardised);
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
            for (var i = 0; i < n; i++) Projection[bands[i] * Shape.Width + firstInput + component] = (float)(evd.EigenVectors[i, column] * factor);
        }

        return total > 0 ? held / total : 0;
    }
}
