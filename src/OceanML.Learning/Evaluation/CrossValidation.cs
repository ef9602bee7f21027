using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Cross-validation: for each fold a model and the baselines learn from the rows that the split allows, scalings included, and predict it.
/// Prepared first, so that the models of all folds can be trained together with the final one.
/// </summary>
public sealed class CrossValidation
{
    /// <summary>Name of the mean of each target among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string MeanBaseline = "mean";

    /// <summary>Name of the shares of the classes among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string FrequencyBaseline = "class_frequencies";

    /// <summary>Name of the nearest neighbours among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string NeighboursBaseline = "nearest_neighbours";

    /// <summary>Name of the ridge regression among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string RidgeBaseline = "ridge";

    /// <summary>Name of the logistic regression among <see cref="HeldOutPredictions.Baselines"/>.</summary>
    public const string LogisticBaseline = "logistic_regression";

    /// <summary>Name of the last value known before the row was held out, among <see cref="HeldOutPredictions.Baselines"/>; for splits in time and those of a column.</summary>
    public const string PersistenceBaseline = "persistence";

    /// <summary>Name of what is normal for the time of the year, among <see cref="HeldOutPredictions.Baselines"/>; for splits in time and those of a column.</summary>
    public const string ClimatologyBaseline = "climatology";

    private readonly Dataset data;
    private readonly Split split;
    private readonly int[] folds;
    private readonly int[][] training;
    private readonly int[][] held;
    private readonly int seed;

    /// <summary>Prepares the folds.</summary>
    /// <param name="data">The data.</param>
    /// <param name="split">Which rows are held out together.</param>
    /// <param name="learner">How each fold learns.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Number of the first random stream; each fold has its own.</param>
    public CrossValidation(Dataset data, Split split, ILearner learner, int seed, int stream)
    {
        (this.data, this.split, this.seed) = (data, split, seed);

        // Of train, validation and test the first is never held out.
        folds = [.. Enumerable.Range(0, split.FoldCount).Where(fold => !split.IsParts || split.FoldNames[fold] != Split.Train)];
        training = [.. folds.Select(split.Training)];
        held = [.. folds.Select(split.Held)];
        Fits = split.IsParts
            ? [learner.Begin(data, training[0], seed, stream)]
            : [.. folds.Select((_, k) => learner.Begin(data, training[k], seed, stream + k))];
    }

    /// <summary>The models to train, one per fold, or one where there are train, validation and test; see <see cref="ModelFit.RunAll"/>.</summary>
    public IReadOnlyList<ModelFit> Fits { get; }

    /// <summary>Predicts every row by the model of its fold, once all are trained, and by the baselines.</summary>
    public HeldOutPredictions Predict(int threads)
    {
        var (count, width) = (data.Count, data.OutputCount);
        var parts = data.Classes is null ? width : 1;
        var (mean, ofData, ofModel) = (Missing(count * width), Missing(count * parts), Missing(count * parts));
        var (lower, upper) = (Missing(count * width), Missing(count * width));
        var applicability = new float[count];
        var baselines = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, _) in Baselines(data)) baselines[name] = Missing(count * width);
        var inTime = (split.Plan.IsTemporal || split.Plan.Kind == SplitKind.Column) && data.Times is not null;
        if (inTime) (baselines[PersistenceBaseline], baselines[ClimatologyBaseline]) = (Missing(count * width), Missing(count * width));
        var lowest = data.Log10 ? Math.Log10(data.Floor) : double.NegativeInfinity;
        var hasDeviations = false;
        Parallel.For(0, folds.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
        {
            var predicted = Fits[split.IsParts ? 0 : k].Model.Predict(data.Features, held[k]);
            Scatter([.. predicted.Mean.Select(value => Math.Max(lowest, value))], held[k], mean);
            Scatter(predicted.DataVariance, held[k], ofData);
            Scatter(predicted.ModelVariance, held[k], ofModel);
            if (predicted.LowerDeviation is { } down && predicted.UpperDeviation is { } up)
            {
                hasDeviations = true;
                Scatter(down, held[k], lower);
                Scatter(up, held[k], upper);
            }

            var standardised = Standardisation.Fit(data.Features, data.FeatureCount, training[k]).Apply(data.Features, fill: true);
            foreach (var (name, learner) in Baselines(data))
            {
                var fit = learner.Begin(data, training[k], seed, k);
                for (var job = 0; job < fit.JobCount; job++) fit.Run(job, null, CancellationToken.None);
                Scatter([.. fit.Model.Predict(data.Features, held[k]).Mean.Select(value => Math.Max(lowest, value))], held[k], baselines[name]);
            }

            if (inTime)
            {
                Scatter(TimeBaselines.Persistence(data, training[k], held[k]), held[k], baselines[PersistenceBaseline]);
                Scatter(TimeBaselines.Climatology(data, training[k], held[k]), held[k], baselines[ClimatologyBaseline]);
            }

            Domain(standardised, training[k], held[k], applicability);
        });
        int[] fold = [.. Enumerable.Range(0, count).Select(row => Array.IndexOf(folds, split.Fold[row]))];
        var model = new Predictive(count, width, mean, ofData, ofModel);
        if (hasDeviations) model = model with { LowerDeviation = lower, UpperDeviation = upper };
        var calibration = !split.IsParts ? (int?)null : Math.Max(0, Array.FindIndex(folds, one => split.FoldNames[one] == Split.Validation));
        return new HeldOutPredictions(fold, folds.Length, model, applicability, baselines) { CalibrationFold = calibration };
    }

    /// <summary>What a model must beat, learned from the same rows: simple models that nobody has tuned.</summary>
    private static (string Name, ILearner Learner)[] Baselines(Dataset data)
    {
        var neighbours = new NeighboursLearner(NeighboursLearner.Usual, baseline: true);
        return data.Classes is null
            ? [(MeanBaseline, new MeanLearner()), (NeighboursBaseline, neighbours), (RidgeBaseline, new RidgeLearner(RidgeLearner.Usual))]
            : [(FrequencyBaseline, new MeanLearner()), (NeighboursBaseline, neighbours), (LogisticBaseline, new LogisticLearner(LogisticLearner.Usual))];
    }

    private static double[] Missing(int size)
    {
        var values = new double[size];
        Array.Fill(values, double.NaN);
        return values;
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
        var width = whole.Length / data.Count;
        for (var i = 0; i < rows.Length; i++) values.AsSpan(i * width, width).CopyTo(whole.AsSpan(rows[i] * width, width));
    }
}
