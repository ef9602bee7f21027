using System.Net;
using System.Text;
using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>The report as a page. Plain tables without style, script or drawing, because Galaxy removes those from HTML it shows.</summary>
internal static class QcReportHtml
{
    public static void Write(string path, QualityReport report)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Quality control</title></head>\n<body>\n<h1>Quality control</h1>\n");
        page.Append($"<p>{report.Rows} rows were tested as {QcReportText.Sequences(report)}.</p>\n");
        char[] flags = [.. report.Flags.Values.SelectMany(counts => counts.Keys).Distinct().Order()];
        page.Append("<h2>Flags after the tests</h2>\n");
        Table(
            page,
            ["Variable", .. flags.Select(flag => $"{flag} {report.Scheme.Meanings.GetValueOrDefault(flag, "other")}"), "flags changed"],
            report.Flags.Select(pair => new[] { pair.Key }
                .Concat(flags.Select(flag => Text(pair.Value.GetValueOrDefault(flag)))).Append(Text(report.Changed[pair.Key])).ToArray()));

        page.Append("<h2>What the tests found</h2>\n");
        Table(page, ["Test", "Fails where", "Variable", "Values", "Profiles"], Rows(report));

        if (report.Findings.Any(finding => finding.Platform.Length > 0))
        {
            page.Append("<h2>By platform</h2>\n");
            Table(
                page,
                ["Platform", "Test", "Variable", "Values", "Profiles"],
                report.Findings.OrderBy(finding => finding.Platform, StringComparer.Ordinal)
                    .Select(finding => new[] { finding.Platform, finding.Test, finding.Variable, Text(finding.Values), Text(finding.Profiles) }));
        }

        if (report.Warnings.Count > 0)
            page.Append("<h2>Warnings</h2>\n<ul>\n").AppendJoin("", report.Warnings.Select(warning => $"<li>{WebUtility.HtmlEncode(warning)}</li>\n")).Append("</ul>\n");
        page.Append($"<p>Flags are those of the scheme {report.Scheme.Name} ({report.Scheme.Source}).</p>\n</body>\n</html>\n");
        File.WriteAllText(path, page.ToString());
    }

    private static IEnumerable<string[]> Rows(QualityReport report)
    {
        var found = report.ByTest().ToLookup(entry => entry.Test);
        foreach (var test in report.Tests.DistinctBy(test => test.Name))
        {
            if (!found.Contains(test.Name)) yield return [test.Name, test.Title, "", "0", "0"];
            foreach (var (_, variable, values, profiles) in found[test.Name]) yield return [test.Name, test.Title, variable, Text(values), Text(profiles)];
        }
    }

    private static string Text(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Table(StringBuilder page, IEnumerable<string> head, IEnumerable<string[]> rows)
    {
        page.Append("<table border=\"1\" cellpadding=\"4\">\n<tr>").AppendJoin("", head.Select(cell => $"<th>{WebUtility.HtmlEncode(cell)}</th>")).Append("</tr>\n");
        foreach (var row in rows) page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>\n");
        page.Append("</table>\n");
    }
}
