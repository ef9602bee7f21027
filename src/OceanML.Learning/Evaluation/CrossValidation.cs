using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Cross-validation: for each fold an ensemble and the baselines learn from the other folds, scalings included, and predict it.
/// Prepared first, so that the members of all folds can be trained together with those of the final model.
/// </summary>
public sealed class CrossValidation
{
    /// <summary>Name of the mean of each target among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string MeanBaseline = "mean";

    /// <summary>Name of the nearest neighbours among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string NeighboursBaseline = "nearest_neighbours";

    /// <summary>Name of the ridge regression among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string RidgeBaseline = "ridge";

    private readonly Dataset data;
    private readonly int[] fold;
    private readonly int[][] training;
    private readonly int[][] held;
    private readonly int seed;

    /// <summary>Prepares the folds.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fold">Fold of each row, see <see cref="GroupSplit"/>.</param>
    /// <param name="spectra">Bands of each spectrum among the features.</param>
    /// <param name="components">Principal components kept of each spectrum.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Number of the first ensemble's random stream; each fold has its own.</param>
    public CrossValidation(Dataset data, int[] fold, IReadOnlyList<int[]> spectra, int components, EnsembleOptions options, int seed, int stream)
    {
        (this.data, this.fold, this.seed) = (data, fold, seed);
        var folds = fold.Max() + 1;
        var all = Enumerable.Range(0, data.Count);
        training = [.. Enumerable.Range(0, folds).Select(k => all.Where(row => fold[row] != k).ToArray())];
        held = [.. Enumerable.Range(0, folds).Select(k => all.Where(row => fold[row] == k).ToArray())];
        Fits = [.. Enumerable.Range(0, folds).Select(k => new EnsembleFit(data, training[k], spectra, components, options, seed, stream + k))];
    }

    /// <summary>The ensembles to train, one per fold; see <see cref="EnsembleFit.TrainAll"/>.</summary>
    public IReadOnlyList<EnsembleFit> Fits { get; }

    /// <summary>Predicts every row by the ensemble of its fold, once all are trained, and by the baselines.</summary>
    public HeldOutPredictions Predict(int threads)
    {
        var size = data.Count * data.TargetCount;
        var (mean, sigma, applicability) = (new double[size], new double[size], new float[data.Count]);
        var baselines = new SortedDictionary<string, double[]>(StringComparer.Ordinal)
        {
            [MeanBaseline] = new double[size],
            [NeighboursBaseline] = new double[size],
            [RidgeBaseline] = new double[size],
        };
        Parallel.For(0, Fits.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
        {
            var (foldMean, foldSigma) = Fits[k].Ensemble.Predict(data.Features, held[k]);
            Scatter(foldMean, held[k], mean);
            Scatter(foldSigma, held[k], sigma);
            var standardised = Standardise(Fits[k].Inputs);
            Scatter(Baselines.Mean(Fits[k].Targets, held[k].Length), held[k], baselines[MeanBaseline]);
            Scatter(Baselines.NearestNeighbours(standardised, data.FeatureCount, data.Targets, data.TargetCount, training[k], held[k]), held[k], baselines[NeighboursBaseline]);
            Scatter(Baselines.Ridge(standardised, data.FeatureCount, data.Targets, data.TargetCount, training[k], held[k]), held[k], baselines[RidgeBaseline]);
            Domain(Fits[k].Inputs, standardised, training[k], held[k], applicability);
        });
        return new HeldOutPredictions(fold, Fits.Count, mean, sigma, applicability, baselines);
    }

    private float[] Standardise(InputScaling scaling)
    {
        var standardised = new float[data.Features.Length];
        for (var row = 0; row < data.Count; row++)
        {
            var at = row * data.FeatureCount;
            scaling.Standardise(data.Features.AsSpan(at, data.FeatureCount), standardised.AsSpan(at));
        }

        return standardised;
    }

    /// <summary>The applicability of held-out rows, computed by the same operations as in the model file.</summary>
    private void Domain(InputScaling scaling, float[] standardised, int[] learned, int[] predicted, float[] applicability)
    {
        var width = data.FeatureCount;
        var features = new float[learned.Length * width];
        for (var i = 0; i < learned.Length; i++) standardised.AsSpan(learned[i] * width, width).CopyTo(features.AsSpan(i * width));
        int[] groups = [.. learned.Select(row => data.Groups[row])];
        var domain = Applicability.Fit(features, width, groups, seed);
        var builder = new GraphBuilder("applicability");
        var input = builder.Input("features", scaling.FeatureCount);
        builder.Output("applicability", domain.AddTo(builder, input), 1);
        var asked = new float[predicted.Length * width];
        for (var i = 0; i < predicted.Length; i++) standardised.AsSpan(predicted[i] * width, width).CopyTo(asked.AsSpan(i * width));
        var index = new GraphRunner(builder.Build()).Run(asked)["applicability"].Floats;
        for (var i = 0; i < predicted.Length; i++) applicability[predicted[i]] = index[i];
    }

    private void Scatter(double[] values, int[] rows, double[] whole)
    {
        var count = data.TargetCount;
        for (var i = 0; i < rows.Length; i++) values.AsSpan(i * count, count).CopyTo(whole.AsSpan(rows[i] * count, count));
    }
}
