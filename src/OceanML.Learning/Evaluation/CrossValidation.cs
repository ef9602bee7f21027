using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Cross-validation: for each fold a model and the baselines learn from the other folds, scalings included, and predict it.
/// Prepared first, so that the models of all folds can be trained together with the final one.
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
    /// <param name="learner">How each fold learns.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Number of the first random stream; each fold has its own.</param>
    public CrossValidation(Dataset data, int[] fold, ILearner learner, int seed, int stream)
    {
        (this.data, this.fold, this.seed) = (data, fold, seed);
        var folds = fold.Max() + 1;
        var all = Enumerable.Range(0, data.Count);
        training = [.. Enumerable.Range(0, folds).Select(k => all.Where(row => fold[row] != k).ToArray())];
        held = [.. Enumerable.Range(0, folds).Select(k => all.Where(row => fold[row] == k).ToArray())];
        Fits = [.. Enumerable.Range(0, folds).Select(k => learner.Begin(data, training[k], seed, stream + k))];
    }

    /// <summary>The models to train, one per fold; see <see cref="ModelFit.RunAll"/>.</summary>
    public IReadOnlyList<ModelFit> Fits { get; }

    /// <summary>Predicts every row by the model of its fold, once all are trained, and by the baselines.</summary>
    public HeldOutPredictions Predict(int threads)
    {
        var size = data.Count * data.TargetCount;
        var (mean, sigma, modelShare, applicability) = (new double[size], new double[size], new double[size], new float[data.Count]);
        var lowest = data.Log10 ? Math.Log10(data.Floor) : double.NegativeInfinity;
        var baselines = new SortedDictionary<string, double[]>(StringComparer.Ordinal)
        {
            [MeanBaseline] = new double[size],
            [NeighboursBaseline] = new double[size],
            [RidgeBaseline] = new double[size],
        };
        Parallel.For(0, Fits.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
        {
            var predicted = Fits[k].Model.Predict(data.Features, held[k]);
            Scatter([.. predicted.Mean.Select(value => Math.Max(lowest, value))], held[k], mean);
            Scatter(predicted.Sigma(), held[k], sigma);
            Scatter(predicted.ModelShare(), held[k], modelShare);
            var standardised = Standardisation.Fit(data.Features, data.FeatureCount, training[k]).Apply(data.Features, fill: true);
            Scatter(Baselines.Mean(TargetScaling.Fit(data.Targets, data.TargetCount, training[k], data.Log10, data.Floor), held[k].Length), held[k], baselines[MeanBaseline]);
            Scatter(Baselines.NearestNeighbours(standardised, data.FeatureCount, data.Targets, data.TargetCount, training[k], held[k]), held[k], baselines[NeighboursBaseline]);
            Scatter(Baselines.Ridge(standardised, data.FeatureCount, data.Targets, data.TargetCount, training[k], held[k]), held[k], baselines[RidgeBaseline]);
            Domain(standardised, training[k], held[k], applicability);
        });
        return new HeldOutPredictions(fold, Fits.Count, mean, sigma, modelShare, applicability, baselines);
    }

    /// <summary>The applicability of held-out rows, computed by the same operations as in the model file.</summary>
    private void Domain(float[] standardised, int[] learned, int[] predicted, float[] applicability)
    {
        var width = data.FeatureCount;
        var features = new float[learned.Length * width];
        for (var i = 0; i < learned.Length; i++) standardised.AsSpan(learned[i] * width, width).CopyTo(features.AsSpan(i * width));
        int[] groups = [.. learned.Select(row => data.Groups[row])];
        var domain = Applicability.Fit(features, width, groups, seed);
        var builder = new GraphBuilder("applicability");
        var input = builder.Input("features", width);
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
