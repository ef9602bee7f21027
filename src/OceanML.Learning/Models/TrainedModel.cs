using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A model trained on all rows, and what cross-validation says of it.</summary>
/// <param name="Data">The data it was trained on.</param>
/// <param name="Plan">How.</param>
/// <param name="Model">The model trained on all rows.</param>
/// <param name="Domain">Its training domain.</param>
/// <param name="DomainScaling">The standardisation of the features that the domain was learned on.</param>
/// <param name="SigmaFactors">Calibration of sigma for each target.</param>
/// <param name="HeldOut">Cross-validation by group (by row where there are no groups).</param>
/// <param name="RandomRows">Cross-validation by random rows, where asked for; too good, for comparison.</param>
public sealed record TrainedModel(
    Dataset Data,
    TrainingPlan Plan,
    FittedModel Model,
    Applicability Domain,
    Standardisation DomainScaling,
    double[] SigmaFactors,
    SplitResult HeldOut,
    SplitResult? RandomRows)
{
    private const int FinalStream = 1_000;
    private const int RandomStreams = 500;

    /// <summary>
    /// Trains the models of all folds and the final one together, then scores and calibrates. The same data, plan and seed give the
    /// same model, on any number of threads.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="plan">How.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="progress">Called from any thread with units of progress done; they sum to <see cref="TrainingPlan.Work"/>.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="OceanException">Fewer groups than folds, or too few rows.</exception>
    public static TrainedModel Train(Dataset data, TrainingPlan plan, int threads, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var fold = plan.Grouped ? GroupSplit.ByGroup(data.Groups, plan.Folds, plan.Seed) : GroupSplit.Random(data.Count, plan.Folds, plan.Seed);
        var grouped = new CrossValidation(data, fold, plan.Learner, plan.Seed, 0);
        var random = plan.RandomSplit && plan.Grouped
            ? new CrossValidation(data, GroupSplit.Random(data.Count, plan.Folds, plan.Seed), plan.Learner, plan.Seed, RandomStreams)
            : null;
        int[] all = [.. Enumerable.Range(0, data.Count)];
        var final = plan.Learner.Begin(data, all, plan.Seed, FinalStream);
        ModelFit[] fits = [.. grouped.Fits, .. random?.Fits ?? [], final];
        ModelFit.RunAll(fits, threads, progress, cancellation);
        var predictions = grouped.Predict(threads);
        var scaling = Standardisation.Fit(data.Features, data.FeatureCount, all);
        return new TrainedModel(
            data,
            plan,
            final.Model,
            Applicability.Fit(scaling.Apply(data.Features, fill: true), data.FeatureCount, data.Groups, plan.Seed),
            scaling,
            SplitResult.Factors(data, predictions),
            SplitResult.Of(data, predictions),
            random is null ? null : SplitResult.Of(data, random.Predict(threads)));
    }
}
