namespace OceanML.Learning;

/// <summary>Everything that decides how a model is trained and judged, beside the data.</summary>
public sealed record TrainingPlan
{
    /// <summary>How each model learns.</summary>
    public ILearner Learner { get; init; } = new NetworkLearner(new NetworkOptions());

    /// <summary>Folds of the cross-validation.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether the rows have groups; without, folds are of single rows.</summary>
    public bool Grouped { get; init; } = true;

    /// <summary>Whether folds of random rows are scored too, to show how much they flatter.</summary>
    public bool RandomSplit { get; init; }

    /// <summary>Seed of all random numbers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Units of progress that <see cref="TrainedModel.Train"/> reports.</summary>
    public long Work => Learner.Work * (1 + Folds * (RandomSplit && Grouped ? 2 : 1));
}
