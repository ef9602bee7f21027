using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Formats.Readiness;

namespace OceanML.Steps;

/// <summary>The readiness of files for programs; the keys are documented in the help text.</summary>
internal static class ReadinessJson
{
    public static string Of(IReadOnlyList<ReadinessReport> reports, bool asList)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (asList) json.WriteStartArray();
            foreach (var report in reports) Write(json, report);
            if (asList) json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ReadinessReport report)
    {
        json.WriteStartObject();
        json.WriteString("file", report.File.Path);
        json.WriteString("product", report.File.Product.Id);
        json.WriteString("sha256", report.Sha256);
        json.WriteString("checklist", ReadinessReport.Checklist);
        Score(json, report.Total);
        json.WriteStartArray("sections");
        foreach (var (section, score) in report.Sections)
        {
            json.WriteStartObject();
            json.WriteString("section", section.ToString().ToLowerInvariant());
            Score(json, score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("answers");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Question.Id);
            json.WriteString("question", finding.Question.Text);
            json.WriteNumber("weight", finding.Question.Weight);
            json.WriteBoolean("in_checklist", finding.Question.InChecklist);
            json.WriteString("answer", finding.Verdict switch
            {
                ReadinessVerdict.NotApplicable => "not applicable",
                ReadinessVerdict.AskPerson => "ask a person",
                var verdict => verdict.ToString().ToLowerInvariant(),
            });
            json.WriteString("evidence", finding.Evidence);
            json.WriteBoolean("by_person", finding.ByPerson);
            if (finding.Points < 1) json.WriteString("fix", ReadinessText.Fix(report, finding));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("next");
        foreach (var finding in report.Next) json.WriteStringValue(finding.Question.Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Score(Utf8JsonWriter json, ReadinessScore score)
    {
        if (double.IsNaN(score.Percent)) json.WriteNull("score");
        else json.WriteNumber("score", Math.Round(score.Percent, 1));
        json.WriteNumber("yes", score.Yes);
        json.WriteNumber("partly", score.Partly);
        json.WriteNumber("no", score.No);
        json.WriteNumber("ask_a_person", score.AskPerson);
        json.WriteNumber("not_applicable", score.NotApplicable);
    }
}
