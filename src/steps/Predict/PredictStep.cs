using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Applies a trained model to a table or a field: estimates with their uncertainty and how far the model can be trusted there.</summary>
internal sealed class PredictStep : Step
{
    private const int BlockRows = 122_880;
    private const int BlockValues = 8 << 20;

    private readonly PredictOptions options = new(isField: false);

    public PredictStep()
        : base("predict", "Apply a trained model to a table or a field: for every target the estimate, its sigma (one standard deviation, same unit), and whether the model applies there: inside, at the edge of or outside its training domain, and why.")
    {
        Add(options.All);
        AddExample("oceanml-predict matchups.parquet --model model.onnx --output predictions.parquet");
        AddExample("oceanml-predict matchups.csv --model model.onnx --keep 'platform,time,latitude,longitude,sst' --output predictions.csv");
        AddExample("oceanml-predict features.parquet --model ensemble/*.h5 --description regimes.yaml --output regimes.parquet");
        Add(new PredictFieldStep());
    }

    protected override string OutputDescription => "Table to write: .csv or .tsv by name, anything else is Parquet (with units in its metadata). One row for every row of the input.";

    protected override void Execute(StepRun run)
    {
        var (model, name) = PredictModel.Read(run, options);
        var path = run.Input(run.Value(options.Input)!);
        if (IsField(path)) PredictField.Run(run, options, path, model, name);
        else PredictTable(run, path, model, name);
    }

    private static bool IsField(string path) => Directory.Exists(path) || NetCdfFile.IsNetCdf(path) || Sen3(path);

    // A Sentinel-3 product by its manifest, or packed.
    private static bool Sen3(string path) => Path.GetFileName(path) == "xfdumanifest.xml" || (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && !TableFile.IsTable(path));

    private void PredictTable(StepRun run, string path, GraphRunner model, string name)
    {
        using var blocks = TableBlocks.Open(path, new TableReadOptions { MissingValues = [.. PredictOptions.Words(run.Value(options.Missing))], Threads = run.Threads });
        var head = blocks.Head;
        if (head.Metadata.TryGetValue(TableFile.WarningsKey, out var doubts))
        {
            foreach (var warning in doubts.Split('\n')) run.Warn(warning);
        }

        if (blocks.RowCount == 0) throw OceanException.NothingSelected($"{path}: the table has no rows");
        var keep = run.Value(options.Keep) is { Length: > 0 } patterns ? TablePatterns.Match(head, patterns) : IdentifyingColumns.Of(head);
        var prediction = options.Prediction(run, name) with { Keep = keep };
        var predictor = new TablePredictor(head, model, prediction);
        foreach (var conversion in predictor.Conversions)
        {
            run.Log(conversion);
            run.Convert(conversion);
        }

        var columns = predictor.Columns;
        var rows = Math.Clamp(BlockValues / Math.Max(1, columns.Count), 2048, BlockRows);
        run.Write(run.Output, temporary =>
        {
            using var writer = TableWriter.Create(temporary);
            using var progress = run.Progress("predicting rows", blocks.RowCount);
            foreach (var block in blocks.Read(columns, rows))
            {
                writer.Append(predictor.Predict(block));
                progress.Advance(block.RowCount);
            }

            TablePrediction.RequireSome(predictor, path, writer.RowCount, prediction);
            writer.Close();
        });
        run.CountIn(blocks.RowCount);
        run.CountOut(predictor.Predicted);
        foreach (var (reason, count) in predictor.Rejected) run.Reject(reason, count);
        foreach (var warning in predictor.Warnings) run.Warn(warning);
        PredictReport.Tell(run, "rows", predictor.Predicted, predictor.Verdicts, predictor.Reasons);
    }
}
