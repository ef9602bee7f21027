using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Trains one network.</summary>
public static class MemberTraining
{
    /// <summary>
    /// Trains a network by stochastic gradient steps, watching groups of its own that it leaves out; the weights kept are those
    /// of the last epoch whose held-out error is within the tolerance of the smallest. The same rows, options and stream give the same weights, bit by bit.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How to train.</param>
    /// <param name="random">The member's own stream.</param>
    /// <param name="epochDone">Called after every epoch with the number of epochs it stands for (more than 1 when training stops early).</param>
    /// <param name="cancellation">Stops the training between epochs.</param>
    /// <exception cref="OceanException">The loss stopped being a finite number.</exception>
    public static TrainedMember Train(TrainingRows rows, NetworkOptions options, RandomStream random, Action<int>? epochDone = null, CancellationToken cancellation = default)
    {
        var loss = options.LossOf(rows.AreClasses);
        var network = options.Architecture.Make(rows.Input, loss.OutputCount(rows.TargetCount), options);
        network.Initialise(random);
        var (learning, watching) = HoldOut(rows.Groups, options.HeldOutShare, random);
        var step = options.Method == NetworkMethod.Bayes
            ? new BayesianStep(network, rows, learning.Length, loss, options, random)
            : new TrainingStep(network, rows, loss, options, random);
        var schedule = new RateSchedule(options.Schedule, options.LearningRate, options.Epochs);
        var steps = Math.Max(1, learning.Length / options.BatchOf(learning.Length));
        float[][] kept = [.. step.State.Select(values => new float[values.Length])];
        var (keptEpoch, keptError, smallest, epoch) = (0, double.NaN, double.PositiveInfinity, 0);
        while (epoch < options.Epochs)
        {
            cancellation.ThrowIfCancellationRequested();
            random.Shuffle<int>(learning);
            var total = 0.0;
            for (var i = 0; i < steps; i++)
            {
                var rate = (float)schedule.At(epoch + (double)i / steps);
                var (start, end) = (learning.Length * (long)i / steps, learning.Length * (i + 1L) / steps);
                var value = step.Take(learning.AsSpan((int)start, (int)(end - start)), rate);
                if (!double.IsFinite(value)) throw Diverged(epoch + 1, i + 1, steps, rate);
                total += value;
            }

            epoch++;
            step.Show();
            var error = watching.Length > 0 ? Error(step.Watch(watching), loss) : 0;
            if (double.IsNaN(error)) throw Diverged(epoch, steps, steps, (float)schedule.At(epoch - 1.0 / steps));
            schedule.EpochDone(watching.Length > 0 ? error : total / steps);
            smallest = Math.Min(smallest, error);
            if (keptEpoch == 0 || error <= smallest * (1 + options.Tolerance))
            {
                (keptError, keptEpoch) = (error, epoch);
                for (var i = 0; i < kept.Length; i++) step.State[i].CopyTo(kept[i], 0);
            }

            var stop = epoch - keptEpoch >= options.Patience;
            epochDone?.Invoke(stop ? options.Epochs - epoch + 1 : 1);
            if (stop) break;
        }

        for (var i = 0; i < kept.Length; i++) kept[i].CopyTo(step.State[i], 0);
        step.Show();
        return new TrainedMember(network, keptEpoch, epoch, watching.Length > 0 ? keptError : double.NaN)
        {
            Posterior = (step as BayesianStep)?.Posterior,
            Residuals = rows.AreClasses ? [] : Residuals(step, watching.Length > 0 ? watching : learning, rows.TargetCount),
        };
    }

    private static double Error((double Sum, double Weight) watched, Loss loss)
    {
        if (watched.Weight <= 0) return double.PositiveInfinity;
        var mean = watched.Sum / watched.Weight;
        return loss.WatchesSquares ? Math.Sqrt(mean) : mean;
    }

    private static double[] Residuals(TrainingStep step, int[] rows, int targets)
    {
        var sums = new double[2 * targets];
        step.Watch(rows, sums);
        var (squares, weights) = (sums[..targets], sums[targets..]);
        var all = weights.Sum() > 0 ? squares.Sum() / weights.Sum() : 1;
        return [.. Enumerable.Range(0, targets).Select(t => weights[t] > 0 ? squares[t] / weights[t] : all)];
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

    private static OceanException Diverged(int epoch, int step, int steps, float rate) => OceanException.BadInput(string.Create(
        CultureInfo.InvariantCulture,
        $"training diverged: at step {step} of {steps} of epoch {epoch}, with learning rate {rate:G3}, the loss is no longer a finite number; try learning_rate {rate / 10:G3} or less, clip 1 (longer gradients are shortened), or loss huber; look for targets that are orders of magnitude too large"));
}
