using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Benchmarks;

/// <summary>A variable read whole or in windows, by this collection on two threads and by netCDF4-python.</summary>
/// <param name="Title">For the report.</param>
/// <param name="How">values (doubles, missing as NaN), bytes (as stored), or windows.</param>
/// <param name="File">The file.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Windows">A file of first rows and columns.</param>
internal sealed record ReadingCase(string Title, string How, string File, string Variable, string Windows)
{
    private const int Threads = 2;

    /// <summary>Measures both in turn, after their answers were found the same.</summary>
    public void Run(int repeats)
    {
        Measured Ours() => Measured.Of(Environment.ProcessPath!, "measure", How, File, Variable, Windows);
        Console.WriteLine(Title);
        if (!Peer.IsThere("netCDF4"))
        {
            var alone = Ours();
            Console.WriteLine(alone.Line("oceanml", alone));
            return;
        }

        var paired = Paired.Run(repeats, Ours, () => Measured.Of("/usr/bin/python3", Peer.Script("netcdf4_reading.py"), How, File, Variable, Windows));
        foreach (var (ours, theirs) in paired.Pairs)
        {
            if (!IsSame(ours.Answer, theirs.Answer)) throw new InvalidOperationException($"answers differ: {ours.Answer}, netCDF4-python {theirs.Answer}");
        }

        Console.WriteLine($"  same answer: {paired.Pairs[0].Ours.Answer}");
        paired.Print("oceanml, two threads", "netCDF4-python");
    }

    /// <summary>Reads once more than is timed, as the peer does, and prints the answer and what it took.</summary>
    public void Measure()
    {
        if (How != "windows") _ = Read();
        GC.Collect();
        object? result = null;
        var measured = Measured.Time(() => result = Read());
        Console.WriteLine("= " + result switch
        {
            double[] values => Sums(values),
            float[] values => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()))),
            short[] values => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()))),
            _ => string.Create(CultureInfo.InvariantCulture, $"{result:R}"),
        });
        measured.Print();
    }

    private object Read()
    {
        if (How == "windows") return SumOfWindows();
        using var file = NetCdfFile.Open(File, Threads);
        var variable = file[Variable];
        return How == "values" ? variable.ReadDoubles() : variable.Type == NetCdfType.Int16 ? variable.ReadRaw<short>() : variable.ReadRaw<float>();
    }

    private double SumOfWindows()
    {
        using var field = FieldFile.Open(File, Threads);
        FieldWindow[] windows = [.. System.IO.File.ReadLines(Windows).Select(line => line.Split(' ')).Select(parts => new FieldWindow(0, 0, Index(parts[0]), Index(parts[1]), 3, 3))];
        var values = new double[windows.Sum(window => window.Pixels)];
        field.ReadWindows(Variable, windows, values);
        return values.Where(value => !double.IsNaN(value)).Sum();
    }

    private static string Sums(double[] values)
    {
        var (count, sum) = (0L, 0.0);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            count++;
            sum += value;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{count} {sum:R}");
    }

    // Sums are taken in another order; digests are the same or not.
    private static bool IsSame(string ours, string theirs)
    {
        if (ours == theirs) return true;
        var (a, b) = (ours.Split(' '), theirs.Split(' '));
        return a.Length == b.Length && a.Zip(b).All(pair =>
            double.TryParse(pair.First, CultureInfo.InvariantCulture, out var first) && double.TryParse(pair.Second, CultureInfo.InvariantCulture, out var second)
            && Math.Abs(first - second) <= 1e-9 * Math.Abs(second));
    }

    private static int Index(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
