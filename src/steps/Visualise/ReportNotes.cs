using System.Globalization;
using System.Text.Json.Nodes;
using OceanML.CommandLine;
using OceanML.Figures;
using OceanML.Figures.Reports;

namespace OceanML.Steps;

/// <summary>The words of a report that do not depend on its figures: the lead, the limits, the citations.</summary>
internal static class ReportNotes
{
    /// <summary>What the reader has in hand.</summary>
    public const string Lead = "What the steps of this run did, what came of it, and what it is good for.";

    /// <summary>The first numbers a reader wants; no points where there are none.</summary>
    public static ReportSection InShort(IReadOnlyList<JsonNode> scores, JsonNode? card)
    {
        var sentences = new List<string>();
        foreach (var result in scores.SelectMany(file => Whole(file)).Take(3))
        {
            var log10 = result.Text("space") == "log10";
            var found = new[] { "multiplicative_bias", "bias", "rmsd", "mdsa", "mdape", "r" }.Where(name => !(log10 && name == "bias") && result.Object("scores").Object(name) is not null);
            var words = found.Select(name =>
            {
                var score = result.Object("scores").Object(name)!;
                return $"{Maps.Lower(ScoreWords.Label(name))} {ScoreWords.Value(name, score.Number("value"), score.Text("unit"), 3)}";
            });
            sentences.Add($"{result.Text("estimate")} against {result.Text("reference")}{(log10 ? " (decimal logarithms)" : "")}: n {result.Text("n")}, {string.Join(", ", words)}.");
        }

        var split = card.Object("scores").Object("held_out_groups");
        if (split.Object("model").Object("all") is { } own)
        {
            var best = split!.Where(pair => pair.Key != "model").Select(pair => (pair.Key, Error: pair.Value.Object("all").Number("rmse"))).Where(pair => double.IsFinite(pair.Error)).OrderBy(pair => pair.Error).FirstOrDefault();
            var beside = best.Key is null ? "" : $"; the best baseline ({best.Key.Replace('_', ' ')}) has {best.Error.ToString("0.000", CultureInfo.InvariantCulture)}";
            sentences.Add($"On groups that the model never saw, its root mean square error is {own.Number("rmse").ToString("0.000", CultureInfo.InvariantCulture)} over {own.Text("n")} values{beside}.");
        }

        return new ReportSection("in-short", "In short", sentences.Count == 0 ? [] : [new ReportBlock.Points(sentences)]);
    }

    /// <summary>Limits, how to read the figures, citations and version.</summary>
    public static ReportSection Of(IReadOnlyList<JsonNode> records)
    {
        var steps = records.Select(record => record.Text("step") ?? "").ToHashSet(StringComparer.Ordinal);
        List<string> citations =
        [
            "Maps and figures: Wessel et al. 2019, The Generic Mapping Tools version 6, doi:10.1029/2019GC008515",
            "Coastlines: Wessel and Smith 1996, GSHHG, doi:10.1029/96JB00104",
            "Colours: Crameri 2018, Scientific colour maps, doi:10.5281/zenodo.1243862; Okabe and Ito 2008 for lines",
            "Scores of logarithms: Seegers et al. 2018, doi:10.1364/OE.26.007404; Morley et al. 2018, doi:10.1002/2017SW001669",
        ];
        if (steps.Contains("oceanml-access") || steps.Contains("oceanml-qc")) citations.Add("Argo: Argo float data and metadata from Global Data Assembly Centre, doi:10.17882/42182");
        if (steps.Contains("oceanml-qc")) citations.Add("Quality control: Wong et al., Argo quality control manual, doi:10.13155/33951");
        if (steps.Contains("oceanml-colocate")) citations.Add("Matchups: Bailey and Werdell 2006, doi:10.1016/j.rse.2006.01.015");
        return new ReportSection(
            "notes",
            "How to read this report, citations",
            [
                new ReportBlock.Points(
                [
                    "Scores describe the rows they were computed on; they say little about waters, seasons or sensors that these rows do not hold.",
                    "A satellite pixel and a profile do not see the same water: part of every difference is variability within the pixel and the time window, not error.",
                    "Floats and satellites both err; the reference is called so because it is compared with, not because it is true.",
                    "Measured values are drawn in black, estimates in blue; what could not be drawn is counted below each figure.",
                ]),
                new ReportBlock.Heading("Citations"),
                new ReportBlock.Points(citations),
                new ReportBlock.Paragraph($"Written by oceanml-visualise {StepVersion.Current}."),
            ]);
    }

    private static List<JsonNode> Whole(JsonNode file)
    {
        var whole = file.List("results").Where(result => result.Text("group") is null && result.Object("scores") is { Count: > 0 }).ToList();
        var logs = whole.Where(result => result.Text("space") == "log10").ToList();
        var chosen = logs.Count > 0 ? logs : whole;
        // Of many pairs, such as depth bins, only all of them together belong in a lead.
        return chosen.Count <= 2 ? chosen : [.. chosen.Where(result => result.Text("reference")?.Contains('*', StringComparison.Ordinal) == true)];
    }
}
