using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Keras;
using OceanML.Formats.Models;
using OceanML.Formats.Onnx;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>The 50 trained networks of THOR (Sonnewald and Lguensat 2021, doi:10.1029/2021MS002496), against numpy on the weights that h5py reads (vectors/keras.py).</summary>
public sealed class KerasTests
{
    [Fact]
    public void Fifty_trained_networks_give_what_numpy_computes_from_their_weights()
    {
        using var vectors = Vectors();
        var (features, expected) = (Rows(vectors), vectors.RootElement.GetProperty("probabilities"));
        var files = ModelFiles.Find([SharedData.Path("data/thor/ensemble_mlp")]);
        Assert.Equal(50, files.Count);
        for (var member = 0; member < files.Count; member++)
        {
            // By the value of the number in the name: vanillamodel_2 before vanillamodel_10.
            Assert.EndsWith($"vanillamodel_{member}.h5", files[member], StringComparison.Ordinal);
            Assert.True(KerasFile.IsKeras(files[member]));
            var graph = ForeignModel.Combine([(ModelFiles.Read(files[member]), files[member])], Description(vectors));
            var probability = new GraphRunner(graph).Run(features)[ModelSignature.Probability];
            AssertProbabilities(probability, (row, k) => expected[member][row][k].GetDouble(), 2e-6);
        }
    }

    [Fact]
    public void The_ensemble_is_the_mean_of_its_members_and_its_entropy_is_the_sum_of_its_parts()
    {
        using var vectors = Vectors();
        var expected = vectors.RootElement.GetProperty("probabilities");
        var outputs = new GraphRunner(Ensemble(vectors)).Run(Rows(vectors));
        AssertProbabilities(outputs[ModelSignature.Probability], (row, k) => expected.EnumerateArray().Average(member => member[row][k].GetDouble()), 2e-6);
        for (var row = 0; row < 4; row++)
        {
            double[] mean = [.. Enumerable.Range(0, 6).Select(k => expected.EnumerateArray().Average(member => member[row][k].GetDouble()))];
            var own = expected.EnumerateArray().Average(member => -Enumerable.Range(0, 6).Sum(k => member[row][k].GetDouble() * Math.Log(member[row][k].GetDouble())));
            Assert.Equal(-mean.Sum(p => p * Math.Log(p)), outputs[ModelSignature.Entropy].Floats[row], 1e-5);
            Assert.Equal(own, outputs[ModelSignature.EntropyData].Floats[row], 1e-5);
            Assert.Equal(outputs[ModelSignature.Entropy].Floats[row], outputs[ModelSignature.EntropyData].Floats[row] + outputs[ModelSignature.EntropyModel].Floats[row], 1e-5);
            Assert.Equal(Array.IndexOf(mean, mean.Max()), outputs[ModelSignature.Prediction].Floats[row]);
        }
    }

    [Fact]
    public void From_Keras_through_our_ONNX_to_ONNX_Runtime_the_numbers_stay()
    {
        using var vectors = Vectors();
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-thor-{Environment.ProcessId}.onnx");
        try
        {
            OnnxFile.Write(path, Ensemble(vectors));
            var rows = Rows(vectors);
            OnnxRuntime.AssertAgrees(OnnxRuntime.Run(path, rows, 8), new GraphRunner(OnnxFile.Read(path)).Run(rows));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_table_gets_the_name_of_the_class_its_probabilities_and_the_parts_of_the_entropy()
    {
        using var vectors = Vectors();
        var (rows, names) = (Rows(vectors), Description(vectors).Features.Select(feature => feature.Name).ToList());
        var table = new Table(names.Select((name, i) => new NumberColumn(name, [.. Enumerable.Range(0, 4).Select(row => (double)rows[(row * 8) + i])])));
        var predicted = TablePrediction.Predict(table, new GraphRunner(Ensemble(vectors)), new PredictionOptions());
        Assert.Equal(
            ["regime", "probability_MD", "probability_S-SV", "probability_N-SV", "probability_TR", "probability_SO", "probability_NL", "entropy", "entropy_data", "entropy_model", "regime_origin"],
            predicted.Table.Names);
        for (var row = 0; row < 4; row++)
        {
            double[] shares = [.. Classes.Select(name => predicted.Table.Numbers($"probability_{name}")[row])];
            Assert.Equal(1, shares.Sum(), 1e-6);
            Assert.Equal(Classes[Array.IndexOf(shares, shares.Max())], predicted.Table.Texts("regime")[row]);
            Assert.Equal("estimated", predicted.Table.Texts("regime_origin")[row]);
        }
    }

    [Fact]
    public void A_truncated_file_is_refused_in_one_line()
    {
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-keras-{Environment.ProcessId}.h5");
        try
        {
            File.WriteAllBytes(path, File.ReadAllBytes(SharedData.Path("data/thor/ensemble_mlp/vanillamodel_0.h5"))[..20000]);
            var failure = Assert.Throws<OceanException>(() => ModelFiles.Read(path));
            Assert.Equal(ExitCode.BadInput, failure.Code);
            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static readonly string[] Classes = ["MD", "S-SV", "N-SV", "TR", "SO", "NL"];

    private static Graph Ensemble(JsonDocument vectors) =>
        ForeignModel.Combine([.. ModelFiles.Find([SharedData.Path("data/thor/ensemble_mlp")]).Select(path => (ModelFiles.Read(path), path))], Description(vectors));

    private static void AssertProbabilities(GraphTensor probability, Func<int, int, double> expected, double tolerance)
    {
        Assert.Equal([4, 6], probability.Shape);
        for (var row = 0; row < 4; row++)
        {
            Assert.Equal(1, probability.Floats.AsSpan(row * 6, 6).ToArray().Sum(value => (double)value), 1e-6);
            for (var k = 0; k < 6; k++) Assert.Equal(expected(row, k), probability.Floats[(row * 6) + k], tolerance);
        }
    }

    private static ModelDescription Description(JsonDocument vectors)
    {
        string[] names = ["curlTau", "SSH20mean", "gradSSH_x", "gradSSH_y", "Bathm", "gradBathm_x", "gradBathm_y", "f"];
        var (mean, scale) = (vectors.RootElement.GetProperty("mean"), vectors.RootElement.GetProperty("scale"));
        return new ModelDescription(
            ModelKind.Classification,
            [.. names.Select((name, i) => new DescribedVariable(name) { Mean = mean[i].GetDouble(), Scale = scale[i].GetDouble() })],
            [new DescribedVariable("regime")]) { Classes = Classes };
    }

    private static float[] Rows(JsonDocument vectors) =>
        [.. vectors.RootElement.GetProperty("features").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetSingle())];

    private static JsonDocument Vectors() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "vectors", "keras.json")));
}
