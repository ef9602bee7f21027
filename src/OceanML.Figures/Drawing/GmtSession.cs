using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>
/// A modern-mode session of the <c>gmt</c> program in a private temporary folder: its settings, history and results stay there, and
/// neither the working folder nor HOME is touched, so that sessions may run side by side and in read-only containers.
/// </summary>
internal sealed class GmtSession : IDisposable
{
    private const string Packages = "on Debian: apt-get install gmt gmt-gshhg-low ghostscript";

    private static int Sessions;

    private readonly string name = FormattableString.Invariant($"oceanml-{Environment.ProcessId}-{Interlocked.Increment(ref Sessions)}");
    private readonly PosixSignalRegistration onTerminate;
    private readonly PosixSignalRegistration onInterrupt;

    public GmtSession()
    {
        Require("gmt", "GMT 6 draws the figures");
        Require("gs", "GMT needs Ghostscript to make PNG and PDF files");
        Folder = Directory.CreateTempSubdirectory("oceanml-gmt-").FullName;
        onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Remove());
        onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Remove());
    }

    /// <summary>The private folder; deleted when the session ends.</summary>
    public string Folder { get; }

    /// <summary>Runs a module and returns what it printed. Every exit status is checked: after a failed <c>begin</c> later modules would print PostScript.</summary>
    public string Run(string module, params string[] arguments)
    {
        var start = new ProcessStartInfo("gmt")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(module);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["HOME"] = Folder;
        start.Environment["TMPDIR"] = Folder;
        start.Environment["GMT_USERDIR"] = Path.Combine(Folder, "user");
        start.Environment["GMT_SESSION_NAME"] = name;
        start.Environment["LC_ALL"] = "C";
        foreach (var variable in (string[])["GMT_DATADIR", "GMT_CACHEDIR", "GMT_END_SHOW"]) start.Environment.Remove(variable);
        Directory.CreateDirectory(Path.Combine(Folder, "user"));

        using var process = Start(start);
        process.StandardInput.Close();
        var complaint = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return printed;
        throw Refused(module, process.ExitCode, complaint.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        onTerminate.Dispose();
        onInterrupt.Dispose();
        Remove();
    }

    private static OceanException Refused(string module, int status, string complaint)
    {
        // GMT explains in its first lines and ends with usage hints.
        var lines = complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var reason = lines.FirstOrDefault(line => line.Contains("ERROR", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? "no reason given";
        var coast = complaint.Contains("GSHHG", StringComparison.Ordinal) || complaint.Contains("shoreline", StringComparison.Ordinal);
        if (coast) return OceanException.Unreachable($"GMT finds no coastlines; {Packages} ({reason})");
        return OceanException.Unreachable(string.Create(CultureInfo.InvariantCulture, $"gmt {module} failed with status {status}: {reason}"));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw OceanException.Unreachable($"gmt could not be started; {Packages}");
        }
        catch (Win32Exception exception)
        {
            throw OceanException.Unreachable($"gmt could not be started ({exception.Message}); {Packages}", exception);
        }
    }

    private static void Require(string program, string why)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
            throw OceanException.Unreachable($"the program '{program}' is not installed ({why}); {Packages}");
    }

    private void Remove()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
