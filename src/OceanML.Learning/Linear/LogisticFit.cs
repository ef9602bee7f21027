namespace OceanML.Learning;

/// <summary>Learns a logistic regression.</summary>
internal static class LogisticFit
{
    // Falling: each begins where the one before it has ended.
    private static readonly double[] Penalties = [1e4, 1e3, 1e2, 10, 1, 0.1, 0.01];

    public static FittedLogistic Learn(Dataset data, int[] rows, double? penalty, bool balanced, int seed, CancellationToken cancellation)
    {
        var (width, classes) = (data.FeatureCount, data.Classes!.Count);
        var scaling = Standardisation.Fit(data.Features, width, rows);
        var standardised = new float[rows.Length * width];
        RidgeFit.Fill(scaling, data.Features, rows, standardised);
        int[] own = [.. rows.Select(row => (int)data.Targets[row])];
        var ofClass = ClassWeights.Of(data.Targets, rows, classes, balanced);
        var problem = new LogisticProblem(standardised, width, own, classes, ofClass);
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        var chosen = penalty ?? Choose(problem, RidgeFit.Folds(data, rows, seed), cancellation);
        return new FittedLogistic(scaling, problem.Solve(all, chosen, problem.Start(all), cancellation), classes, chosen);
    }

    /// <summary>The penalty whose cross-entropy on held-out groups is least.</summary>
    private static double Choose(LogisticProblem problem, int[] fold, CancellationToken cancellation)
    {
        var losses = new double[Penalties.Length];
        var judged = 0;
        for (var k = 0; k <= fold.Max(); k++)
        {
            int[] learned = [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != k)], held = [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] == k)];
            if (learned.Length == 0 || held.Length == 0) continue;
            judged += held.Length;
            var weights = problem.Start(learned);
            for (var p = 0; p < Penalties.Length; p++)
            {
                weights = problem.Solve(learned, Penalties[p], weights, cancellation);
                losses[p] += problem.Loss(held, weights);
            }
        }

        return judged == 0 ? LogisticLearner.Usual : Penalties[Array.IndexOf(losses, losses.Min())];
    }
}
