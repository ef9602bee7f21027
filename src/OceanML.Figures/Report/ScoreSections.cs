using System.Text.Json.Nodes;

namespace OceanML.Figures.Reports;

/// <summary>The scores that oceanml-validate wrote, as tables; and the error down the water column where pairs are depths.</summary>
public static class ScoreSections
{
    private static readonly string[] Key = ["multiplicative_bias", "bias", "rmsd", "mdsa", "mdape", "r", "coverage_68"];

    /// <summary>All scores files as one section.</summary>
    public static ReportSection Scores(IReadOnlyList<JsonNode> files)
    {
        var blocks = new List<ReportBlock>();
        foreach (var file in files)
        {
            blocks.Add(new ReportBlock.Heading($"Scores of {file.Text("title") ?? "a table"}"));
            blocks.Add(new ReportBlock.Paragraph(IntervalWords(file)));
            var results = file.List("results").Where(result => result.Object("scores") is { Count: > 0 }).ToList();
            var whole = results.Where(result => result.Text("group") is null).ToList();
            // One pair gets every score; many pairs, such as depth bins, get the few that matter side by side.
            foreach (var space in whole.GroupBy(result => result.Text("space") ?? "linear"))
            {
                if (space.Count() <= 2) blocks.AddRange(space.Select(Full));
                else blocks.Add(Compact($"All pairs, {Space(space.Key)}", "Pair", [.. space], PairName));
            }

            foreach (var group in results.Where(result => result.Text("group") is not null).GroupBy(result => (By: result.Text("group_by") ?? "group", Space: result.Text("space") ?? "linear", Pair: PairName(result))))
                blocks.Add(Compact($"{group.Key.Pair} by {group.Key.By.Replace('_', ' ')}, {Space(group.Key.Space)}", group.Key.By.Replace('_', ' '), [.. group], result => result.Text("group")!));
        }

        return new ReportSection("scores", "Scores", blocks);
    }

    /// <summary>The log10 (else linear) RMSD of pairs whose reference names a depth, as a line with its interval; null for fewer than three depths.</summary>
    public static NamedLine? ByDepth(JsonNode file, string name)
    {
        foreach (var space in (string[])["log10", "linear"])
        {
            var points = file.List("results")
                .Where(result => result.Text("group") is null && result.Text("space") == space)
                .Select(result => (Bin: DepthBin.Find(result.Text("reference") ?? ""), Score: result.Object("scores").Object("rmsd")))
                .Where(point => point.Bin is not null && double.IsFinite(point.Score.Number("value")))
                .OrderBy(point => point.Bin!.Middle)
                .ToList();
            if (points.Count < 3) continue;
            var intervals = points.All(point => double.IsFinite(point.Score.Number("low")) && double.IsFinite(point.Score.Number("high")));
            return new NamedLine(
                name,
                [.. points.Select(point => point.Bin!.Middle)],
                [.. points.Select(point => point.Score.Number("value"))],
                intervals ? [.. points.Select(point => point.Score.Number("low"))] : [],
                intervals ? [.. points.Select(point => point.Score.Number("high"))] : []);
        }

        return null;
    }

    private static ReportBlock.Grid Full(JsonNode result)
    {
        var rows = result.Object("scores")!.Where(pair => pair.Value is not null).Select(pair =>
        {
            var text = ScoreWords.Of(pair.Key, pair.Value!);
            return (IReadOnlyList<string>)[text.Label, text.Value, text.Interval ?? "", JsonText.Number(pair.Value.Number("n"))];
        });
        var excluded = result.Object("excluded") is { Count: > 0 } reasons ? "; left out: " + string.Join(", ", reasons.Select(pair => $"{JsonText.Show(pair.Value)} {pair.Key}")) : "";
        return new ReportBlock.Grid($"{PairName(result)}, {Space(result.Text("space") ?? "linear")}{excluded}", ["Score", "Value", "Confidence interval", "n"], [.. rows]);
    }

    private static ReportBlock.Grid Compact(string caption, string first, IReadOnlyList<JsonNode> results, Func<JsonNode, string> name)
    {
        var logs = results.Any(result => result.Object("scores").Object("multiplicative_bias") is not null);
        var shown = Key.Where(score => !(logs && score == "bias") && results.Any(result => result.Object("scores").Object(score) is not null)).Take(5).ToList();
        var unit = results[0].Object("scores").Object("rmsd").Text("unit");
        var rows = results.Select(result => (IReadOnlyList<string>)
        [
            name(result),
            JsonText.Number(result.Number("n")),
            .. shown.Select(score => result.Object("scores").Object(score) is { } found ? Cell(score, found) : ""),
        ]);
        return new ReportBlock.Grid($"{caption}{(unit is null or "1" or "log10" ? "" : $" (bias and RMSD in {GmtText.Unit(unit)})")}", [first, "n", .. shown.Select(ScoreWords.Short)], [.. rows]);
    }

    // The unit stands in the caption; a cell has room for the number and its interval.
    private static string Cell(string name, JsonNode score)
    {
        var value = ScoreWords.Value(name, score.Number("value"), score.Text("unit") == "%" ? "%" : null, 3);
        return ScoreWords.Interval(score.Number("low"), score.Number("high"), 3) is { } interval ? $"{value} ({interval})" : value;
    }

    private static string PairName(JsonNode result) => $"{result.Text("estimate")} against {result.Text("reference")}";

    private static string Space(string space) => space == "log10" ? "decimal logarithms" : "linear";

    private static string IntervalWords(JsonNode file)
    {
        var intervals = file.Object("intervals");
        if (intervals is null || !(intervals.Number("bootstrap_samples") > 0)) return "Scores are given with the number of pairs.";
        var by = intervals.Text("resampled_by");
        var any = file.List("results").SelectMany(result => result.Object("scores") ?? []).Any(score => double.IsFinite(score.Value.Number("low")));
        if (!any) return $"There are no confidence intervals: {(by is null ? "too few pairs" : $"too few groups of {by}")} to resample.";
        var how = by is null
            ? "pairs are taken as independent; where several come from one platform the intervals are too narrow"
            : $"whole groups of {by} were resampled, because values of one platform are not independent";
        return $"Intervals hold {JsonText.Number(100 * intervals.Number("confidence"))} % confidence from {JsonText.Number(intervals.Number("bootstrap_samples"))} bootstrap samples; {how}.";
    }
}
