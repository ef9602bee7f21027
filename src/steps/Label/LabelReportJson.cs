using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Quality.Labels;

namespace OceanML.Steps;

/// <summary>The report for programs: values per variable and label, what became of each event, overlaps, warnings.</summary>
internal static class LabelReportJson
{
    public static void Write(string path, LabelResult result)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("rows", result.Table.RowCount);
        json.WriteStartObject("variables");
        foreach (var (variable, classes) in result.Classes)
        {
            json.WriteStartObject(variable);
            json.WriteStartObject("labels");
            foreach (var (label, count) in classes.Where(pair => pair.Key.Length > 0)) json.WriteNumber(label, count);
            json.WriteEndObject();
            json.WriteNumber("no_label", classes[""]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("events");
        foreach (var outcome in result.Outcomes)
        {
            json.WriteStartObject();
            json.WriteString("event", outcome.Event.Id);
            json.WriteString("label", outcome.Event.Label);
            json.WriteNumber("rows_in_event", outcome.Rows);
            json.WriteNumber("values", outcome.Values);
            json.WriteString("why_none", outcome.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("overlaps");
        foreach (var (first, second, values) in result.Overlaps)
        {
            json.WriteStartObject();
            json.WriteString("first", first.Id);
            json.WriteString("second", second.Id);
            json.WriteBoolean("same_label", first.Label == second.Label);
            json.WriteNumber("values", values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in result.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
