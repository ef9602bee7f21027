using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Searches side by side, one for each outer fold and one on all rows, over the same configurations; stage by stage, as each rung of successive
/// halving needs the one before. Which evaluations a stage has follows from the results of the earlier ones alone, so that they may be made by
/// any number of threads, processes or machines, in any order, and be stopped and taken up again.
/// </summary>
public sealed class Tuning
{
    private readonly Dictionary<TuningJob, TuningResult> results = [];
    private readonly Lock locked = new();

    /// <summary>Prepares.</summary>
    /// <param name="configurations">The configurations, see <see cref="SearchSpace"/>.</param>
    /// <param name="brackets">How they are tried.</param>
    /// <param name="searches">Number of searches.</param>
    /// <param name="judged">Number of searches whose best is judged on rows that the search never saw: the first ones.</param>
    public Tuning(IReadOnlyList<LearnerSettings> configurations, IReadOnlyList<SearchBracket> brackets, int searches, int judged) =>
        (Configurations, Brackets, Searches, Judged) = (configurations, brackets, searches, judged);

    /// <summary>The configurations.</summary>
    public IReadOnlyList<LearnerSettings> Configurations { get; }

    /// <summary>How they are tried.</summary>
    public IReadOnlyList<SearchBracket> Brackets { get; }

    /// <summary>Number of searches; the last one is on all rows.</summary>
    public int Searches { get; }

    /// <summary>Number of outer folds.</summary>
    public int Judged { get; }

    /// <summary>Number of stages: the rungs, and judging where there are outer folds.</summary>
    public int StageCount => RungCount + (Judged > 0 ? 1 : 0);

    private int RungCount => Brackets.Max(bracket => bracket.Rungs.Count);

    /// <summary>Number of evaluations of a stage, known before any is made.</summary>
    public int Size(int stage) => stage < RungCount
        ? Searches * Brackets.Sum(bracket => stage < bracket.Rungs.Count ? Math.Min(bracket.Rungs[stage].Count, Math.Max(0, Configurations.Count - bracket.First)) : 0)
        : 2 * Judged;

    /// <summary>
    /// The evaluations of a stage. Where evaluations failed, fewer go on than could.
    /// </summary>
    /// <exception cref="InvalidOperationException">An earlier stage is not complete.</exception>
    public IReadOnlyList<TuningJob> Jobs(int stage)
    {
        var jobs = new List<TuningJob>();
        if (stage >= RungCount)
        {
            for (var search = 0; search < Judged; search++)
            {
                if (Best(search) is { } best) jobs.Add(new TuningJob(search, best.Job.Configuration, 1, true));
                jobs.Add(new TuningJob(search, TuningJob.Defaults, 1, true));
            }

            return jobs;
        }

        for (var search = 0; search < Searches; search++)
        {
            foreach (var bracket in Brackets)
            {
                if (stage < bracket.Rungs.Count) jobs.AddRange(Rung(search, bracket, stage).Select(configuration => new TuningJob(search, configuration, bracket.Rungs[stage].Share, false)));
            }
        }

        return [.. jobs.Distinct()];
    }

    /// <summary>Takes a result; one that is known already stays.</summary>
    public void Add(TuningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (locked) results.TryAdd(result.Job, result);
    }

    /// <summary>The result of an evaluation, or null.</summary>
    public TuningResult? Find(TuningJob job)
    {
        lock (locked) return results.GetValueOrDefault(job);
    }

    /// <summary>The evaluations of a stage that are still to be made.</summary>
    public IReadOnlyList<TuningJob> Open(int stage) => [.. Jobs(stage).Where(job => Find(job) is null)];

    /// <summary>All results in order of stage and job, which no number of threads changes.</summary>
    public IReadOnlyList<TuningResult> Results => [.. Enumerable.Range(0, StageCount).SelectMany(Jobs).Select(Find).OfType<TuningResult>().DistinctBy(result => result.Job)];

    /// <summary>The best configuration of a search among those that had the full budget; null where all failed.</summary>
    public TuningResult? Best(int search) => Ranked(search).FirstOrDefault(result => result.Failure is null);

    /// <summary>The configurations of a search that had the full budget, best first, failures last; equal scores in order of configuration.</summary>
    public IReadOnlyList<TuningResult> Ranked(int search)
    {
        lock (locked)
            return [.. results.Values.Where(result => result.Job.Search == search && !result.Job.IsJudging && result.Job.Share == 1).OrderBy(result => result.Mean).ThenBy(result => result.Job.Configuration)];
    }

    /// <summary>Runs every open evaluation of a stage, on as many threads as are given.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="jobs">Some of its evaluations.</param>
    /// <param name="threads">Number of threads; one evaluation per thread.</param>
    /// <param name="evaluate">Makes an evaluation: the scores of its folds, smaller is better. An <see cref="OceanException"/> is a failure with its reason.</param>
    /// <param name="done">Called after each, one at a time: to write it down.</param>
    /// <param name="cancellation">Stops.</param>
    public void Run(int stage, IReadOnlyList<TuningJob> jobs, int threads, Func<TuningJob, IReadOnlyList<double>> evaluate, Action<TuningResult> done, CancellationToken cancellation = default)
    {
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(jobs, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            job =>
            {
                var result = Evaluated(job, evaluate);
                lock (locked)
                {
                    results.TryAdd(job, result);
                    done(result);
                }
            });
    }

    private static TuningResult Evaluated(TuningJob job, Func<TuningJob, IReadOnlyList<double>> evaluate)
    {
        try
        {
            var scores = evaluate(job);
            return scores.All(double.IsFinite) ? new TuningResult(job, scores, null) : new TuningResult(job, [], "the predictions are not numbers");
        }
        catch (OceanException exception)
        {
            // A configuration that diverges is a result of the search, not its end.
            return new TuningResult(job, [], exception.Message);
        }
    }

    private IReadOnlyList<int> Rung(int search, SearchBracket bracket, int rung)
    {
        if (rung == 0) return [.. Enumerable.Range(bracket.First, bracket.Rungs[0].Count).Where(configuration => configuration < Configurations.Count)];
        var earlier = Rung(search, bracket, rung - 1).Select(configuration => Find(new TuningJob(search, configuration, bracket.Rungs[rung - 1].Share, false))
            ?? throw new InvalidOperationException($"search {search}: configuration {configuration} has no result for rung {rung - 1}"));
        return [.. earlier.Where(result => result.Failure is null).OrderBy(result => result.Mean).ThenBy(result => result.Job.Configuration).Take(bracket.Rungs[rung].Count).Select(result => result.Job.Configuration)];
    }
}
