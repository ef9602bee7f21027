using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The summary of an explanation as JSON, schema <c>oceanml-explanation/1</c>.</summary>
internal static class ExplainSummary
{
    public static string Text(Explained found, double interval, double threshold, int seed)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(json, found, interval, threshold, seed);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Explained found, double interval, double threshold, int seed)
    {
        json.WriteStartObject();
        json.WriteString("schema", "oceanml-explanation/1");
        json.WriteString("table", Path.GetFileName(found.Table.Label));
        json.WriteString("model", found.ModelName);
        json.WriteString("method", ExplainMethods.Name(found.Method));
        json.WriteString("method_in_words", ExplainMethods.Words(found.Method));
        json.WriteString("settings", found.Settings);
        json.WriteString("explained", found.Space);
        json.WriteNumber("rows", found.Rows.Length);
        json.WriteNumber("seed", seed);
        json.WriteNumber("members", found.Members);
        json.WriteNumber("interval", interval);
        if (found.Background is { } background)
        {
            json.WriteStartObject("background");
            json.WriteString("source", found.BackgroundSource);
            json.WriteNumber("rows", background.Count);
            json.WriteEndObject();
        }

        if (found.Check is { } check)
        {
            json.WriteStartObject("check_against_sampled_shapley_values");
            json.WriteNumber("rows", check.Rows);
            Number(json, "relative_difference", check.Difference);
            Number(json, "rank_correlation", check.Agreement);
            json.WriteEndObject();
        }

        json.WriteNumber("group_threshold", threshold);
        json.WriteStartArray("groups");
        foreach (var group in found.Groups.Where(group => group.Members.Length > 1))
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteString("reason", group.Reason);
            json.WriteStartArray("features");
            foreach (var member in group.Members) json.WriteStringValue(found.Model.Features[member]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("outputs");
        for (var i = 0; i < found.Parts.Count; i++) Part(json, found, i);
        json.WriteEndArray();
        json.WriteString("not_proven", "An explanation says what the model does with its features, not what the ocean does: features that go together can stand in for one another, and relevance is not cause.");
        json.WriteEndObject();
    }

    private static void Part(Utf8JsonWriter json, Explained found, int i)
    {
        var part = found.Parts[i];
        json.WriteStartObject();
        json.WriteString("name", part.Name);
        if (part.Unit is not null) json.WriteString("unit", part.Unit);
        if (found.Attributions.Count > i)
        {
            var (residual, size) = Explaining.Residuals(found.Attributions[i]);
            Number(json, "base_value", found.Attributions[i].Bases.Average());
            Number(json, "residual_rms", residual);
            Number(json, "output_less_base_rms", size);
        }

        foreach (var (name, groups) in new[] { ("features", false), ("groups", true) })
        {
            json.WriteStartArray(name);
            foreach (var one in part.Importance.Where(one => one.Subset.By.Length == 0 && part.IsGroup(one) == groups)) Importance(json, one);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Importance(Utf8JsonWriter json, FeatureImportance one)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Group.Name);
        json.WriteNumber("rank", one.Rank);
        Number(json, "importance", one.Importance);
        Number(json, "lower", one.Lower);
        Number(json, "upper", one.Upper);
        Number(json, "share", one.Share);
        Number(json, "mean_relevance", one.Mean);
        Number(json, "direction", one.Direction);
        Number(json, "trusted", one.Trusted);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
    }
}
