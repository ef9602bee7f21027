using System.Diagnostics;

namespace OceanML.Benchmarks;

/// <summary>How long work takes.</summary>
internal static class Timing
{
    /// <summary>
    /// Processor time of one call, the best of three rounds. Processor time rather than time on the clock: a machine busy with other work
    /// would blur the ratios. The clock of the processor has ticks of 10 ms, hence half a second of work per round.
    /// </summary>
    public static double ProcessorSeconds(Action action, double round = 0.5)
    {
        action();
        var best = double.PositiveInfinity;
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < 3; i++)
        {
            process.Refresh();
            var (start, count) = (process.TotalProcessorTime, 0);
            TimeSpan spent;
            do
            {
                action();
                count++;
                process.Refresh();
                spent = process.TotalProcessorTime - start;
            }
            while (spent < TimeSpan.FromSeconds(round));
            best = Math.Min(best, spent.TotalSeconds / count);
        }

        return best;
    }

    /// <summary>Time on the clock of one call.</summary>
    public static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
