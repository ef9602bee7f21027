namespace OceanML.Learning;

/// <summary>A model in the making: independent jobs that may run on several threads at once, in any order, and the model when all are done.</summary>
public abstract class ModelFit
{
    /// <summary>Number of jobs, e.g. one for each member of an ensemble.</summary>
    public abstract int JobCount { get; }

    /// <summary>The model, once every job is done.</summary>
    public abstract FittedModel Model { get; }

    /// <summary>Does one job.</summary>
    /// <param name="job">Which, from 0.</param>
    /// <param name="progress">Called with units of progress as they are done.</param>
    /// <param name="cancellation">Stops the job.</param>
    public abstract void Run(int job, Action<int>? progress, CancellationToken cancellation);

    /// <summary>Does the jobs of several fits, on as many threads as are given. The models do not depend on their number.</summary>
    public static void RunAll(IReadOnlyList<ModelFit> fits, int threads, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        (ModelFit Fit, int Job)[] work = [.. fits.SelectMany(fit => Enumerable.Range(0, fit.JobCount).Select(job => (fit, job)))];
        try
        {
            Parallel.ForEach(
                System.Collections.Concurrent.Partitioner.Create(work, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                item => item.Fit.Run(item.Job, progress, cancellation));
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<Core.OceanException>().FirstOrDefault() is { } first)
        {
            throw first;
        }
    }
}
