using System.Diagnostics;

namespace OceanML.Benchmarks;

/// <summary>The programs of others that the answers are compared with.</summary>
internal static class Peer
{
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    /// <summary>Whether Debian's Python has a module; says so where it has not.</summary>
    public static bool IsThere(string module)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", $"import {module}"]) { RedirectStandardError = true };
        using var process = File.Exists(start.FileName) ? Process.Start(start) : null;
        process?.WaitForExit();
        if (process is { ExitCode: 0 }) return true;
        Console.WriteLine($"  python3-{module} is not installed: no comparison");
        return false;
    }
}
