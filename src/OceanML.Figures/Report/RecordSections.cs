using System.Globalization;
using System.Text.Json.Nodes;

namespace OceanML.Figures.Reports;

/// <summary>What the run records of the steps tell: what was done, with which files and parameters, and what became of every observation.</summary>
/// <remarks>Times and durations stay in the records: the report of the same run must have the same bytes.</remarks>
public static class RecordSections
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["access"] = "Observations were gathered into one table",
        ["qc"] = "The observations were quality-controlled",
        ["colocate"] = "Observations were matched with satellite or model fields in space and time",
        ["train"] = "A network was trained, with baselines beside it",
        ["predict"] = "The model was applied",
        ["validate"] = "Estimates were compared with references",
        ["visualise"] = "Figures were drawn",
        ["crate"] = "The run was packaged as a research object",
        ["describe"] = "Files were described",
    };

    /// <summary>What was done, one sentence per step, in the order the steps ran.</summary>
    public static ReportSection Summary(IReadOnlyList<JsonNode> records) => new(
        "what-was-done",
        "What was done",
        [new ReportBlock.Points([.. InOrder(records).Select(Sentence)])]);

    /// <summary>Counts in, out and rejected by reason, per step; and the warnings.</summary>
    public static ReportSection Counts(IReadOnlyList<JsonNode> records)
    {
        var blocks = new List<ReportBlock>
        {
            new ReportBlock.Paragraph("Nothing is lost silently: for every step, what went in is what came out and what was rejected for a stated reason."),
            new ReportBlock.Grid(
                "Counts per step",
                ["Step", "In", "Out", "Rejected", "Reasons"],
                [.. InOrder(records).Select(CountRow)]),
        };
        var warnings = InOrder(records).SelectMany(record => record.List("warnings").Select(warning => $"{StepName(record)}: {JsonText.Show(warning)}")).ToList();
        if (warnings.Count > 0)
        {
            blocks.Add(new ReportBlock.Heading("Warnings"));
            blocks.Add(new ReportBlock.Points(warnings));
        }

        return new ReportSection("counts", "Counts and rejections", blocks);
    }

    /// <summary>Input files with checksums, parameters and versions.</summary>
    public static ReportSection Inputs(IReadOnlyList<JsonNode> records)
    {
        var outputs = records.SelectMany(record => record.List("outputs")).Select(file => file.Text("sha256")).ToHashSet();
        // Files that one step made and another read are links of the chain, not inputs of the run.
        var files = InOrder(records).SelectMany(record => record.List("inputs")).Where(file => !outputs.Contains(file.Text("sha256"))).DistinctBy(file => file.Text("sha256")).ToList();
        return new ReportSection(
            "inputs",
            "Inputs, parameters and versions",
            [
                new ReportBlock.Grid(
                    "Files that the run started from",
                    ["File", "Bytes", "SHA-256"],
                    [.. files.Select(file => (IReadOnlyList<string>)[Path.GetFileName(file.Text("path") ?? ""), JsonText.Number(file.Number("bytes")), file.Text("sha256") ?? ""])]),
                new ReportBlock.Grid(
                    "Parameters per step",
                    ["Step", "Version", "Parameters"],
                    [.. InOrder(records).Select(record => (IReadOnlyList<string>)[StepName(record), record.Text("version") ?? "", Parameters(record)])]),
            ]);
    }

    private static IEnumerable<JsonNode> InOrder(IReadOnlyList<JsonNode> records) =>
        records.OrderBy(record => record.Text("started") ?? "", StringComparer.Ordinal);

    private static string StepName(JsonNode record) =>
        (record.Text("step") ?? "step").Replace("oceanml-", "", StringComparison.Ordinal) + (record.Text("subcommand") is { } sub ? " " + sub : "");

    private static string Sentence(JsonNode record)
    {
        var step = (record.Text("step") ?? "").Replace("oceanml-", "", StringComparison.Ordinal);
        var words = Sentences.GetValueOrDefault(step, $"The step {StepName(record)} ran");
        var counts = record.Object("counts");
        if (counts.Number("in") > 0)
        {
            var rejected = counts.Number("in") - counts.Number("out");
            words += string.Create(CultureInfo.InvariantCulture, $": {JsonText.Number(counts.Number("in"))} in, {JsonText.Number(counts.Number("out"))} out") + (rejected > 0 ? $", {JsonText.Number(rejected)} rejected" : "");
        }

        return $"{words} ({StepName(record)}).";
    }

    private static IReadOnlyList<string> CountRow(JsonNode record)
    {
        var counts = record.Object("counts");
        var rejected = counts.Object("rejected");
        var reasons = rejected is null ? "" : string.Join(", ", rejected.OrderByDescending(pair => rejected.Number(pair.Key)).Select(pair => $"{JsonText.Show(pair.Value)} {pair.Key.Replace('_', ' ')}"));
        var total = rejected?.Sum(pair => rejected.Number(pair.Key)) ?? 0;
        return [StepName(record), JsonText.Number(counts.Number("in")), JsonText.Number(counts.Number("out")), JsonText.Number(total), reasons];
    }

    private static string Parameters(JsonNode record) => record.Object("parameters") is { } parameters
        ? string.Join("; ", parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key} = {JsonText.Show(pair.Value)}"))
        : "";
}
