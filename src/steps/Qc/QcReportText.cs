using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>The report as a few lines of plain text for the log.</summary>
internal static class QcReportText
{
    public static IEnumerable<string> Lines(QualityReport report)
    {
        yield return $"{report.Rows} rows of {report.Profiles} profiles, {report.Tests.Count} tests";
        foreach (var (variable, flags) in report.Flags)
            yield return $"  {variable}: {string.Join(", ", flags.Select(pair => $"{pair.Value} flagged {pair.Key}"))}";
        foreach (var (test, variable, values, profiles) in report.ByTest())
            yield return $"  {test}: {values} of {variable} in {profiles} {(profiles == 1 ? "profile" : "profiles")}";
        if (report.Findings.Count == 0) yield return "  no test found anything";
    }
}
