using System.Diagnostics;
using System.Text.Json.Nodes;
using OceanML.Tests;
using Xunit;

namespace OceanML.Access.Tests;

/// <summary>Runs oceanml-access as a user does, in a folder of its own.</summary>
public abstract class AccessRun : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-access-tests-");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string In(string name) => Path.Combine(folder.FullName, name);

    protected string Write(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllLines(In(name), lines);
        return In(name);
    }

    protected static (int Code, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(SharedData.Repository, "artifacts/bin/Access/release_linux-x64/oceanml-access"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }

    /// <summary>Runs <c>access files</c> and returns the run record.</summary>
    protected JsonNode Files(string output, params string[] arguments)
    {
        var (code, error) = Run(["files", .. arguments, "--output", output, "--record", In("record.json")]);
        Assert.True(code == 0, error);
        return JsonNode.Parse(File.ReadAllText(In("record.json")))!;
    }
}
