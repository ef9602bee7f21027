using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace OceanML.Benchmarks;

/// <summary>Debian's PyTorch and scikit-learn, run on arrays handed over as raw files; their scripts stand in <c>peers/</c> and print one JSON object.</summary>
internal sealed class Python : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oceanml-bench-").FullName;

    /// <summary>Hands over an array under a name: the script finds it as a file of that name in its first argument.</summary>
    public void Give<T>(string name, T[] values)
        where T : unmanaged => File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Takes an array that the script left.</summary>
    public float[] Take(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();

    /// <summary>Runs a script; null where Python or what it needs is absent.</summary>
    /// <param name="script">File name in <c>peers/</c>.</param>
    /// <param name="threads">Threads of OpenMP and OpenBLAS.</param>
    /// <param name="arguments">Arguments after the folder.</param>
    public JsonElement? Run(string script, int threads, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "peers", script), folder, .. arguments]) { RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}";
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) return null;
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
