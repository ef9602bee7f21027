using System.Globalization;

namespace OceanML.Benchmarks;

/// <summary>Measurements of this collection and of a peer taken in turn, so that other work on the machine meets both alike.</summary>
/// <param name="Pairs">The measurements, each pair one after the other.</param>
internal sealed record Paired(IReadOnlyList<(Measured Ours, Measured Theirs)> Pairs)
{
    /// <summary>Measures both, as often as asked.</summary>
    public static Paired Run(int repeats, Func<Measured> ours, Func<Measured> theirs)
    {
        var pairs = new List<(Measured, Measured)>();
        for (var i = 0; i < repeats; i++) pairs.Add((ours(), theirs()));
        return new Paired(pairs);
    }

    /// <summary>Lines of the report: medians of both, and the medians of the ratios with their range.</summary>
    public void Print(string ours, string theirs)
    {
        Print(ours, pair => pair.Ours);
        Print(theirs, pair => pair.Theirs);
        Console.WriteLine($"  {Ratio("wall", measured => measured.Wall)}, {Ratio("CPU", measured => measured.Processor)}, {Ratio("memory", measured => measured.PeakMegabytes)}; {Pairs.Count} pairs in turn");
    }

    private void Print(string name, Func<(Measured Ours, Measured Theirs), Measured> one)
    {
        var (wall, processor, peak) = (Median(pair => one(pair).Wall), Median(pair => one(pair).Processor), Median(pair => one(pair).PeakMegabytes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-30} {wall,8:0.000} s wall {processor,8:0.000} s CPU {peak,8:0} MB"));
    }

    private string Ratio(string what, Func<Measured, double> of)
    {
        double One((Measured Ours, Measured Theirs) pair) => of(pair.Theirs) / of(pair.Ours);
        return string.Create(CultureInfo.InvariantCulture, $"x{Median(One):0.0} {what} ({Pairs.Min(One):0.0} to {Pairs.Max(One):0.0})");
    }

    private double Median(Func<(Measured Ours, Measured Theirs), double> of)
    {
        var sorted = Pairs.Select(of).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
