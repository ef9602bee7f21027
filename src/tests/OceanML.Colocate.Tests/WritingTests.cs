using System.Diagnostics;
using OceanML.Tests;

namespace OceanML.Colocate.Tests;

/// <summary>Disks that take no more.</summary>
public sealed class WritingTests : IDisposable
{
    private readonly Colocate colocate = new();

    public void Dispose() => colocate.Dispose();

    [Theory]
    [InlineData("m.nc")]
    [InlineData("m.parquet")]
    public void A_full_disk_is_told_and_leaves_nothing_behind(string output)
    {
        Directory.CreateDirectory(colocate["small"]);
        var granule = SharedData.TestData("pace/PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc");
        if (Shell("true").Code != 0) Assert.Skip("no file system can be mounted here");

        // A mount of the process alone: nothing of it outlives the test.
        var (code, said) = Shell($"{Colocate.Executable} --observations {Colocate.Observations} --fields {granule} --variables chlor_a --output {output}; code=$?; ls -A; exit $code");
        Assert.Equal(5, code);
        Assert.Contains($"{output}: cannot be written: ", said, StringComparison.Ordinal);
        if (output == "m.nc") Assert.Contains("no space left on the device", said, StringComparison.Ordinal);
        Assert.DoesNotContain("partial", said, StringComparison.Ordinal);
        Assert.Equal(0, Shell($"{Colocate.Executable} --version").Code);
    }

    private (int Code, string Said) Shell(string command)
    {
        var start = new ProcessStartInfo("unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o size=4k tmpfs '{colocate["small"]}' && cd '{colocate["small"]}' && {{ {command}; }}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }
}
