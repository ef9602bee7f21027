using OceanML.Core;
using OceanML.Formats.Onnx;
using OceanML.Formats.Tables;

namespace OceanML.Learning.Tests;

public sealed class PlantedModelTests
{
    [Fact]
    public void The_model_in_test_data_is_the_one_this_code_makes()
    {
        // To write it again: OCEANML_WRITE_TEST_DATA=1.
        var made = OnnxFile.ToBytes(PlantedModel.Build());
        if (Environment.GetEnvironmentVariable("OCEANML_WRITE_TEST_DATA") == "1") File.WriteAllBytes(PlantedModel.Path, made);
        var kept = OnnxFile.Read(PlantedModel.Path);
        var rows = Rows();
        var (ours, theirs) = (new GraphRunner(PlantedModel.Build()).Run(rows), new GraphRunner(kept).Run(rows));

        // Not byte by byte: eigenvectors may differ in the last digit from processor to processor.
        OnnxRuntime.AssertAgrees(theirs, ours);
    }

    [Fact]
    public void It_finds_the_planted_chlorophyll_to_the_planted_noise()
    {
        var table = TableFile.Read(PlantedModel.Training);
        var predicted = TablePrediction.Predict(table, new GraphRunner(OnnxFile.Read(PlantedModel.Path)), new PredictionOptions { Threads = 2 });
        Assert.Equal(400, predicted.Predicted);
        var (squares, covered, count) = (0.0, 0, 0);
        for (var bin = 0; bin < 60; bin += 10)
        {
            var name = $"CHLA_{bin}_{bin + 10}";
            var (truth, estimate, sigma) = (predicted.Table.Numbers($"{name}_measured"), predicted.Table.Numbers(name), predicted.Table.Numbers($"{name}_sigma"));
            for (var row = 0; row < truth.Length; row++)
            {
                if (double.IsNaN(truth[row])) continue;
                squares += Math.Pow(Math.Log10(estimate[row] / truth[row]), 2);
                if (Math.Abs(estimate[row] - truth[row]) <= sigma[row]) covered++;
                count++;
            }
        }

        Assert.Equal(0.10, Math.Sqrt(squares / count), 0.008);
        Assert.Equal(0.683, (double)covered / count, 0.04);
        Assert.True(predicted.Verdicts[ApplicabilityVerdict.Inside] >= 370);
    }

    [Fact]
    public void ONNX_Runtime_gives_the_same_numbers_from_the_file()
    {
        var rows = Rows();
        OnnxRuntime.AssertAgrees(OnnxRuntime.Run(PlantedModel.Path, rows, 8), new GraphRunner(OnnxFile.Read(PlantedModel.Path)).Run(rows, 2));
    }

    private static float[] Rows()
    {
        var table = TableFile.Read(PlantedModel.Training);
        var columns = ModelSignature.Of(OnnxFile.Read(PlantedModel.Path), "planted").Features.Select(feature => table.Numbers(feature.Name)).ToArray();
        return [.. Enumerable.Range(0, table.RowCount * columns.Length).Select(i => (float)columns[i % columns.Length][i / columns.Length])];
    }
}
