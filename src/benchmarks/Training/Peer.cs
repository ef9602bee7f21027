using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>What Debian's PyTorch and scikit-learn need for the same work on one thread.</summary>
/// <param name="Loss">Loss of the first batch at the same weights.</param>
/// <param name="StepMicroseconds">One training step.</param>
/// <param name="FitSeconds">A whole training by scikit-learn's MLPRegressor of the same layers, batch and epochs.</param>
internal sealed record Peer(double Loss, double StepMicroseconds, double FitSeconds)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs them; null where they are absent.</summary>
    public static Peer? Run(TrainingRows rows, Network network, EnsembleOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("oceanml-bench-").FullName;
        try
        {
            Write(folder, "x", rows.Inputs);
            Write(folder, "y", rows.Targets);
            Write(folder, "w", rows.Weights);
            Write(folder, "parameters", network.Parameters);
            var layers = string.Join(',', network.Shape.Layers.Select(layer => $"{layer.PaddedInputs}:{layer.PaddedOutputs}:{layer.WeightOffset}:{layer.BiasOffset}"));
            var script = Path.Combine(AppContext.BaseDirectory, "peer.py");
            var start = new ProcessStartInfo(Python, [script, folder, $"{rows.Count}", $"{rows.TargetCount}", layers, $"{options.BatchSize}", $"{options.Epochs}"]) { RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) return null;
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new Peer(root.GetProperty("loss").GetDouble(), root.GetProperty("step_us").GetDouble(), root.GetProperty("fit_s").GetDouble());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string name, float[] values) => File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(values.AsSpan()));
}
