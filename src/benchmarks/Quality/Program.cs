using System.Globalization;
using OceanML.Benchmarks;

// usage: bench-quality [REPEATS]   (3 pairs of runs, in turn, unless told otherwise)
// Tests of QARTOD on a series of ten million values beside numpy, flags compared first; Argo's tests over ten million levels.
switch (args)
{
    case ["measure", "argo", var levels]:
        ArgoCase.Measure(int.Parse(levels, CultureInfo.InvariantCulture));
        return;
    case ["measure", var test, var file]:
        SeriesCase.Measure(test, file);
        return;
}

var repeats = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
const int Values = 10_000_000;
ArgoCase.Run(repeats, Values);
var folder = Directory.CreateTempSubdirectory("bench-quality-");
try
{
    var series = Path.Combine(folder.FullName, "series.raw");
    SyntheticSeries.Write(series, Values);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a series of {Values:N0} values, one a minute, with spikes, flat stretches and 1 % missing"));
    foreach (var test in SeriesCase.Tests) new SeriesCase(test, series).Run(repeats);
}
finally
{
    folder.Delete(recursive: true);
}
