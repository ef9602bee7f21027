using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>The report as a few lines of plain text for the log.</summary>
internal static class QcReportText
{
    public static IEnumerable<string> Lines(QualityReport report)
    {
        yield return $"{report.Rows} rows, {Sequences(report)}, {report.Tests.DistinctBy(test => test.Name).Count()} tests";
        foreach (var (variable, flags) in report.Flags)
            yield return $"  {variable}: {string.Join(", ", flags.Select(pair => $"{pair.Value} flagged {pair.Key}"))}";
        foreach (var (test, variable, values, profiles) in report.ByTest())
            yield return $"  {test}: {values} of {variable}{(profiles == 0 ? "" : $" in {profiles} {(profiles == 1 ? "profile" : "profiles")}")}";
        if (report.Findings.Count == 0) yield return "  no test found anything";
    }

    /// <summary>How the rows were cut: 5 profiles, 3 time series, or both.</summary>
    public static string Sequences(QualityReport report) => string.Join(
        " and ",
        new[]
        {
            report.Profiles > 0 || report.Series == 0 ? $"{report.Profiles} {(report.Profiles == 1 ? "profile" : "profiles")}" : null,
            report.Series > 0 ? $"{report.Series} time series" : null,
        }.OfType<string>());
}
