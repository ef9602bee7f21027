using System.Globalization;
using OceanML.Colocation;
using OceanML.Core;

namespace OceanML.Benchmarks;

/// <summary>
/// 100,000 positions on a swath of 4091 x 4865 pixels, nearest pixel within 300 m: this collection against pyresample's k-d tree on the same arrays,
/// and both against every pixel tried.
/// </summary>
internal static class SwathBenchmark
{
    private const int Points = 100_000;
    private const double RadiusKm = 0.3;

    public static void Run(string folder)
    {
        var swath = OlciLikeSwath.Make(50, 3);
        var (latitudes, longitudes) = OlciLikeSwath.Positions(swath, Points, seed: 1);
        RawFile.Write(Path.Combine(folder, "lat.f4"), swath.Latitudes);
        RawFile.Write(Path.Combine(folder, "lon.f4"), swath.Longitudes);
        RawFile.Write(Path.Combine(folder, "points_lat.f8"), latitudes);
        RawFile.Write(Path.Combine(folder, "points_lon.f8"), longitudes);
        Console.WriteLine($"swath of {OlciLikeSwath.Rows} x {OlciLikeSwath.Columns} pixels, {Points} positions, nearest pixel within {RadiusKm * 1000} m");
        var ours = Measured.Of(Environment.ProcessPath!, "measure", "swath", folder);
        var answer = RawFile.Read<long>(Path.Combine(folder, "ours.i8"));
        Console.WriteLine("  " + AgainstBruteForce(swath, latitudes, longitudes, answer));
        if (!Peer.IsThere("pyresample")) return;
        var peer = Measured.Of("/usr/bin/python3", Peer.Script("pyresample_swath.py"), folder, $"{OlciLikeSwath.Rows}", $"{OlciLikeSwath.Columns}", "300");
        Console.WriteLine("  " + AgainstPeer(swath, latitudes, longitudes, answer, RawFile.Read<long>(Path.Combine(folder, "peer.i8"))));
        Console.WriteLine(ours.Line("oceanml", ours));
        Console.WriteLine(peer.Line("pyresample kd_tree", ours));
    }

    public static void Measure(string folder)
    {
        var swath = new FieldGeometry.Swath(OlciLikeSwath.Rows, OlciLikeSwath.Columns, RawFile.Read<float>(Path.Combine(folder, "lat.f4")), RawFile.Read<float>(Path.Combine(folder, "lon.f4")));
        var latitudes = RawFile.Read<double>(Path.Combine(folder, "points_lat.f8"));
        var longitudes = RawFile.Read<double>(Path.Combine(folder, "points_lon.f8"));
        PixelLocation[] found = [];
        Measured.Print(() => found = new SwathLocator(swath, RadiusKm, threads: 2).LocateAll(latitudes, longitudes, threads: 2));
        RawFile.Write(Path.Combine(folder, "ours.i8"), [.. found.Select(pixel => pixel.IsFound ? ((long)pixel.Row * swath.ColumnCount) + pixel.Column : -1)]);
    }

    private static string AgainstBruteForce(FieldGeometry.Swath swath, double[] latitudes, double[] longitudes, long[] answer)
    {
        const int sample = 40;
        for (var i = 0; i < Points; i += Points / sample)
        {
            var (nearest, distance) = (-1L, double.PositiveInfinity);
            for (var pixel = 0; pixel < swath.Latitudes.Length; pixel++)
            {
                // Pixels far off in latitude cannot be the nearest within the radius.
                if (Math.Abs(swath.Latitudes[pixel] - latitudes[i]) > 0.01) continue;
                var candidate = Sphere.DistanceKm(latitudes[i], longitudes[i], swath.Latitudes[pixel], swath.Longitudes[pixel]);
                if (candidate < distance) (nearest, distance) = (pixel, candidate);
            }

            if (distance > RadiusKm) nearest = -1;
            if (nearest != answer[i]) throw new InvalidOperationException($"position {i}: pixel {answer[i]}, by brute force {nearest}");
        }

        return $"{sample} of the answers are those of trying every pixel";
    }

    private static string AgainstPeer(FieldGeometry.Swath swath, double[] latitudes, double[] longitudes, long[] ours, long[] theirs)
    {
        var (same, near) = (0, 0);
        for (var i = 0; i < ours.Length; i++)
        {
            if (ours[i] == theirs[i])
            {
                same++;
                continue;
            }

            // Another pixel is accepted only where both are as far to a metre, or where the radius itself is met to a metre.
            double Distance(long pixel) => pixel < 0 ? RadiusKm : Sphere.DistanceKm(latitudes[i], longitudes[i], swath.Latitudes[pixel], swath.Longitudes[pixel]);
            if (Math.Abs(Distance(ours[i]) - Distance(theirs[i])) > 0.001) throw new InvalidOperationException($"position {i}: pixel {ours[i]} against {theirs[i]}");
            near++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{same} answers are pyresample's, {near} differ between pixels that are as near to a metre");
    }
}
