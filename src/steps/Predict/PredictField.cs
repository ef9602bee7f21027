using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Applies a model to every pixel of a field and writes netCDF.</summary>
internal static class PredictField
{
    private const long BlockValues = 16 << 20;

    /// <summary>Does it.</summary>
    public static void Run(StepRun run, PredictOptions options, string path, GraphRunner model, string name)
    {
        if (Path.GetExtension(run.Output).ToLowerInvariant() is ".csv" or ".tsv" or ".tab" or ".parquet")
            throw OceanException.Usage($"{run.Output}: predictions on a field are written as netCDF; give a name such as predictions.nc");
        using var field = FieldFile.Open(path, run.Threads);
        foreach (var warning in field.Warnings) run.Warn(warning);
        var prediction = options.Prediction(run, name);
        var predictor = new FieldPredictor(field, model, prediction);
        foreach (var conversion in predictor.Conversions)
        {
            run.Log(conversion);
            run.Convert(conversion);
        }

        if (predictor.MaskWords.Length > 0) run.Log($"pixels are masked by the flags {predictor.MaskWords}; --use-flagged takes them all");
        var geometry = field.Geometry;
        var rows = predictor.RowsFor(BlockValues, EstimateFieldWriter.ChunkRows);
        run.Write(run.Output, temporary =>
        {
            using var writer = EstimateFieldWriter.Create(temporary, field, predictor.Variables, Attributes(field, path, model, name));
            using var progress = run.Progress("predicting rows of pixels", (long)predictor.Steps * geometry.Rows);
            for (var time = 0; time < predictor.Steps; time++)
            {
                for (var row = 0; row < geometry.Rows; row += rows)
                {
                    var count = Math.Min(rows, geometry.Rows - row);
                    var pixels = predictor.Predict(time, row, count);
                    foreach (var (variable, values) in pixels.Numbers) writer.Write(variable, time, row, count, values);
                    foreach (var (variable, values) in pixels.Codes) writer.Write(variable, time, row, count, values);
                    progress.Advance(count);
                }
            }

            RequireSome(predictor, path, name);
            writer.Close();
        });
        run.CountIn(predictor.Pixels);
        run.CountOut(predictor.Predicted);
        foreach (var (reason, count) in predictor.Rejected) run.Reject(reason, count);
        foreach (var warning in predictor.Warnings) run.Warn(warning);
        PredictReport.Tell(run, "pixels", predictor.Predicted, predictor.Verdicts, predictor.Reasons);
    }

    private static void RequireSome(FieldPredictor predictor, string path, string name)
    {
        if (predictor.Predicted > 0) return;
        var most = predictor.Rejected.MaxBy(reason => reason.Value);
        throw OceanException.NothingSelected($"{path}: no pixel has a value for every feature of {name} ({most.Value} of {predictor.Pixels} pixels: {most.Key})");
    }

    private static Dictionary<string, string> Attributes(IField field, string path, GraphRunner model, string name)
    {
        const int named = 3;
        var all = ModelSignature.Of(model.Graph, name).Targets;
        var targets = string.Join("; ", all.Take(named).Select(target => target.LongName ?? target.Name)) + (all.Count > named ? $"; and {all.Count - named} more" : "");
        var provenance = field.Provenance;
        var attributes = new Dictionary<string, string>
        {
            ["Conventions"] = "CF-1.11, ACDD-1.3",
            ["title"] = $"Estimates of {targets}{(provenance.Title is { } title ? $" from {title}" : "")}",
            ["summary"] = $"{targets}, estimated on every pixel of {Path.GetFileName(path)} by the model {name}, with their uncertainty and how far each pixel lies inside the training domain of the model. Estimates, not measurements.",
            ["source"] = $"estimated by {name} ({model.Graph.Metadata.GetValueOrDefault("oceanml.model", "model")}) from {field.Product} {provenance.Source}".Trim(),
            ["history"] = $"oceanml-predict {StepVersion.Current}: {Path.GetFileName(path)}, model {name}",
            ["processing_level"] = "estimates of a machine learning model",
            ["cdm_data_type"] = field.Geometry is FieldGeometry.Grid ? "Grid" : "Swath",
            ["standard_name_vocabulary"] = "CF Standard Name Table",
        };
        if (provenance.Licence is { } licence) attributes["license"] = licence;
        if (TrainingPeriod.Of(model.Graph) is { } period) attributes["training_period"] = $"{Timestamp.Format(period.Start)}/{Timestamp.Format(period.End)}";
        var known = field.Times.Where(step => step.Start != Timestamp.Missing).ToList();
        if (known.Count > 0)
        {
            attributes["time_coverage_start"] = Timestamp.Format(known.Min(step => step.Start));
            attributes["time_coverage_end"] = Timestamp.Format(known.Max(step => step.End));
        }

        return attributes;
    }
}
