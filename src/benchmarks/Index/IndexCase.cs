using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Benchmarks;

/// <summary>One search of an index.</summary>
/// <param name="Title">For the report.</param>
/// <param name="Index">The index.</param>
/// <param name="Wanted">box (area and period), float (one platform), or circle (distance to a point).</param>
/// <param name="Cache">Folder of the cache, or null.</param>
internal sealed record IndexCase(string Title, string Index, string Wanted, string? Cache)
{
    private const int Threads = 2;

    /// <summary>Measures this collection and pandas in turn, after their answers were found the same; the answer.</summary>
    public string Run(int repeats)
    {
        Console.WriteLine($"{Wanted}: {Title}");
        if (!Peer.IsThere("pandas")) return RunAlone(repeats, null);
        var paired = Paired.Run(repeats, Ours, () => Measured.Of("/usr/bin/python3", Peer.Script("pandas_index.py"), Index, Wanted));
        foreach (var (ours, theirs) in paired.Pairs)
        {
            if (ours.Answer != theirs.Answer) throw new InvalidOperationException($"answers differ: {ours.Answer}, pandas {theirs.Answer}");
        }

        Console.WriteLine($"  same profiles: {paired.Pairs[0].Ours.Answer}");
        paired.Print("oceanml, two threads", "pandas");
        return paired.Pairs[0].Ours.Answer;
    }

    /// <summary>Measures this collection; the answer, which must be the one given.</summary>
    public string RunAlone(int repeats, string? answer)
    {
        var all = Enumerable.Range(0, repeats).Select(_ => Ours()).OrderBy(measured => measured.Wall).ToArray();
        if (answer is not null && all[0].Answer != answer) throw new InvalidOperationException($"answers differ: {all[0].Answer}, before {answer}");
        Console.WriteLine($"{Wanted}: {Title}: {all[0].Answer}");
        Console.WriteLine(all[all.Length / 2].Line("oceanml, two threads", all[all.Length / 2]));
        return all[0].Answer;
    }

    /// <summary>Searches and prints the answer and what it took.</summary>
    public static void Measure(string index, string wanted, string? cache)
    {
        var selection = wanted switch
        {
            "box" => new GdacSelection(GeoBox.Parse("170,-30,-150,10"), Timestamp.Parse("2018-01-01"), Timestamp.Parse("2019-06-30T23:59:59Z")),
            "float" => new GdacSelection(Platforms: ["1000700"]),
            _ => new GdacSelection(Near: new GeoCircle(-140.5, 20.25, 300)),
        };
        GdacIndexResult? found = null;
        var measured = Measured.Time(() => found = GdacIndex.Select(index, selection, cache, Threads));
        var files = string.Join('\n', found!.Entries.Select(entry => entry.File));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"= {found.Entries.Count} {Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(files)))[..16]}"));
        measured.Print();
    }

    private Measured Ours() => Measured.Of(Environment.ProcessPath!, "measure", Index, Wanted, Cache ?? "-");
}
