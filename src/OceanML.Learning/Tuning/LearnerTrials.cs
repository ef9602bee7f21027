using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Evaluates configurations of learners on nested folds.</summary>
/// <param name="data">The data; its groups are what is held out together.</param>
/// <param name="split">The folds.</param>
/// <param name="tuning">The configurations.</param>
/// <param name="budget">What a share of the budget means.</param>
/// <param name="cheaper">Settings that hold while searching and not while judging, e.g. fewer members.</param>
/// <param name="defaults">The settings the user would have without a search.</param>
/// <param name="score">Name of the score, see <see cref="TrialScore"/>.</param>
/// <param name="seed">Seed of all random numbers; every configuration meets the same.</param>
public sealed class LearnerTrials(
    Dataset data, NestedSplit split, Tuning tuning, TrialBudget budget, IReadOnlyList<KeyValuePair<string, string>> cheaper, LearnerSettings defaults, string score, int seed)
{
    private const int SearchStreams = 20_000;
    private const int JudgeStreams = 10_000;
    private const int BudgetStream = 0x70E;

    /// <summary>The scores of one evaluation, by one thread.</summary>
    /// <exception cref="OceanException">The configuration cannot learn, or diverged.</exception>
    public IReadOnlyList<double> Evaluate(TuningJob job, CancellationToken cancellation = default)
    {
        var settings = job.Configuration == TuningJob.Defaults ? defaults : tuning.Configurations[job.Configuration];
        if (job.IsJudging)
        {
            var fold = split.Folds[job.Search];
            return [Fold(LearnerCatalogue.Make(settings), split.Outer.Training(fold), split.Outer.Held(fold), JudgeStreams + job.Search, cancellation)];
        }

        var learner = LearnerCatalogue.Make(budget.Of(Cheaper(settings), job.Share));
        var (rows, inner) = split.Searches[job.Search];
        var scores = new double[inner.FoldCount];
        for (var fold = 0; fold < scores.Length; fold++)
        {
            int[] training = [.. inner.Training(fold).Select(place => rows[place])];
            int[] held = [.. inner.Held(fold).Select(place => rows[place])];
            training = budget.Rows(training, data.Groups, job.Share, new RandomStream(seed, BudgetStream, job.Search, fold));
            scores[fold] = Fold(learner, training, held, SearchStreams + (100 * job.Search) + fold, cancellation);
        }

        return scores;
    }

    /// <summary>What hardly needs learning, on an outer fold: the mean of the targets, or the frequencies of the classes.</summary>
    public double Baseline(int search)
    {
        var fold = split.Folds[search];
        return Fold(new MeanLearner(), split.Outer.Training(fold), split.Outer.Held(fold), JudgeStreams + search, default);
    }

    /// <summary>A configuration as it is while searching; what it says itself stays.</summary>
    public LearnerSettings Cheaper(LearnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var known = LearnerCatalogue.Make(settings).Settings.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        return settings.With(cheaper.Where(one => known.Contains(one.Key) && !settings.Has(one.Key)));
    }

    private double Fold(ILearner learner, int[] training, int[] held, int stream, CancellationToken cancellation)
    {
        var fit = learner.Begin(data, training, seed, stream);
        for (var job = 0; job < fit.JobCount; job++) fit.Run(job, null, cancellation);
        return TrialScore.Of(score, data, held, fit.Model.Predict(data.Features, held));
    }
}
