using System.Globalization;
using System.Text;
using OceanML.Formats.Readiness;

namespace OceanML.Steps;

/// <summary>The readiness of files as text: scores, what to do next, all answers, and what only a person knows.</summary>
internal static class ReadinessText
{
    public static string Of(IReadOnlyList<ReadinessReport> reports)
    {
        var text = new StringBuilder();
        foreach (var report in reports)
        {
            if (text.Length > 0) text.Append('\n');
            Write(text, report);
        }

        return text.ToString();
    }

    /// <summary>The score of all answers in one sentence.</summary>
    public static string Summary(ReadinessReport report)
    {
        var total = report.Total;
        var asked = total.Yes + total.Partly + total.No;
        return string.Create(CultureInfo.InvariantCulture, $"{Score(total)} of 100, from {asked} answers; {total.AskPerson} questions only a person can answer, {total.NotApplicable} do not arise");
    }

    /// <summary>The verdict in words.</summary>
    public static string Word(ReadinessVerdict verdict) => verdict switch
    {
        ReadinessVerdict.AskPerson => "ask",
        ReadinessVerdict.NotApplicable => "-",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>A score without decimals; a dash where nothing was answered.</summary>
    public static string Score(ReadinessScore score) => double.IsNaN(score.Percent) ? "-" : score.Percent.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>What the score is worth, in words for people.</summary>
    public static string Explanation => "Yes is one point, partly a half, no none; a question weighs 3 (essential for learning), 2 or 1. A question marked + is not in the checklist: files can answer it and training needs it.";

    private static void Write(StringBuilder text, ReadinessReport report)
    {
        Line(text, report.File.Path);
        Line(text, $"  product           {report.File.Product.Title} ({report.File.Product.Id})");
        Line(text, $"  sha256            {report.Sha256}");
        Line(text, $"  readiness         {Summary(report)}");
        Line(text, "");
        List<string[]> rows = [["section", "score", "yes", "partly", "no", "ask a person", "does not arise"]];
        foreach (var (section, score) in report.Sections) rows.Add([section.ToString(), Score(score), Text(score.Yes), Text(score.Partly), Text(score.No), Text(score.AskPerson), Text(score.NotApplicable)]);
        TextTable.Write(text, rows, rightAligned: [1, 2, 3, 4, 5, 6]);
        if (report.Next.Count > 0)
        {
            Line(text, "");
            Line(text, "What to do next, most useful first");
            for (var i = 0; i < report.Next.Count; i++)
            {
                var finding = report.Next[i];
                Line(text, $"  {i + 1,2}. {finding.Question.Id} ({Word(finding.Verdict)}): {finding.Evidence}");
                Line(text, $"      {Fix(report, finding)}");
            }
        }

        foreach (var (section, _) in report.Sections)
        {
            Line(text, "");
            Line(text, section.ToString());
            List<string[]> answers = [.. report.Findings.Where(finding => finding.Question.Section == section && finding.Verdict != ReadinessVerdict.AskPerson)
                .Select(finding => new[] { Word(finding.Verdict), finding.Question.Text + (finding.Question.InChecklist ? "" : " +"), finding.Evidence + (finding.ByPerson ? " (a person's answer)" : "") })];
            TextTable.Write(text, answers, rightAligned: []);
        }

        if (report.Open.Count > 0)
        {
            Line(text, "");
            Line(text, "Only a person can answer (in YAML, e.g. access.cloud: no, given with --answers)");
            TextTable.Write(text, [.. report.Open.Select(finding => new[] { finding.Question.Id, finding.Question.Text })], rightAligned: []);
        }

        Line(text, "");
        Line(text, Explanation);
        Line(text, ReadinessReport.Checklist);
    }

    /// <summary>What to do, with the name of the file.</summary>
    public static string Fix(ReadinessReport report, ReadinessFinding finding) => (report.File.Product.IsField ? finding.Question.FieldFix ?? finding.Question.Fix : finding.Question.Fix).Replace("FILE", Path.GetFileName(report.File.Path.TrimEnd('/')), StringComparison.Ordinal);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
