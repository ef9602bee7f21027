using System.Globalization;
using OceanML.Benchmarks;

// usage: bench-index [REPEATS]   (3 pairs of runs, in turn, unless told otherwise)
// A core index of three million lines searched: its text, the text gzipped, and the cache. The profiles found are those that pandas finds, or nothing is reported.
if (args is ["measure", var index, var wanted, var cache])
{
    IndexCase.Measure(index, wanted, cache == "-" ? null : cache);
    return;
}

var repeats = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
var folder = Directory.CreateTempSubdirectory("bench-index-");
try
{
    var (plain, zipped, kept) = (Path.Combine(folder.FullName, "ar_index_global_prof.txt"), Path.Combine(folder.FullName, "ar_index_global_prof.txt.gz"), Path.Combine(folder.FullName, "cache"));
    SyntheticIndex.Write(plain, 3_000_000);
    SyntheticIndex.Compress(plain, zipped);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"an index of 3 000 000 lines, {new FileInfo(plain).Length / 1e6:0} MB, gzipped {new FileInfo(zipped).Length / 1e6:0} MB"));
    foreach (var selection in new[] { "box", "float", "circle" })
    {
        var answer = new IndexCase("text", plain, selection, null).Run(repeats);
        new IndexCase("gzipped text", zipped, selection, null).RunAlone(repeats, answer);
    }

    new IndexCase("gzipped text, and the cache written", zipped, "box", kept).RunAlone(1, null);
    foreach (var selection in new[] { "box", "float", "circle" }) new IndexCase("cache", zipped, selection, kept).RunAlone(repeats, null);
}
finally
{
    folder.Delete(recursive: true);
}
