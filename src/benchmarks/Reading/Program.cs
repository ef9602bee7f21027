using System.Globalization;
using OceanML.Benchmarks;

// usage: bench-reading [REPEATS]   (5 pairs of runs, in turn, unless told otherwise)
// Maps of 4 km read whole and in small windows, and a real one where the shared data are. The answers are those of netCDF4-python, or nothing is reported.
if (args is ["measure", var how, var file, var name, var list])
{
    new ReadingCase("", how, file, name, list).Measure();
    return;
}

var repeats = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
var folder = Directory.CreateTempSubdirectory("bench-reading-");
try
{
    var (packed, single, windows) = (Path.Combine(folder.FullName, "packed.nc"), Path.Combine(folder.FullName, "single.nc"), Path.Combine(folder.FullName, "windows.txt"));
    SyntheticMap.WritePacked(packed);
    SyntheticMap.WriteSingle(single);
    File.WriteAllLines(windows, SyntheticMap.Windows(2000).Select(window => $"{window.Row} {window.Column}"));
    List<ReadingCase> cases =
    [
        new("map of 4320 x 8640 float32, deflate and shuffle, chunks of 512 x 1024: values", "values", single, "chlor_a", windows),
        new("the same map: stored bytes", "bytes", single, "chlor_a", windows),
        new("map of 4320 x 8640 packed int16, nine tenths missing, chunks of 216 x 432: values", "values", packed, "chlor_a", windows),
        new("2000 windows of 3 x 3 of that map, as a colocation reads", "windows", packed, "chlor_a", windows),
    ];
    var shared = Environment.GetEnvironmentVariable("OCEANML_SHARED") ?? "../shared";
    var real = Path.Combine(shared, "data/ocean_colour/modis/A2016241.L3m_DAY_POC_poc_4km.nc");
    if (File.Exists(real)) cases.Add(new("a MODIS day as distributed: stored bytes", "bytes", Path.GetFullPath(real), "poc", windows));
    foreach (var one in cases) one.Run(repeats);
}
finally
{
    folder.Delete(recursive: true);
}
