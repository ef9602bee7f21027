using System.Diagnostics;
using System.Globalization;
using OceanML.Benchmarks;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

// A field of the size of a 4 km global map, packed and compressed: read whole, and in small windows as a colocation reads it.
// The answers are those of netCDF4-python, or nothing is timed.
var folder = Directory.CreateTempSubdirectory("bench-reading-");
try
{
    var path = Path.Combine(folder.FullName, "field.nc");
    SyntheticMap.Write(path);
    var windows = SyntheticMap.Windows(2000);
    var list = Path.Combine(folder.FullName, "windows.txt");
    File.WriteAllLines(list, windows.Select(window => $"{window.Row} {window.Column}"));

    var (count, sum) = Whole(path);
    var small = Small(path, windows);
    var reference = Reference(path, list);
    if (count != (long)reference[0] || !Near(sum, reference[1]) || !Near(small, reference[2]))
    {
        Console.Error.WriteLine($"answers differ: {count} {sum:R} {small:R}, netCDF4-python {string.Join(' ', reference)}");
        return 1;
    }

    Report("whole map, 4320 x 8640 packed", Seconds(() => Whole(path), 3), reference[3]);
    Report("2000 windows of 3 x 3 in 400 chunks", Seconds(() => Small(path, windows), 3), reference[4]);
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

static (long Count, double Sum) Whole(string path)
{
    using var file = NetCdfFile.Open(path);
    var (count, sum) = (0L, 0.0);
    foreach (var value in file["chlor_a"].ReadDoubles())
    {
        if (double.IsNaN(value)) continue;
        count++;
        sum += value;
    }

    return (count, sum);
}

static double Small(string path, (int Row, int Column)[] windows)
{
    using var field = FieldFile.Open(path);
    Span<double> values = stackalloc double[9];
    var sum = 0.0;
    foreach (var (row, column) in windows)
    {
        field.Read("chlor_a", new FieldWindow(0, 0, row, column, 3, 3), values);
        foreach (var value in values)
        {
            if (!double.IsNaN(value)) sum += value;
        }
    }

    return sum;
}

static double[] Reference(string path, string windows)
{
    var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "reference.py"), path, windows]) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
}

// The sums are taken in another order.
static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(b);

static double Seconds(Action work, int repeats)
{
    var best = double.PositiveInfinity;
    for (var i = 0; i < repeats; i++)
    {
        var watch = Stopwatch.StartNew();
        work();
        best = Math.Min(best, watch.Elapsed.TotalSeconds);
    }

    return best;
}

static void Report(string what, double ours, double theirs) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {ours,8:0.000} s   netCDF4-python {theirs,8:0.000} s   {theirs / ours:0.0} x"));
