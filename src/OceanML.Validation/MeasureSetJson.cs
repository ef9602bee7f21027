using System.Globalization;
using System.Text.Json;

namespace OceanML.Validation;

/// <summary>Scores of distributions, classes, events and extremes in the JSON of <see cref="ScoreReport"/>.</summary>
internal static class MeasureSetJson
{
    private static readonly (string Kind, string Key)[] Kinds = [("distribution", "distributions"), ("classes", "classes"), ("events", "events"), ("extremes", "extremes")];

    /// <summary>One array per kind that occurs.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MeasureSet> sets)
    {
        foreach (var (kind, key) in Kinds)
        {
            var some = sets.Where(set => set.Kind == kind).ToList();
            if (some.Count == 0) continue;
            json.WriteStartArray(key);
            foreach (var set in some) Write(json, set);
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, MeasureSet set)
    {
        json.WriteStartObject();
        json.WriteString("reference", set.Reference);
        json.WriteString("estimate", set.Estimate);
        json.WriteString("group_by", set.GroupBy);
        json.WriteString("group", set.Group);
        json.WriteStartObject("rules");
        foreach (var (name, text) in set.Rules) json.WriteString(name, text);
        json.WriteEndObject();
        json.WriteNumber("n", set.N);
        json.WriteNumber("n_groups", set.Units);
        json.WriteStartObject("excluded");
        foreach (var (reason, count) in set.Excluded) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteStartObject("scores");
        foreach (var measure in set.Measures) Write(json, measure);
        json.WriteEndObject();
        json.WriteStartObject("diagrams");
        foreach (var diagram in set.Diagrams)
        {
            json.WriteStartObject(diagram.Name);
            if (diagram.Labels.Count > 0)
            {
                json.WriteStartArray("labels");
                foreach (var label in diagram.Labels) json.WriteStringValue(label);
                json.WriteEndArray();
            }

            foreach (var (name, values) in diagram.Columns) Numbers(json, name, values);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Measure measure)
    {
        json.WriteStartObject(measure.Name);
        ScoreReport.Write(json, "value", measure.Value);
        ScoreReport.Write(json, "low", measure.Low);
        ScoreReport.Write(json, "high", measure.High);
        json.WriteString("interval", ScoreReport.Interval(measure.Interval));
        json.WriteNumber("n", measure.N);
        json.WriteString("unit", measure.Unit);
        json.WriteEndObject();
    }

    // On one line: thousands of points would be thousands of lines.
    private static void Numbers(Utf8JsonWriter json, string name, double[] values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", values.Select(value => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null"))}]");
    }
}
