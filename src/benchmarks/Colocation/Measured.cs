using System.Diagnostics;
using System.Globalization;

namespace OceanML.Benchmarks;

/// <summary>What a timed part of a process took.</summary>
/// <param name="Wall">Seconds on the clock.</param>
/// <param name="Processor">Seconds of processor time, all threads.</param>
/// <param name="PeakMegabytes">Largest resident size of the whole process, inputs included.</param>
internal sealed record Measured(double Wall, double Processor, double PeakMegabytes)
{
    /// <summary>What the process printed after an equals sign.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Runs this benchmark again as a process of its own, or a peer, and reads the last line it prints.</summary>
    public static Measured Of(string program, params IEnumerable<string> arguments) => StagesOf(program, arguments)[^1];

    /// <summary>As <see cref="Of"/>, where every line that is printed, but the answer, is a stage of its own.</summary>
    public static Measured[] StagesOf(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "2";
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        var answer = lines.FirstOrDefault(line => line.StartsWith("= ", StringComparison.Ordinal)) is { } said ? said[2..] : "";
        return Array.ConvertAll(lines.Where(line => !line.StartsWith('=')).ToArray(), line =>
        {
            var numbers = Array.ConvertAll(line.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
            return new Measured(numbers[0], numbers[1], numbers[2]) { Answer = answer };
        });
    }

    /// <summary>One stage after another in the same process.</summary>
    public Measured Then(Measured next) => new(Wall + next.Wall, Processor + next.Processor, Math.Max(PeakMegabytes, next.PeakMegabytes));

    /// <summary>Times a part of this process and prints the line that <see cref="Of"/> reads.</summary>
    public static void Print(Action timed) => Time(timed).Print();

    /// <summary>Times a part of this process.</summary>
    public static Measured Time(Action timed)
    {
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        timed();
        var wall = watch.Elapsed.TotalSeconds;
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return new Measured(wall, processor.TotalSeconds, double.Parse(peak, CultureInfo.InvariantCulture) / 1024);
    }

    /// <summary>Prints the line that <see cref="Of"/> reads.</summary>
    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Wall} {Processor} {PeakMegabytes}"));

    /// <summary>A line of the report, with the ratios to this collection.</summary>
    public string Line(string name, Measured ours) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-28} {Wall,8:0.000} s wall {Processor,8:0.000} s CPU {PeakMegabytes,8:0} MB   x{Wall / ours.Wall:0.0} wall, x{Processor / ours.Processor:0.0} CPU, x{PeakMegabytes / ours.PeakMegabytes:0.0} memory");
}
