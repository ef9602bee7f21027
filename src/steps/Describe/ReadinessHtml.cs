using System.Globalization;
using System.Net;
using System.Text;
using OceanML.Formats.Readiness;

namespace OceanML.Steps;

/// <summary>The readiness of files as a page. Plain tables without style or script, because Galaxy removes those from HTML it shows.</summary>
internal static class ReadinessHtml
{
    public static string Of(IReadOnlyList<ReadinessReport> reports)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Readiness for machine learning</title></head>\n<body>\n<h1>Readiness for machine learning</h1>\n");
        foreach (var report in reports) Write(page, report);
        page.Append($"<p>{Encode(ReadinessText.Explanation)} {Encode(ReadinessReport.Checklist)}.</p>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Write(StringBuilder page, ReadinessReport report)
    {
        page.Append($"<h2>{Encode(Path.GetFileName(report.File.Path))}: {ReadinessText.Score(report.Total)} of 100</h2>\n");
        page.Append($"<p>{Encode(report.File.Product.Title)}. {Encode(ReadinessText.Summary(report))}.</p>\n");
        Table(page, ["Section", "Score", "", "Yes", "Partly", "No", "Ask a person", "Does not arise"], report.Sections.Select(pair => new[]
        {
            pair.Section.ToString(), ReadinessText.Score(pair.Score), Bar(pair.Score.Percent), Text(pair.Score.Yes), Text(pair.Score.Partly), Text(pair.Score.No), Text(pair.Score.AskPerson), Text(pair.Score.NotApplicable),
        }));
        if (report.Next.Count > 0)
        {
            page.Append("<h3>What to do next, most useful first</h3>\n");
            Table(page, ["", "Question", "Answer", "Because", "What to do"], report.Next.Select((finding, i) => new[]
            {
                Text(i + 1), finding.Question.Text, ReadinessText.Word(finding.Verdict), finding.Evidence, ReadinessText.Fix(report, finding),
            }));
        }

        page.Append("<h3>All answers</h3>\n");
        Table(page, ["Section", "Question", "Answer", "Because", "Weight"], report.Findings.Where(finding => finding.Verdict != ReadinessVerdict.AskPerson).Select(finding => new[]
        {
            finding.Question.Section.ToString(), finding.Question.Text + (finding.Question.InChecklist ? "" : " +"), ReadinessText.Word(finding.Verdict),
            finding.Evidence + (finding.ByPerson ? " (a person's answer)" : ""), Text(finding.Question.Weight),
        }));
        if (report.Open.Count > 0)
        {
            page.Append("<h3>Only a person can answer</h3>\n<p>Write the answers into a YAML file, e.g. <code>access.cloud: no</code>, and give it as answers.</p>\n");
            Table(page, ["Name", "Question"], report.Open.Select(finding => new[] { finding.Question.Id, finding.Question.Text }));
        }

        page.Append($"<p>SHA-256: <code>{report.Sha256}</code></p>\n");
    }

    // A bar of characters survives where drawings are removed.
    private static string Bar(double percent) => double.IsNaN(percent) ? "" : new string('█', (int)Math.Round(percent / 5)) + new string('░', 20 - (int)Math.Round(percent / 5));

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static void Table(StringBuilder page, IEnumerable<string> head, IEnumerable<string[]> rows)
    {
        page.Append("<table border=\"1\" cellpadding=\"4\">\n<tr>").AppendJoin("", head.Select(cell => $"<th>{Encode(cell)}</th>")).Append("</tr>\n");
        foreach (var row in rows) page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        page.Append("</table>\n");
    }
}
