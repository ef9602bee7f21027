using System.Globalization;
using OceanML.Colocation;
using OceanML.Core;

namespace OceanML.Benchmarks;

/// <summary>
/// 100,000 positions on a swath of 4091 x 4865 pixels, nearest pixel within 300 m and the 3 x 3 boxes round it: this collection against pyresample's k-d tree and
/// numpy on the same arrays, and both against every pixel tried.
/// </summary>
internal static class SwathBenchmark
{
    private const int Points = 100_000;
    private const int Box = 3;
    private const int Repeats = 5;
    private const double RadiusKm = 0.3;

    public static void Run(string folder)
    {
        var swath = OlciLikeSwath.Make(50, 3);
        var (latitudes, longitudes) = OlciLikeSwath.Positions(swath, Points, seed: 1);
        RawFile.Write(Path.Combine(folder, "lat.f4"), swath.Latitudes);
        RawFile.Write(Path.Combine(folder, "lon.f4"), swath.Longitudes);
        RawFile.Write(Path.Combine(folder, "field.f4"), [.. Enumerable.Range(0, swath.Latitudes.Length).Select(pixel => pixel % 7919 / 7919f)]);
        RawFile.Write(Path.Combine(folder, "points_lat.f8"), latitudes);
        RawFile.Write(Path.Combine(folder, "points_lon.f8"), longitudes);
        Console.WriteLine($"swath of {OlciLikeSwath.Rows} x {OlciLikeSwath.Columns} pixels, {Points} positions, nearest pixel within {RadiusKm * 1000} m and boxes of {Box} x {Box}");

        // In turns, because the machine may have other work: what slows one slows the other.
        var (ours, theirs) = (new List<Measured[]>(), new List<Measured[]>());
        var isPeerThere = Peer.IsThere("pyresample");
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            ours.Add(Measured.StagesOf(Environment.ProcessPath!, "measure", "swath", folder));
            if (isPeerThere) theirs.Add(Measured.StagesOf("/usr/bin/python3", Peer.Script("pyresample_swath.py"), folder, $"{OlciLikeSwath.Rows}", $"{OlciLikeSwath.Columns}", "300"));
            if (repeat > 0) continue;
            var answer = RawFile.Read<long>(Path.Combine(folder, "ours.i8"));
            Console.WriteLine("  " + SwathAnswers.AgainstBruteForce(swath, latitudes, longitudes, RadiusKm, answer));
            if (!isPeerThere) continue;
            var peer = RawFile.Read<long>(Path.Combine(folder, "peer.i8"));
            Console.WriteLine("  " + SwathAnswers.AgainstPeer(swath, latitudes, longitudes, RadiusKm, answer, peer));
            var (boxes, peerBoxes) = (RawFile.Read<double>(Path.Combine(folder, "ours_boxes.f8")), RawFile.Read<float>(Path.Combine(folder, "peer_boxes.f4")));
            Console.WriteLine("  " + SwathAnswers.Boxes(Box * Box, answer, boxes, peer, peerBoxes));
        }

        Report("nearest pixel", ours.ConvertAll(stages => stages[0]), theirs.ConvertAll(stages => stages[0]));
        Report("nearest pixel and boxes", ours.ConvertAll(stages => stages[0].Then(stages[1])), theirs.ConvertAll(stages => stages[0].Then(stages[1])));
    }

    public static void Measure(string folder)
    {
        var swath = new FieldGeometry.Swath(OlciLikeSwath.Rows, OlciLikeSwath.Columns, RawFile.Read<float>(Path.Combine(folder, "lat.f4")), RawFile.Read<float>(Path.Combine(folder, "lon.f4")));
        using var field = new SwathField(swath, RawFile.Read<float>(Path.Combine(folder, "field.f4")));
        var latitudes = RawFile.Read<double>(Path.Combine(folder, "points_lat.f8"));
        var longitudes = RawFile.Read<double>(Path.Combine(folder, "points_lon.f8"));
        PixelLocation[] found = [];
        double[] boxes = [];
        Measured.Print(() => found = new SwathLocator(swath, RadiusKm, threads: 2).LocateAll(latitudes, longitudes, threads: 2));
        Measured.Print(() => boxes = Boxes(field, found));
        RawFile.Write(Path.Combine(folder, "ours.i8"), [.. found.Select(pixel => pixel.IsFound ? ((long)pixel.Row * swath.ColumnCount) + pixel.Column : -1)]);
        RawFile.Write(Path.Combine(folder, "ours_boxes.f8"), boxes);
    }

    // As matchups read their boxes, on two threads; a position without a pixel has a box outside the field.
    private static double[] Boxes(SwathField field, PixelLocation[] found)
    {
        var values = new double[found.Length * Box * Box];
        var half = (found.Length + 1) / 2;
        Parallel.For(0, 2, part =>
        {
            var boxes = Array.ConvertAll(
                found[(part * half)..Math.Min(found.Length, (part + 1) * half)],
                pixel => pixel.IsFound ? PixelBox.Around(0, pixel.Row, pixel.Column, Box) : new PixelBox(0, -Box, -Box, Box, Box));
            var reader = new BoxReader(boxes, field.Geometry.Rows, field.Geometry.Columns, 0);
            var into = values.AsSpan(part * half * Box * Box, reader.Pixels);
            into.Fill(double.NaN);
            reader.Read(field, "value", [0], into);
        });
        return values;
    }

    private static void Report(string what, List<Measured> ours, List<Measured> theirs)
    {
        Console.WriteLine($"  {what}, {Repeats} runs each in turns:");
        foreach (var run in ours) Console.WriteLine("  " + run.Line("oceanml", run));
        if (theirs.Count == 0) return;
        for (var i = 0; i < theirs.Count; i++) Console.WriteLine("  " + theirs[i].Line("pyresample, numpy", ours[i]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    median ratio: x{Median(run => run.Wall):0.0} wall, x{Median(run => run.Processor):0.0} CPU, 1/{Median(run => run.PeakMegabytes):0.0} of the peak memory"));

        double Median(Func<Measured, double> of) => theirs.Select((run, i) => of(run) / of(ours[i])).Order().ElementAt(theirs.Count / 2);
    }
}
