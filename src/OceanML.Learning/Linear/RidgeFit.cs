namespace OceanML.Learning;

/// <summary>Learns a ridge regression.</summary>
internal static class RidgeFit
{
    private const int InnerFolds = 5;

    // From hardly any penalty to one that leaves hardly anything but the mean.
    private static readonly double[] Penalties = [.. Enumerable.Range(0, 15).Select(step => Math.Pow(10, -2 + 0.5 * step))];

    public static FittedRidge Learn(Dataset data, int[] rows, double? penalty, int seed)
    {
        var (width, count) = (data.FeatureCount, data.TargetCount);
        var scaling = Standardisation.Fit(data.Features, width, rows);
        var standardised = new float[rows.Length * width];
        Fill(scaling, data.Features, rows, standardised);
        var patterns = TargetPatterns.Of(data.Targets, count, rows);
        var fold = penalty is null ? Folds(data, rows, seed) : null;
        var made = new RidgeWeights[count];
        for (var p = 0; p < patterns.Count; p++)
        {
            int[] own = [.. Enumerable.Range(0, rows.Length).Where(i => patterns.Known[p][i])];
            var targets = patterns.Targets[p];
            double Value(int i, int t) => data.Targets[rows[i] * count + targets[t]];
            var all = RidgeMoments.Of(standardised, width, own, targets.Length, Value);
            var (chosen, errors) = fold is null ? (Fixed(targets.Length, penalty!.Value), null) : Choose(all, standardised, own, fold, targets.Length, Value);
            var systems = new Dictionary<double, (SymmetricSystem System, double[] Root)>();
            for (var t = 0; t < targets.Length; t++)
            {
                if (!systems.TryGetValue(chosen[t], out var solved))
                {
                    var system = SymmetricSystem.Of(all.Gram, width, chosen[t]);
                    systems[chosen[t]] = solved = (system, system.InverseRoot());
                }

                var weights = all.Right(t);
                solved.System.Solve(weights);
                var variance = errors?[t] ?? all.Residual(t, weights) / Math.Max(1, own.Length - 1 - Freedom(solved.Root, chosen[t], width));
                made[targets[t]] = new RidgeWeights(weights, all.FeatureMean, own.Length == 0 ? double.NaN : all.TargetMean(t), chosen[t], variance, solved.Root, own.Length);
            }
        }

        return new FittedRidge(scaling, made);
    }

    /// <summary>Standardises rows; a missing feature takes the mean, 0.</summary>
    internal static void Fill(Standardisation scaling, float[] features, ReadOnlySpan<int> rows, Span<float> standardised)
    {
        var width = scaling.Count;
        for (var i = 0; i < rows.Length; i++) scaling.Apply(features.AsSpan(rows[i] * width, width), standardised[(i * width)..]);
        for (var i = 0; i < rows.Length * width; i++)
        {
            if (float.IsNaN(standardised[i])) standardised[i] = 0;
        }
    }

    /// <summary>Inner folds of whole groups; of rows where one group is all there is.</summary>
    internal static int[] Folds(Dataset data, int[] rows, int seed)
    {
        int[] groups = [.. rows.Select(row => data.Groups[row])];
        var count = groups.Distinct().Count();
        return count >= 2 ? GroupSplit.ByGroup(groups, Math.Min(InnerFolds, count), seed)
            : rows.Length >= InnerFolds ? [.. Enumerable.Range(0, rows.Length).Select(i => (int)((long)i * InnerFolds / rows.Length))]
            : new int[rows.Length];
    }

    private static double[] Fixed(int targets, double penalty)
    {
        var all = new double[targets];
        Array.Fill(all, penalty);
        return all;
    }

    /// <summary>The penalty whose held-out error is least, for each target, and that mean squared error.</summary>
    private static (double[] Penalty, double[]? Errors) Choose(RidgeMoments all, float[] standardised, int[] own, int[] fold, int targets, Func<int, int, double> value)
    {
        var errors = new double[Penalties.Length * targets];
        var folds = own.Length == 0 ? 0 : own.Max(i => fold[i]) + 1;
        var judged = 0;
        for (var k = 0; k < folds; k++)
        {
            int[] held = [.. own.Where(i => fold[i] == k)];
            if (held.Length == 0 || held.Length == own.Length) continue;
            judged += held.Length;
            var learned = all.Without(RidgeMoments.Of(standardised, all.Width, held, targets, value));
            for (var p = 0; p < Penalties.Length; p++)
            {
                var system = SymmetricSystem.Of(learned.Gram, all.Width, Penalties[p]);
                for (var t = 0; t < targets; t++)
                {
                    var weights = learned.Right(t);
                    system.Solve(weights);
                    var start = learned.TargetMean(t) - Distances.Dot(weights, learned.FeatureMean);
                    foreach (var i in held)
                    {
                        var error = value(i, t) - start;
                        var row = standardised.AsSpan(i * all.Width, all.Width);
                        for (var f = 0; f < row.Length; f++) error -= weights[f] * row[f];
                        errors[p * targets + t] += error * error;
                    }
                }
            }
        }

        if (judged == 0) return (Fixed(targets, RidgeLearner.Usual), null);
        var (chosen, least) = (new double[targets], new double[targets]);
        for (var t = 0; t < targets; t++)
        {
            var best = 0;
            for (var p = 1; p < Penalties.Length; p++)
            {
                if (errors[p * targets + t] < errors[best * targets + t]) best = p;
            }

            (chosen[t], least[t]) = (Penalties[best], errors[best * targets + t] / judged);
        }

        return (chosen, least);
    }

    /// <summary>Effective number of weights: features less penalty times the trace of the inverse.</summary>
    private static double Freedom(double[] root, double penalty, int width)
    {
        var trace = 0.0;
        foreach (var value in root) trace += value * value;
        return width - penalty * trace;
    }
}
