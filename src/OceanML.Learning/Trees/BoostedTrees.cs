namespace OceanML.Learning;

/// <summary>
/// Gradient boosting (Friedman 2001, doi:10.1214/aos/1013203451) on binned features: each tree learns what the trees before it have left, and
/// gives a part of it. Missing features need no filling; each split learns which way they go.
/// </summary>
/// <param name="Forest">The trees, added up; outputs are those of the loss.</param>
/// <param name="Rounds">Rounds kept.</param>
/// <param name="HeldOutLoss">Mean loss on the held-out rows after each round from 0 on; empty without held-out rows.</param>
public sealed record BoostedTrees(Forest Forest, int Rounds, IReadOnlyList<double> HeldOutLoss)
{
    /// <summary>Grows the trees.</summary>
    /// <param name="table">The binned features.</param>
    /// <param name="targets">What is to be learned, for each row of the table.</param>
    /// <param name="weights">Weight of each row; null for 1.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="held">The rows that say when to stop; empty for all rounds.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="options">How.</param>
    /// <param name="random">Random numbers for rows and columns left out.</param>
    /// <param name="threads">Number of threads; the result does not depend on it.</param>
    /// <param name="progress">Called with rounds as they are done; rounds that early stopping saves are reported at the end.</param>
    /// <param name="cancellation">Stops the training.</param>
    public static BoostedTrees Fit(
        BinnedTable table,
        double[] targets,
        double[]? weights,
        int[] training,
        int[] held,
        BoostingLoss loss,
        BoostingOptions options,
        RandomStream random,
        int threads = 1,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        var rounds = new BoostingRounds(table, targets, weights, training, held, loss, options, random, threads);
        var done = 0;
        for (; done < options.Rounds && rounds.Continues; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            rounds.Next();
            progress?.Invoke(1);
        }

        if (done < options.Rounds) progress?.Invoke(options.Rounds - done);
        return rounds.Result();
    }
}
