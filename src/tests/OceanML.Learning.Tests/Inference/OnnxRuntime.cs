using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using OceanML.Core;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>ONNX Runtime through its npm package, as the judge of what a model file means.</summary>
internal static class OnnxRuntime
{
    /// <summary>Evaluates a model file; skips the test where node or the package is absent.</summary>
    public static Dictionary<string, GraphTensor> Run(string model, float[] rows, int width)
    {
        if (!Directory.Exists(Path.Combine(SharedData.Repository, "node_modules", "onnxruntime-node"))) Assert.Skip("onnxruntime-node is absent (npm ci --ignore-scripts)");
        var folder = Directory.CreateTempSubdirectory("oceanml-ort-").FullName;
        try
        {
            var (input, output) = (Path.Combine(folder, "rows.f32"), Path.Combine(folder, "output.f32"));
            File.WriteAllBytes(input, MemoryMarshal.AsBytes(rows.AsSpan()));
            var script = Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "Inference", "onnxruntime.js");
            using var node = Start(script, model, input, $"{width}", output);
            var errors = node.StandardError.ReadToEndAsync();
            var shapes = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            Assert.True(node.ExitCode == 0, $"ONNX Runtime refused the model: {errors.Result}");
            var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(output)).ToArray();
            var results = new Dictionary<string, GraphTensor>();
            var at = 0;
            using var json = JsonDocument.Parse(shapes);
            foreach (var entry in json.RootElement.EnumerateArray())
            {
                int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
                var count = GraphTensor.Count(shape);
                var name = entry.GetProperty("name").GetString()!;
                results[name] = GraphTensor.OfFloats(name, values[at..(at + count)], shape);
                at += count;
            }

            return results;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Asserts that two sets of outputs agree to 1e-5, relative where a value is larger than 1.</summary>
    public static void AssertAgrees(IReadOnlyDictionary<string, GraphTensor> expected, IReadOnlyDictionary<string, GraphTensor> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, tensor) in expected)
        {
            Assert.Equal(tensor.Shape, actual[name].Shape);
            for (var i = 0; i < tensor.Length; i++)
            {
                var (a, b) = (tensor.Floats[i], actual[name].Floats[i]);
                Assert.True((float.IsNaN(a) && float.IsNaN(b)) || Math.Abs(a - b) <= 1e-5 * Math.Max(1, Math.Abs(a)), $"{name}[{i}]: ONNX Runtime has {a}, we have {b}");
            }
        }
    }

    private static Process Start(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("node is absent");
            throw;
        }
    }
}
