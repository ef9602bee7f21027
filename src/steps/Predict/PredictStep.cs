using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Onnx;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Applies a trained model to a table: estimates with their uncertainty and how far the model can be trusted there.</summary>
internal sealed class PredictStep : Step
{
    private readonly PredictOptions options = new();

    public PredictStep()
        : base("predict", "Apply a trained model to a table: for every target the estimate, its sigma (one standard deviation, same unit), and how far each row lies inside the training domain.")
    {
        Add(options.Table, options.Model, options.Keep, options.IgnoreUnits, options.Missing);
        AddExample("oceanml-predict matchups.parquet --model model.onnx --output predictions.parquet");
        AddExample("oceanml-predict matchups.csv --model model.onnx --keep 'platform,time,latitude,longitude,sst' --output predictions.csv");
    }

    protected override string OutputDescription => "Table to write: .csv or .tsv by name, anything else is Parquet (with units in its metadata). One row for every row of the input.";

    protected override void Execute(StepRun run)
    {
        var modelPath = run.Input(run.Value(options.Model)!);
        var tablePath = run.Input(run.Value(options.Table)!);
        var model = new GraphRunner(OnnxFile.Read(modelPath), modelPath);
        var table = TableFile.Read(tablePath, options: new TableReadOptions
        {
            MissingValues = [.. (run.Value(options.Missing) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Threads = run.Threads,
        });
        if (table.Metadata.TryGetValue(TableFile.WarningsKey, out var warnings))
        {
            foreach (var warning in warnings.Split('\n')) run.Warn(warning);
        }

        if (table.RowCount == 0) throw OceanException.NothingSelected($"{tablePath}: the table has no rows");
        var predicted = TablePrediction.Predict(table, model, new PredictionOptions
        {
            Model = Path.GetFileName(modelPath),
            Keep = run.Value(options.Keep) is { Length: > 0 } patterns ? TablePatterns.Match(table, patterns) : IdentifyingColumns.Of(table),
            IgnoreUnits = run.Value(options.IgnoreUnits),
            Threads = run.Threads,
        });
        run.Write(run.Output, temporary => TableFile.Write(temporary, predicted.Table));
        Report(run, table.RowCount, predicted);
    }

    private static void Report(StepRun run, int rows, PredictedTable predicted)
    {
        run.CountIn(rows);
        run.CountOut(predicted.Predicted);
        foreach (var (reason, count) in predicted.Rejected) run.Reject(reason, count);
        foreach (var warning in predicted.Warnings) run.Warn(warning);
        if (predicted.Verdicts.Count == 0) return;
        foreach (var verdict in Enum.GetValues<ApplicabilityVerdict>())
            run.Result($"applicability_{verdict.ToString().ToLowerInvariant()}", predicted.Verdicts.GetValueOrDefault(verdict));
        var outside = predicted.Verdicts.GetValueOrDefault(ApplicabilityVerdict.Outside);
        if (outside == 0) return;
        run.Warn(string.Create(
            CultureInfo.InvariantCulture,
            $"{outside} of {predicted.Predicted} predicted rows ({100.0 * outside / predicted.Predicted:0.#} %) are outside the training domain: applicability below {Applicability.OutsideBelow}"));
    }
}
