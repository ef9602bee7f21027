namespace OceanML.Learning;

/// <summary>
/// How much worse a model predicts when the values of some features are shuffled between the rows, all features of a group with the same order:
/// the skill that rests on them. Without measured values the same is done with the model's own predictions as the truth: then it
/// says how much the predictions use the features, not whether they are right to.
/// </summary>
/// <remarks>Breiman 2001, doi:10.1023/A:1010933404324; Fisher, Rudin and Dominici 2019, JMLR 20(177).</remarks>
/// <param name="Group">The features shuffled together.</param>
/// <param name="Losses">The loss after each shuffle.</param>
/// <param name="Whole">The loss without shuffling.</param>
public sealed record PermutationImportance(FeatureGroup Group, double[] Losses, double Whole)
{
    /// <summary>Mean increase of the loss.</summary>
    public double Increase => Losses.Average(loss => loss - Whole);

    /// <summary>Standard deviation of the increase between shuffles.</summary>
    public double Deviation
    {
        get
        {
            if (Losses.Length < 2) return double.NaN;
            var mean = Losses.Average();
            return Math.Sqrt(Losses.Sum(loss => (loss - mean) * (loss - mean)) / (Losses.Length - 1));
        }
    }

    /// <summary>Shuffles each group of features several times and scores the predictions of one output.</summary>
    /// <param name="function">The model: values in the model's space, or probabilities of classes.</param>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="truth">For each row the value of the target in the model's space, or the index of the class; NaN where missing.</param>
    /// <param name="output">The output scored; with <see cref="PredictionLoss.LogLoss"/> it has no effect.</param>
    /// <param name="loss">How predictions are scored.</param>
    /// <param name="groups">The features to shuffle together.</param>
    /// <param name="repeats">Shuffles per group.</param>
    /// <param name="seed">Seed of the orders; the n-th shuffle has the same order for every group.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="done">Called from any thread after each shuffle.</param>
    public static IReadOnlyList<PermutationImportance> Of(
        RowFunction function, float[] rows, double[] truth, int output, PredictionLoss loss, IReadOnlyList<FeatureGroup> groups, int repeats, int seed, int threads, Action<int>? done = null)
    {
        var features = function.FeatureCount;
        var count = rows.Length / features;
        var whole = Loss(function.Of(rows, threads), function.OutputCount, truth, output, loss);
        var losses = new double[groups.Count * repeats];
        Parallel.For(0, losses.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, job =>
        {
            var (group, repeat) = (groups[job / repeats], job % repeats);
            var order = new int[count];
            for (var i = 0; i < count; i++) order[i] = i;
            new RandomStream(seed, 0x7E1, repeat).Shuffle(order.AsSpan());
            var shuffled = (float[])rows.Clone();
            for (var row = 0; row < count; row++)
            {
                foreach (var member in group.Members) shuffled[(row * features) + member] = rows[(order[row] * features) + member];
            }

            losses[job] = Loss(function.Of(shuffled), function.OutputCount, truth, output, loss);
            done?.Invoke(1);
        });
        return [.. groups.Select((group, g) => new PermutationImportance(group, losses.AsSpan(g * repeats, repeats).ToArray(), whole))];
    }

    /// <summary>The loss of predictions.</summary>
    /// <param name="values">[rows, outputs].</param>
    /// <param name="width">Number of outputs.</param>
    /// <param name="truth">Per row; NaN where missing.</param>
    /// <param name="output">The output scored.</param>
    /// <param name="loss">How.</param>
    public static double Loss(double[] values, int width, double[] truth, int output, PredictionLoss loss)
    {
        var (sum, n) = (0.0, 0);
        for (var row = 0; row < truth.Length; row++)
        {
            if (double.IsNaN(truth[row])) continue;
            n++;
            if (loss == PredictionLoss.LogLoss)
            {
                sum -= Math.Log(Math.Max(values[(row * width) + (int)truth[row]], 1e-15));
            }
            else
            {
                var difference = values[(row * width) + output] - truth[row];
                sum += difference * difference;
            }
        }

        return n == 0 ? double.NaN : loss == PredictionLoss.LogLoss ? sum / n : Math.Sqrt(sum / n);
    }
}
