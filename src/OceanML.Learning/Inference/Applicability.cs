using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// How far a row of features is from the data a model was trained on, as an index in [0, 1]: <b>the share of the training data that
/// is at least as unusual</b>. Training-like rows spread evenly over 0..1; an extrapolation has 0. It is computed by the graph of the
/// model itself, so that any ONNX runtime gives the same number.
/// </summary>
/// <remarks>
/// The features, standardised, are projected on the leading principal components (99 % of the variance, at most
/// <see cref="MaximumComponents"/>), each scaled to unit variance. The distance is that to the nearest of up to
/// <see cref="MaximumPrototypes"/> prototypes (k-means of the training rows), together with the residual that the components leave,
/// in units of its root mean square in training: sqrt(min_k |s - p_k|² + r²/R²). The index is one minus the quantile of that distance
/// among training rows measured against prototypes made from <em>other</em> groups (two-fold), so that an unseen platform of the same
/// population counts as usual; between quantiles it is linear. It is then held below 1 - e/<see cref="RangeAllowance"/>, where e is
/// the largest exceedance of the training range of any feature, in widths of that range: beyond it the index is 0.
/// The principle is that of conformal p-values for novelty (Vovk et al. 2005, doi:10.1007/b106715) on a domain distance as in
/// Meyer and Pebesma 2021, doi:10.1111/2041-210X.13650.
/// </remarks>
public sealed class Applicability
{
    /// <summary>Largest number of principal components.</summary>
    public const int MaximumComponents = 12;

    /// <summary>Largest number of prototypes.</summary>
    public const int MaximumPrototypes = 128;

    /// <summary>From this index on a row is inside the training domain.</summary>
    public const double InsideFrom = 0.05;

    /// <summary>Below this index a row is outside the training domain.</summary>
    public const double OutsideBelow = 0.01;

    /// <summary>Exceedance of the training range of a feature, in widths of the range, at which the index is 0.</summary>
    public const double RangeAllowance = 0.25;

    internal Applicability(FeatureSpace space, float[] prototypes, float[] distances, float[] indices) =>
        (Space, Prototypes, Distances, Indices) = (space, prototypes, distances, indices);

    /// <summary>Number of features.</summary>
    public int FeatureCount => Space.FeatureCount;

    /// <summary>Distances at which the index is known, increasing.</summary>
    public IReadOnlyList<float> Distances { get; }

    /// <summary>The index at each of <see cref="Distances"/>, from 1 down to 0.</summary>
    public IReadOnlyList<float> Indices { get; }

    /// <summary>Whether a feature may be missing: it then counts as the mean of training, which is as usual as can be.</summary>
    public bool TakesMissing { get; private init; }

    internal FeatureSpace Space { get; }

    internal float[] Prototypes { get; }

    /// <summary>Learns the training domain.</summary>
    /// <param name="features">Standardised features, row by row; rows with NaN are left out.</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="groups">Group (platform, cruise) of each row, or empty: then every row is its own group.</param>
    /// <param name="seed">Seed of the prototypes; equal seeds give equal domains.</param>
    /// <param name="takesMissing">Whether a feature may be missing, here and when the model is applied; otherwise rows with NaN are left out.</param>
    /// <exception cref="OceanException">Fewer than ten complete rows (ten rows where features may be missing).</exception>
    public static Applicability Fit(ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<int> groups = default, int seed = 1, bool takesMissing = false)
    {
        if (!takesMissing) return ApplicabilityFit.Fit(features, featureCount, groups, seed);
        var domain = ApplicabilityFit.Fit(ApplicabilityFit.Filled(features, featureCount), featureCount, groups, seed);
        return new Applicability(domain.Space, domain.Prototypes, [.. domain.Distances], [.. domain.Indices]) { TakesMissing = true };
    }

    /// <summary>Adds the computation of the index to a graph.</summary>
    /// <param name="builder">The graph under construction.</param>
    /// <param name="standardised">The features, standardised as in training, [rows, features].</param>
    /// <returns>The index [rows, 1].</returns>
    public GraphSignal AddTo(GraphBuilder builder, GraphSignal standardised)
    {
        var (width, rank) = (Space.FeatureCount, Space.Rank);
        if (TakesMissing) standardised = builder.Node("Where", [builder.Node("IsNaN", [standardised]), builder.Constant("applicability_usual", Space.Mean, 1, width), standardised]);
        var scores = builder.MatMul(
            builder.Sub(standardised, builder.Constant("applicability_mean", Space.Mean, width)),
            builder.Constant("applicability_components", Space.Components, width, rank));

        // Differences before squares: the expansion |s|² - 2 s·p + |p|² loses half the digits of a 32-bit number.
        var differences = builder.Sub(
            builder.Unsqueeze(scores, 1),
            builder.Constant("applicability_prototypes", Prototypes, 1, Prototypes.Length / rank, rank));
        var squares = builder.ReduceSum(builder.Mul(differences, differences), 2, keep: false);
        var nearest = builder.ReduceMin(squares, 1);

        var rebuilt = builder.Add(
            builder.MatMul(scores, builder.Constant("applicability_back", Space.Back, rank, width)),
            builder.Constant("applicability_back_mean", Space.Mean, width));
        var residual = builder.Mul(builder.Sub(standardised, rebuilt), builder.Constant(1 / Space.ResidualScale));
        var distance = builder.Sqrt(builder.Add(nearest, builder.ReduceSum(builder.Mul(residual, residual), 1)));
        return builder.Min(Quantile(builder, distance), Range(builder, standardised));
    }

    /// <summary>What an index means.</summary>
    public static ApplicabilityVerdict Verdict(double index) =>
        index >= InsideFrom ? ApplicabilityVerdict.Inside : index >= OutsideBelow ? ApplicabilityVerdict.Edge : ApplicabilityVerdict.Outside;

    private GraphSignal Quantile(GraphBuilder builder, GraphSignal distance)
    {
        // One ramp from 0 to 1 per segment, weighted with the index lost along it: bounded terms, hence exact in 32 bits.
        var segments = Distances.Count - 1;
        var (starts, slopes, losses) = (new float[segments], new float[segments], new float[segments]);
        for (var i = 0; i < segments; i++)
        {
            starts[i] = Distances[i];
            slopes[i] = 1 / (Distances[i + 1] - Distances[i]);
            losses[i] = Indices[i] - Indices[i + 1];
        }

        var along = builder.Mul(builder.Sub(distance, builder.Constant("applicability_distances", starts, 1, segments)), builder.Constant(slopes, 1, segments));
        var lost = builder.MatMul(builder.Clip(along, 0, 1), builder.Constant(losses, segments, 1));
        return builder.Clip(builder.Sub(builder.Constant(Indices[0]), lost), 0, 1);
    }

    private GraphSignal Range(GraphBuilder builder, GraphSignal standardised)
    {
        var width = Space.FeatureCount;
        var scale = new float[width];
        for (var i = 0; i < width; i++) scale[i] = 1 / Math.Max(Space.High[i] - Space.Low[i], 1);
        var below = builder.Sub(builder.Constant("applicability_low", Space.Low, 1, width), standardised);
        var above = builder.Sub(standardised, builder.Constant("applicability_high", Space.High, 1, width));
        var exceedance = builder.ReduceMax(builder.Mul(builder.Max(below, above), builder.Constant(scale, 1, width)), 1);
        var left = builder.Sub(builder.Constant(1), builder.Mul(exceedance, builder.Constant((float)(1 / RangeAllowance))));
        return builder.Clip(left, 0, 1);
    }
}
