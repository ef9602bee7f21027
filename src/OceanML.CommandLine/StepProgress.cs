using System.Diagnostics;
using Spectre.Console;

namespace OceanML.CommandLine;

/// <summary>Progress of a long loop on standard error: a bar on a terminal, otherwise one plain line every five seconds.</summary>
public sealed class StepProgress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string prefix;
    private readonly string what;
    private readonly long total;
    private readonly Lock gate = new();
    private readonly Stopwatch sinceLine = Stopwatch.StartNew();
    private readonly TaskCompletionSource? finished;
    private readonly Task? drawing;
    private ProgressTask? bar;
    private long done;

    internal StepProgress(string prefix, string what, long total)
    {
        (this.prefix, this.what, this.total) = (prefix, what, total);
        if (Console.IsErrorRedirected) return;
        finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        drawing = console.Progress().AutoClear(true).StartAsync(async context =>
        {
            bar = context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, total));
            bar.Value = Interlocked.Read(ref done);
            await finished.Task.ConfigureAwait(false);
        });
    }

    /// <summary>Notes that some units are done; may be called from any thread.</summary>
    public void Advance(long units = 1)
    {
        var now = Interlocked.Add(ref done, units);
        if (drawing is not null)
        {
            if (bar is { } shown) shown.Value = now;
            return;
        }

        lock (gate)
        {
            if (sinceLine.Elapsed < Interval) return;
            sinceLine.Restart();
            Console.Error.WriteLine($"{prefix}: {what}: {now} of {total}");
        }
    }

    /// <summary>Ends the bar.</summary>
    public void Dispose()
    {
        finished?.TrySetResult();
        drawing?.Wait();
    }
}
