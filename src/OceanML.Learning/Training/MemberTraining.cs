namespace OceanML.Learning;

/// <summary>Trains one network of an ensemble.</summary>
public static class MemberTraining
{
    private const int EvaluationRows = 128;

    /// <summary>
    /// Trains a network by stochastic gradient steps, watching groups of its own that it leaves out; the weights kept are those
    /// of the last epoch whose held-out error is within the tolerance of the smallest. The same rows, options and stream give the same weights, bit by bit.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How to train.</param>
    /// <param name="random">The member's own stream.</param>
    /// <param name="epochDone">Called after every epoch with the number of epochs it stands for (more than 1 when training stops early).</param>
    /// <param name="cancellation">Stops the training between epochs.</param>
    public static TrainedMember Train(TrainingRows rows, NetworkOptions options, RandomStream random, Action<int>? epochDone = null, CancellationToken cancellation = default)
    {
        var network = MultilayerPerceptron.Make(rows.Input.Width, options.Hidden, GaussianLoss.OutputCount(rows.TargetCount), options.Activation, options.Dropout);
        network.Initialise(random);
        var (learning, watching) = HoldOut(rows.Groups, options.HeldOutShare, random);
        var step = new TrainingStep(network, rows, options, random);
        var steps = Math.Max(1, learning.Length / options.BatchSize);
        var (kept, keptEpoch, keptError, smallest, epoch) = (new float[network.Parameters.Length], 0, double.NaN, double.PositiveInfinity, 0);
        while (epoch < options.Epochs)
        {
            cancellation.ThrowIfCancellationRequested();
            random.Shuffle<int>(learning);
            for (var i = 0; i < steps; i++)
            {
                var progress = (epoch + (double)i / steps) / options.Epochs;
                var rate = options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * progress));
                var (start, end) = (learning.Length * (long)i / steps, learning.Length * (i + 1L) / steps);
                step.Take(learning.AsSpan((int)start, (int)(end - start)), (float)rate);
            }

            epoch++;
            var error = watching.Length > 0 ? HeldOutError(network, rows, watching, step.Workspace) : 0;
            smallest = Math.Min(smallest, error);
            if (keptEpoch == 0 || error <= smallest * (1 + options.Tolerance))
            {
                (keptError, keptEpoch) = (error, epoch);
                network.Parameters.CopyTo(kept, 0);
            }

            var stop = epoch - keptEpoch >= options.Patience;
            epochDone?.Invoke(stop ? options.Epochs - epoch + 1 : 1);
            if (stop) break;
        }

        kept.CopyTo(network.Parameters, 0);
        return new TrainedMember(network, keptEpoch, epoch, watching.Length > 0 ? keptError : double.NaN);
    }

    /// <summary>Rows to learn from and rows of other groups to watch; at least one group learns.</summary>
    private static (int[] Learning, int[] Watching) HoldOut(int[] groups, double share, RandomStream random)
    {
        int[] distinct = [.. groups.Distinct().Order()];
        random.Shuffle<int>(distinct);
        var watched = share <= 0 ? 0 : Math.Min(distinct.Length - 1, Math.Max(1, (int)Math.Round(share * distinct.Length)));
        var held = distinct[..watched].ToHashSet();
        var all = Enumerable.Range(0, groups.Length);
        return ([.. all.Where(row => !held.Contains(groups[row]))], [.. all.Where(row => held.Contains(groups[row]))]);
    }

    private static double HeldOutError(Network network, TrainingRows rows, int[] watching, NetworkWorkspace workspace)
    {
        var targetWidth = rows.TargetWidth;
        var (squares, weight) = (0.0, 0.0);
        var chunk = Math.Min(EvaluationRows, workspace.Rows);
        for (var start = 0; start < watching.Length; start += chunk)
        {
            var count = Math.Min(chunk, watching.Length - start);
            rows.Gather(watching.AsSpan(start, count), workspace.Input);
            network.Forward(workspace, count);
            for (var i = 0; i < count; i++)
            {
                var row = watching[start + i];
                var (s, w) = GaussianLoss.SquaredError(
                    workspace.Output.Slice(i * 2 * targetWidth, 2 * targetWidth),
                    rows.Targets.AsSpan(row * targetWidth, targetWidth),
                    rows.Weights.AsSpan(row * targetWidth, targetWidth),
                    1,
                    targetWidth);
                squares += s;
                weight += w;
            }
        }

        return weight > 0 ? Math.Sqrt(squares / weight) : double.PositiveInfinity;
    }
}
