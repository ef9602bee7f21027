namespace OceanML.Galaxy.Tests;

/// <summary>The chain without Galaxy: workflows/…/run.sh on the files of test-data, whose truth is planted.</summary>
public sealed class ChainTests : IDisposable
{
    private const string Chain = "workflows/ocean-colour-matchup-to-chlorophyll-profiles/run.sh";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-chain-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_chain_finds_the_planted_bias_and_gives_the_same_bytes_on_one_thread_and_on_two()
    {
        var first = Run("first", threads: 1);
        var second = Run("second", threads: 2);

        Assert.Contains("multiplicative_bias  1.25", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("demo/report/index.html", first.Output.TrimEnd(), StringComparison.Ordinal);
        var files = Files("first");
        Assert.Contains("model.onnx", files);
        Assert.Contains("report/index.html", files);
        Assert.Equal(files, Files("second"));
        foreach (var file in files) Assert.True(Bytes("first", file).SequenceEqual(Bytes("second", file)), $"{file} differs between one thread and two");
        var check = Shell.Run("/bin/sh", ["-c", "oceanml-crate --check demo/run.crate.zip"], folder: In("second"), environment: Environment(2));
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.Equal(first.Output.Replace(In("first"), "", StringComparison.Ordinal), second.Output.Replace(In("second"), "", StringComparison.Ordinal));
    }

    private Shell.Said Run(string name, int threads)
    {
        Directory.CreateDirectory(In(name));
        var said = Shell.Run("/bin/bash", [Path.Combine(SharedData.Repository, Chain), "--output", "demo"], folder: In(name), environment: Environment(threads));
        Assert.True(said.ExitCode == 0, said.Error);
        return said;
    }

    private static Dictionary<string, string?> Environment(int threads) => new()
    {
        ["PATH"] = Executables.SearchPath,
        ["GALAXY_SLOTS"] = threads.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    // Records and the crate that holds them say when a step ran.
    private List<string> Files(string name) =>
        [.. Directory.EnumerateFiles(In(name), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(In(name), "demo"), path))
            .Where(path => !path.StartsWith("records/", StringComparison.Ordinal) && !path.EndsWith(".zip", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private byte[] Bytes(string name, string file) => File.ReadAllBytes(Path.Combine(In(name), "demo", file));

    private string In(string name) => Path.Combine(folder.FullName, name);
}
