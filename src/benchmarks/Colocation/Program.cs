using System.Globalization;
using OceanML.Benchmarks;

// usage: bench-colocation [swath] [grid] [DAYS]   (both, and 30 days, unless told otherwise; one day of grids takes 35 MB on disk)
if (args is ["measure", "swath", var swathFolder])
{
    SwathBenchmark.Measure(swathFolder);
}
else if (args is ["measure", "grid", var gridFolder, var measuredDays])
{
    GridBenchmark.Measure(gridFolder, int.Parse(measuredDays, CultureInfo.InvariantCulture));
}
else
{
    var folder = Directory.CreateTempSubdirectory("oceanml-bench-");
    try
    {
        var days = args.Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0).FirstOrDefault(number => number > 0, 30);
        if (!args.Contains("grid")) SwathBenchmark.Run(folder.FullName);
        if (!args.Contains("swath")) GridBenchmark.Run(folder.FullName, days);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}
