using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>The report for programs: tests with their bits, flags per variable, findings per test, variable and platform.</summary>
internal static class QcReportJson
{
    public static void Write(string path, QualityReport report)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("rows", report.Rows);
        json.WriteNumber("profiles", report.Profiles);
        json.WriteNumber("series", report.Series);
        json.WriteNumber("decided", report.Decided);
        json.WriteString("flag_scheme", report.Scheme.Name);
        json.WriteStartObject("flag_meanings");
        foreach (var (flag, meaning) in report.Scheme.Meanings) json.WriteString(flag.ToString(), meaning);
        json.WriteEndObject();
        json.WriteStartArray("tests");
        foreach (var test in report.Tests.DistinctBy(test => test.Name))
        {
            json.WriteStartObject();
            json.WriteString("name", test.Name);
            json.WriteNumber("number", test.Number);
            json.WriteNumber("bit", test.Bit);
            json.WriteString("fails_where", test.Title);
            json.WriteNumber("values", report.Findings.Where(finding => finding.Test == test.Name).Sum(finding => finding.Values));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("variables");
        foreach (var (variable, flags) in report.Flags)
        {
            json.WriteStartObject(variable);
            json.WriteStartObject("flags");
            foreach (var (flag, count) in flags) json.WriteNumber(flag.ToString(), count);
            json.WriteEndObject();
            json.WriteNumber("flags_changed", report.Changed[variable]);
            json.WriteStartObject("tests");
            foreach (var (test, _, values, _) in report.ByTest().Where(entry => entry.Variable == variable)) json.WriteNumber(test, values);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("test", finding.Test);
            json.WriteString("variable", finding.Variable);
            json.WriteString("platform", finding.Platform);
            json.WriteNumber("values", finding.Values);
            json.WriteNumber("profiles", finding.Profiles);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("decisions");
        foreach (var (decision, values) in report.Decisions)
        {
            json.WriteStartObject();
            json.WriteNumber("line", decision.Line);
            json.WriteString("variable", decision.Variable);
            json.WriteString("platform", decision.Platform);
            json.WriteString("profile", decision.Profile);
            json.WriteString("flag", decision.Flag.ToString());
            json.WriteNumber("values", values);
            json.WriteString("author", decision.Author);
            json.WriteString("comment", decision.Comment);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in report.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
