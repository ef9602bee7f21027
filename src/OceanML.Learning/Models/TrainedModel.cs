using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A model trained on all rows, and what cross-validation says of it.</summary>
/// <param name="Data">The data it was trained on.</param>
/// <param name="Plan">How.</param>
/// <param name="Spectra">Bands of each spectrum among the features.</param>
/// <param name="Ensemble">The ensemble trained on all rows.</param>
/// <param name="Domain">Its training domain.</param>
/// <param name="SigmaFactors">Calibration of sigma for each target.</param>
/// <param name="HeldOut">Cross-validation by group (by row where there are no groups).</param>
/// <param name="RandomRows">Cross-validation by random rows, where asked for; too good, for comparison.</param>
public sealed record TrainedModel(
    Dataset Data,
    TrainingPlan Plan,
    IReadOnlyList<int[]> Spectra,
    FittedEnsemble Ensemble,
    Applicability Domain,
    double[] SigmaFactors,
    SplitResult HeldOut,
    SplitResult? RandomRows)
{
    private const int FinalStream = 1_000;
    private const int RandomStreams = 500;

    /// <summary>
    /// Trains the ensembles of all folds and the final one together, then scores and calibrates. The same data, plan and seed give the
    /// same model, on any number of threads.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="plan">How.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="epochDone">Called from any thread with the number of epochs done; they sum to <see cref="TrainingPlan.NetworkCount"/> times epochs.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="OceanException">Fewer groups than folds, or too few rows.</exception>
    public static TrainedModel Train(Dataset data, TrainingPlan plan, int threads, Action<int>? epochDone = null, CancellationToken cancellation = default)
    {
        var spectra = plan.Components > 0 ? SpectralBlocks.Find(data.FeatureNames) : [];
        var fold = plan.Grouped ? GroupSplit.ByGroup(data.Groups, plan.Folds, plan.Seed) : GroupSplit.Random(data.Count, plan.Folds, plan.Seed);
        var grouped = new CrossValidation(data, fold, spectra, plan.Components, plan.Ensemble, plan.Seed, 0);
        var random = plan.RandomSplit && plan.Grouped
            ? new CrossValidation(data, GroupSplit.Random(data.Count, plan.Folds, plan.Seed), spectra, plan.Components, plan.Ensemble, plan.Seed, RandomStreams)
            : null;
        int[] all = [.. Enumerable.Range(0, data.Count)];
        var final = new EnsembleFit(data, all, spectra, plan.Components, plan.Ensemble, plan.Seed, FinalStream);
        EnsembleFit.TrainAll([.. grouped.Fits, .. random?.Fits ?? [], final], threads, epochDone, cancellation);
        var predictions = grouped.Predict(threads);
        return new TrainedModel(
            data,
            plan,
            spectra,
            final.Ensemble,
            Applicability.Fit(Standardised(data, final.Inputs), data.FeatureCount, data.Groups, plan.Seed),
            SplitResult.Factors(data, predictions),
            SplitResult.Of(data, predictions),
            random is null ? null : SplitResult.Of(data, random.Predict(threads)));
    }

    private static float[] Standardised(Dataset data, InputScaling scaling)
    {
        var standardised = new float[data.Features.Length];
        for (var row = 0; row < data.Count; row++)
        {
            var at = row * data.FeatureCount;
            scaling.Standardise(data.Features.AsSpan(at, data.FeatureCount), standardised.AsSpan(at));
        }

        return standardised;
    }
}
