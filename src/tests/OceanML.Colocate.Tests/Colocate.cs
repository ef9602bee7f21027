using System.Diagnostics;
using OceanML.Tests;

namespace OceanML.Colocate.Tests;

/// <summary>Runs oceanml-colocate in a folder of its own.</summary>
internal sealed class Colocate : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-colocate-");

    public static string Executable => Path.Combine(SharedData.Repository, "artifacts/bin/Colocate/release_linux-x64/oceanml-colocate");

    public static string Observations => SharedData.TestData("tables/observations.csv");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A folder with copies of four daily PACE composites.</summary>
    public string Archive()
    {
        Directory.CreateDirectory(this["archive"]);
        foreach (var day in new[] { "08", "09", "10", "11" })
        {
            var name = $"PACE_OCI.202406{day}.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc";
            File.Copy(SharedData.TestData("pace/" + name), this["archive/" + name]);
        }

        return this["archive"];
    }

    /// <summary>Runs it with words separated by spaces, in the folder.</summary>
    public (int Code, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }

    /// <summary>Runs it and expects success.</summary>
    public string Done(params string[] arguments)
    {
        var (code, error) = Run(arguments);
        Assert.True(code == 0, error);
        return error;
    }
}
