using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A model trained on all rows, and what cross-validation says of it.</summary>
/// <param name="Data">The data it was trained on.</param>
/// <param name="Plan">How.</param>
/// <param name="Model">The model trained on all rows.</param>
/// <param name="Domain">Its training domain.</param>
/// <param name="DomainScaling">The standardisation of the features that the domain was learned on.</param>
/// <param name="SigmaFactors">Calibration of sigma for each target.</param>
/// <param name="HeldOut">What the split of the plan says.</param>
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
    /// <exception cref="Core.OceanException">Fewer groups than folds, or too few rows.</exception>
    public static TrainedModel Train(Dataset data, TrainingPlan plan, int threads, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var split = plan.SplitOf(data);

        // What is held out together is one group for everything that leaves groups out: early stopping, calibration, the training domain.
        // Within train, validation and test the groups of the table stay what they are.
        if (!split.IsParts) data = data with { Groups = split.Unit, GroupNames = split.UnitNames };
        plan = plan with { Split = split };
        var held = new CrossValidation(data, split, plan.Learner, plan.Seed, 0);
        var random = plan.RandomSplit && !plan.IsRandom
            ? new CrossValidation(data, Splitting.Make(new SplitRows { Count = data.Count }, new SplitPlan { Kind = SplitKind.Random, Folds = plan.Folds, Text = "random" }, plan.Seed), plan.Learner, plan.Seed, RandomStreams)
            : null;
        var (last, all) = split.IsParts
            ? (held.Fits[0], split.Held(split.FoldNames.ToList().IndexOf(Split.Train)))
            : (null, Enumerable.Range(0, data.Count).ToArray());
        var final = last ?? plan.Learner.Begin(data, all, plan.Seed, FinalStream);
        ModelFit.RunAll([.. held.Fits, .. random?.Fits ?? [], .. last is null ? [final] : Array.Empty<ModelFit>()], threads, progress, cancellation);
        var predictions = held.Predict(threads);
        var scaling = Standardisation.Fit(data.Features, data.FeatureCount, all);
        var standardised = scaling.Apply(data.Features, fill: true);
        var (learned, groups) = (all.Length == data.Count ? standardised : [.. all.SelectMany(row => standardised[(row * data.FeatureCount)..((row + 1) * data.FeatureCount)])], all.Select(row => data.Groups[row]).ToArray());
        return new TrainedModel(
            data,
            plan,
            final.Model,
            Applicability.Fit(learned, data.FeatureCount, groups, plan.Seed, plan.Learner.TakesMissing),
            scaling,
            data.Classes is null ? RegressionResult.Factors(data, predictions) : [],
            SplitResult.Of(data, predictions),
            random is null ? null : SplitResult.Of(data, random.Predict(threads)));
    }

    /// <summary>The rows of the data that the model learned from.</summary>
    public int[] Learned => Plan.Split is { IsParts: true } split
        ? split.Held(split.FoldNames.ToList().IndexOf(Split.Train))
        : [.. Enumerable.Range(0, Data.Count)];

    /// <summary>What is held out, of a regression.</summary>
    public RegressionResult Regression => (RegressionResult)HeldOut;
}
