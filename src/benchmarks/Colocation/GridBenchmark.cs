using System.Globalization;
using OceanML.Colocation;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Benchmarks;

/// <summary>
/// 100,000 positions over daily fields of 4320 x 8640 pixels (compressed netCDF-4, chunks of 512 x 1024): this collection against xarray's
/// vectorised nearest selection on each file, loaded whole, which is its fast way.
/// </summary>
internal static class GridBenchmark
{
    private const int Points = 100_000;
    private const int Rows = 4320;
    private const int Columns = 8640;

    public static void Run(string folder, int days)
    {
        var random = new Random(5);
        var latitudes = Enumerable.Range(0, Points).Select(_ => (random.NextDouble() * 160) - 80).ToArray();
        var longitudes = Enumerable.Range(0, Points).Select(_ => (random.NextDouble() * 359.9) - 179.95).ToArray();
        var day = Enumerable.Range(0, Points).Select(_ => (long)random.Next(days)).ToArray();
        for (var number = 0; number < days; number++) Write(File(folder, number), number);
        RawFile.Write(Path.Combine(folder, "points_lat.f8"), latitudes);
        RawFile.Write(Path.Combine(folder, "points_lon.f8"), longitudes);
        RawFile.Write(Path.Combine(folder, "points_day.i8"), day);
        Console.WriteLine($"{days} daily grids of {Rows} x {Columns} pixels, {Points} positions, nearest pixel");
        Measured Ours() => Measured.Of(Environment.ProcessPath!, "measure", "grid", folder, $"{days}");
        if (!Peer.IsThere("xarray"))
        {
            var alone = Ours();
            Console.WriteLine(alone.Line("oceanml", alone));
            return;
        }

        Measured Theirs() => Measured.Of("/usr/bin/python3", [Peer.Script("xarray_grid.py"), folder, .. Enumerable.Range(0, days).Select(number => File(folder, number))]);
        var paired = Paired.Run(days > 10 ? 1 : 3, Ours, Theirs);
        var (own, other) = (RawFile.Read<double>(Path.Combine(folder, "ours.f8")), RawFile.Read<double>(Path.Combine(folder, "peer.f8")));
        var between = 0;
        for (var i = 0; i < Points; i++)
        {
            if (own[i].Equals(other[i])) continue;

            // The file's coordinates are single precision: half-way between two cells, to that precision, either is right.
            if (!IsHalfWay((90 - latitudes[i]) * Rows / 180) && !IsHalfWay((longitudes[i] + 180) * Columns / 360))
                throw new InvalidOperationException($"position {i} ({latitudes[i]}, {longitudes[i]}): {own[i]} against xarray's {other[i]}");
            between++;
        }

        Console.WriteLine($"  {Points - between} values are xarray's, {own.Count(double.IsNaN)} of them missing; {between} positions lie half-way between two cells");
        paired.Print("oceanml, two threads", "xarray load, sel(nearest)");
    }

    public static void Measure(string folder, int days)
    {
        var latitudes = RawFile.Read<double>(Path.Combine(folder, "points_lat.f8"));
        var longitudes = RawFile.Read<double>(Path.Combine(folder, "points_lon.f8"));
        var day = RawFile.Read<long>(Path.Combine(folder, "points_day.i8"));
        var first = Timestamp.Parse("2024-06-01T12:00:00Z");
        Table Observations(int count) => new(
        [
            new TimeColumn("time", [.. day[..count].Select(number => first + (number * Timestamp.PerDay))]),
            new NumberColumn("latitude", latitudes[..count]),
            new NumberColumn("longitude", longitudes[..count]),
        ]);
        var protocol = new MatchupProtocol { Variables = ["chlor_a"], Shape = new MacroPixelShape.Box(1), Window = TimeWindow.Parse("1h") };
        MatchupResult Find(int count, int fields) => Matchups.Find(
            Observations(count),
            Enumerable.Range(0, fields).Select(number => new FieldSource($"{number:00}", () => FieldFile.Open(File(folder, number), threads: 2))),
            protocol,
            new MatchupOptions { Threads = 2 });

        // A little work before: the published executables are compiled ahead of time. The peer opens a file before, too.
        _ = Find(1000, 1);
        GC.Collect();
        MatchupResult? result = null;
        Measured.Print(() => result = Find(Points, days));
        var values = new double[Points];
        Array.Fill(values, double.NaN);
        var (rows, found) = (result!.Matchups.Numbers("observation"), result.Matchups.Numbers("chlor_a"));
        for (var i = 0; i < rows.Length; i++) values[(int)rows[i]] = found[i];
        RawFile.Write(Path.Combine(folder, "ours.f8"), values);
    }

    private static bool IsHalfWay(double cells) => Math.Abs(cells - Math.Round(cells)) < 1e-3;

    private static string File(string folder, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"day{number:00}.nc"));

    // Smooth chlorophyll with noise in the last digits and clouds over half of it: compresses as the real daily fields do.
    private static void Write(string path, int number)
    {
        var random = new Random(number);
        var values = new float[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var cloud = Math.Sin((row + (37 * number)) / 90.0) + Math.Cos(column / 130.0) > 0.1;
                values[(row * Columns) + column] = cloud ? -32767 : (float)(0.2 + (0.1 * Math.Sin(row / 300.0)) + (random.Next(1024) / 65536.0));
            }
        }

        using var file = NetCdfWriter.Create(path);
        var day = new DateTime(2024, 6, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        file.Root.Dimension("lat", Rows).Dimension("lon", Columns).Attribute("time_coverage_start", day + "T00:00:00Z").Attribute("time_coverage_end", day + "T23:59:59Z");
        var latitude = file.Root.Variable("lat", NetCdfType.Float32, "lat").Attribute("units", "degrees_north").Attribute("standard_name", "latitude");
        var longitude = file.Root.Variable("lon", NetCdfType.Float32, "lon").Attribute("units", "degrees_east").Attribute("standard_name", "longitude");
        var chlorophyll = file.Root.Variable("chlor_a", NetCdfType.Float32, "lat", "lon").Attribute("units", "mg m-3").Fill(-32767).Chunks(512, 1024).Deflate(4);
        latitude.Write([.. Enumerable.Range(0, Rows).Select(row => 90 - ((row + 0.5) * 180 / Rows))]);
        longitude.Write([.. Enumerable.Range(0, Columns).Select(column => ((column + 0.5) * 360 / Columns) - 180)]);
        chlorophyll.WriteRaw<float>(values);
        file.Close();
    }
}
