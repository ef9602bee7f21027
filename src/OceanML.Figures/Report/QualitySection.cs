using System.Text.Json.Nodes;
using OceanML.Core;

namespace OceanML.Figures.Reports;

/// <summary>What the report of oceanml-qc says: flags per variable, and where each test fired.</summary>
public static class QualitySection
{
    /// <summary>The flag figure (where asked for) and a table of findings per test and variable.</summary>
    /// <param name="report">The report of oceanml-qc.</param>
    /// <param name="withFigure">Whether to draw the flags that it counts.</param>
    public static IReadOnlyList<ReportBlock> Of(JsonNode report, bool withFigure)
    {
        var blocks = new List<ReportBlock>();
        if (double.IsFinite(report.Number("rows")))
            blocks.Add(new ReportBlock.Paragraph($"{JsonText.Number(report.Number("rows"))} rows of {JsonText.Number(report.Number("profiles"))} profiles were tested by {report.List("tests").Count()} tests."));
        if (withFigure && Flags(report) is { } figure) blocks.Add(new ReportBlock.Picture(figure));
        var meanings = report.List("tests").Where(test => test.Text("name") is not null).ToDictionary(test => test.Text("name")!, test => test.Text("fails_where") ?? "", StringComparer.Ordinal);
        var findings = report.List("findings").Where(finding => finding.Text("test") is not null)
            .GroupBy(finding => (Test: finding.Text("test")!, Variable: finding.Text("variable") ?? ""))
            .Select(group => (IReadOnlyList<string>)[group.Key.Test.Replace('_', ' '), meanings.GetValueOrDefault(group.Key.Test, ""), group.Key.Variable, JsonText.Number(group.Sum(finding => finding.Number("values"))), JsonText.Number(group.Sum(finding => finding.Number("profiles"))), Platforms(group)])
            .ToList();
        if (findings.Count > 0) blocks.Add(new ReportBlock.Grid("Where the tests fired", ["Test", "Fails where", "Variable", "Values", "Profiles", "Values by platform"], findings));
        var warnings = report.List("warnings").Select(JsonText.Show).ToList();
        if (warnings.Count > 0) blocks.Add(new ReportBlock.Points(warnings));
        if (findings.Count == 0) blocks.Add(new ReportBlock.Paragraph("No test fired."));
        return blocks;
    }

    // The platforms with most findings by name, the others counted.
    private static string Platforms(IEnumerable<JsonNode> findings)
    {
        const int named = 3;
        var platforms = findings.GroupBy(finding => finding.Text("platform") ?? "", StringComparer.Ordinal)
            .Select(group => (Name: group.Key.Length > 0 ? group.Key : "unnamed", Values: group.Sum(finding => finding.Number("values"))))
            .OrderByDescending(platform => platform.Values).ThenBy(platform => platform.Name, StringComparer.Ordinal).ToList();
        var words = platforms.Take(named).Select(platform => $"{platform.Name}: {JsonText.Number(platform.Values)}");
        if (platforms.Count > named) words = words.Append($"{platforms.Count - named} others: {JsonText.Number(platforms.Skip(named).Sum(platform => platform.Values))}");
        return string.Join(", ", words);
    }

    private static BarsFigure? Flags(JsonNode report)
    {
        var scheme = FlagScheme.Find(report.Text("flag_scheme") ?? FlagScheme.Argo.Name);
        var rows = (report.Object("variables") ?? []).Where(pair => pair.Value.Object("flags") is { Count: > 0 }).ToList();
        var used = new SortedSet<char>(rows.SelectMany(row => row.Value.Object("flags")!).Where(pair => pair.Key.Length == 1).Select(pair => pair.Key[0]));
        return rows.Count == 0 ? null : new BarsFigure
        {
            Id = "quality-flags",
            Title = "Quality flags per variable",
            Subtitle = $"Flag scheme: {scheme.Name}",
            Rows = [.. rows.Select(row => row.Key)],
            Categories = [.. used.Select(flag => new BarCategory($"{flag} {scheme.Meanings.GetValueOrDefault(flag, "")}".TrimEnd(), BarCategory.OfFlag(scheme.MeaningOf.GetValueOrDefault(flag, FlagMeaning.NotEvaluated))))],
            Counts = [.. rows.Select(row => used.Select(flag => Count(row.Value.Object("flags"), flag)).ToArray())],
        };
    }

    private static long Count(JsonNode? row, char flag)
    {
        var count = row.Number(flag.ToString());
        return double.IsFinite(count) ? (long)count : 0;
    }
}
