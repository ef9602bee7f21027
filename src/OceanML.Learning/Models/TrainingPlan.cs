namespace OceanML.Learning;

/// <summary>Everything that decides how a model is trained and judged, beside the data.</summary>
public sealed record TrainingPlan
{
    /// <summary>How each model learns.</summary>
    public ILearner Learner { get; init; } = new NetworkLearner(new NetworkOptions());

    /// <summary>Which rows of the data are held out together; null for whole groups in <see cref="Folds"/> folds.</summary>
    public Split? Split { get; init; }

    /// <summary>Folds where no <see cref="Split"/> is given, and of the random rows of <see cref="RandomSplit"/>.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether folds of random rows are scored too, to show how much they flatter.</summary>
    public bool RandomSplit { get; init; }

    /// <summary>Seed of all random numbers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the rows held out together are rows at random.</summary>
    public bool IsRandom => Split?.Plan.Kind == SplitKind.Random;

    /// <summary>Units of progress that <see cref="TrainedModel.Train"/> reports.</summary>
    public long Work
    {
        get
        {
            var fits = Split is { IsParts: true } ? 0 : Split?.FoldCount ?? Folds;
            return Learner.Work * (1 + fits + (RandomSplit && !IsRandom ? Folds : 0));
        }
    }

    /// <summary>The split that is used for some data.</summary>
    public Split SplitOf(Dataset data) => Split ?? Splitting.Make(
        new SplitRows { Count = data.Count, Groups = data.Groups, GroupNames = data.GroupNames },
        new SplitPlan { Kind = SplitKind.Group, Folds = Folds, Text = "group" },
        Seed);
}
