using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OceanML.Quality;

namespace OceanML.Benchmarks;

/// <summary>One test of QARTOD on a series, beside numpy.</summary>
/// <param name="Test">Which one.</param>
/// <param name="File">The series.</param>
internal sealed record SeriesCase(string Test, string File)
{
    /// <summary>The tests that can be measured.</summary>
    public static IReadOnlyList<string> Tests { get; } = ["gross-range", "spike", "gradient", "rate-of-change", "flat-line"];

    /// <summary>Measures this collection and numpy in turn; their flags must be the same.</summary>
    public void Run(int repeats)
    {
        if (!Peer.IsThere("pandas")) return;
        var paired = Paired.Run(repeats, () => Measured.Of(Environment.ProcessPath!, "measure", Test, File), () => Measured.Of("/usr/bin/python3", Peer.Script("qartod_numpy.py"), Test, File));
        foreach (var (ours, theirs) in paired.Pairs)
        {
            if (ours.Answer != theirs.Answer) throw new InvalidOperationException($"{Test}: answers differ: {ours.Answer}, numpy {theirs.Answer}");
        }

        Console.WriteLine($"{Test}: same flags: {paired.Pairs[0].Ours.Answer}");
        paired.Print("oceanml, one thread", "numpy, masked arrays");
    }

    /// <summary>Runs the test and prints the answer and what it took.</summary>
    public static void Measure(string test, string file)
    {
        var (values, times) = SyntheticSeries.Read(file);
        var flags = new char[values.Length];
        var measured = Measured.Time(() => Evaluate(test, values, times, flags));
        var counts = string.Join(", ", flags.CountBy(flag => flag).OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} x {pair.Key}")));
        Console.WriteLine($"= {counts} {Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(flags)))[..16]}");
        measured.Print();
    }

    private static void Evaluate(string test, double[] values, long[] times, char[] flags)
    {
        switch (test)
        {
            case "gross-range": QartodGrossRangeTest.Evaluate(values, (-2, 40), (4, 20), flags); break;
            case "spike": QartodSpikeTest.Evaluate(values, 0.5, 1, QartodSpikeTest.Method.Average, flags); break;
            case "rate-of-change": QartodRateOfChangeTest.Evaluate(values, times, 0.5 / 60, 1.5 / 60, flags); break;
            case "flat-line": QartodFlatLineTest.Evaluate(values, times, 180, 300, 0.001, flags); break;
            default: new CoTeDeGradientTest([]).Evaluate(values, [], new CoTeDeLimits(0.5), flags); break;
        }
    }
}
