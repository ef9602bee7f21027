using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The graph of a trained model with all that must travel with it: what its columns are, how it was trained and judged.</summary>
public static class ModelFile
{
    /// <summary>The model as a graph, ready to be written.</summary>
    public static Graph Graph(TrainedModel model, ModelSource source)
    {
        var builder = new GraphBuilder("oceanml_model");
        ModelGraph.AddTo(builder, model);
        new ModelSignature(source.Features, source.Targets) { TakesMissing = model.Plan.Learner.TakesMissing }.AddTo(builder);
        var (data, plan) = (model.Data, model.Plan);
        builder
            .Metadata("oceanml.model", plan.Learner.Name)
            .Metadata("oceanml.settings", string.Join("; ", plan.Learner.Settings.Select(setting => $"{setting.Name} {setting.Value}")))
            .Metadata("oceanml.target_space", data.Classes is not null ? "class" : data.Log10 ? "log10" : "linear")
            .Metadata("oceanml.uncertainty", data.Classes is null ? ModelCard.UncertaintyDefinition(model) : ModelCard.ClassUncertaintyDefinition)
            .Metadata("oceanml.split", ModelCard.SplitText(plan, source))
            .Metadata("oceanml.seed", Text(plan.Seed))
            .Metadata("oceanml.training_table", source.Table)
            .Metadata("oceanml.training_rows", Text(data.Count))
            .Metadata("oceanml.training_groups", Text(data.GroupNames.Count))
            .Metadata("oceanml.scores", Json(json => ModelCard.WriteScores(json, model)))
            .Metadata("oceanml.version", source.Version);
        if (data.Classes is { } classes) builder.Metadata(ModelSignature.ClassesKey, Json(json =>
        {
            json.WriteStartArray();
            foreach (var name in classes) json.WriteStringValue(name);
            json.WriteEndArray();
        }));
        else builder.Metadata("oceanml.interval_coverage", Text(ConformalCalibration.Coverage));
        if (data.Log10) builder.Metadata("oceanml.log10_floor", Text(data.Floor));
        if (source.Start is not null) builder.Metadata("oceanml.training_start", source.Start).Metadata("oceanml.training_end", source.End!);
        return builder.Build() with { ProducerVersion = source.Version };
    }

    internal static string Json(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
