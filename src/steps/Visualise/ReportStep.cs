using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Figures.Reports;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>The HTML report of a run.</summary>
internal sealed class ReportStep : Step
{
    private readonly ReportOptions options = new();

    public ReportStep()
        : base("report", "Write the HTML report of a run: what was done, figures, scores with intervals, counts, limits. Every input is optional; what is given becomes a section.")
    {
        Add(options.Records, options.Scores, options.ModelCard, options.QcReport, options.Observations, options.PerVariable, options.Matchups, options.Reference, options.Estimate);
        Add(options.Predictions, options.GroupBy, options.GroupPattern, options.Log10, options.Unit, options.Title, options.Interactive);
        AddExample("oceanml-visualise report --records *.record.json --scores scores.json --matchups matchups.parquet --reference CHLA_0_10 --estimate chlor_a --log10 --output report");
        AddExample("oceanml-visualise report --qc-report quality.json --observations checked.parquet --output report --interactive report.html");
        AddExample("oceanml-visualise report --model-card model.json --predictions predictions.parquet --log10 --output report --interactive report.html");
    }

    protected override bool UsesSeed => true;

    protected override string OutputDescription => "Folder to write: index.html, which survives the sanitiser of Galaxy, and its figures as PNG.";

    protected override void Execute(StepRun run)
    {
        var records = (run.Value(options.Records) ?? []).Select(path => (JsonNode)Json(run, path)).ToList();
        var scores = (run.Value(options.Scores) ?? []).Select(path => (JsonNode)Json(run, path)).ToList();
        var card = run.Value(options.ModelCard) is { } cardPath ? Json(run, cardPath) : null;
        var qc = run.Value(options.QcReport) is { } qcPath ? Json(run, qcPath) : null;
        var settings = new ReportSettings(run.Value(options.Log10), run.Value(options.Unit), run.Value(options.GroupBy), run.Value(options.GroupPattern), run.Seed);

        List<ReportSection?> sections =
        [
            ReportNotes.InShort(scores, card),
            records.Count > 0 ? RecordSections.Summary(records) : null,
            Matchups(run, settings),
            card is not null ? ModelSection.Of(card) : null,
            ErrorByDepth(card, scores),
            run.Value(options.Predictions) is { } predictions ? ReportFigures.Predictions(Read(run, predictions), settings) : null,
            scores.Count > 0 ? ScoreSections.Scores(scores) : null,
            Quality(run, qc),
            card is not null ? ModelSection.Applicability(card) : null,
            records.Count > 0 ? RecordSections.Counts(records) : null,
            records.Count > 0 ? RecordSections.Inputs(records) : null,
        ];
        List<ReportSection> present = [.. sections.OfType<ReportSection>().Where(section => section.Blocks.Count > 0)];
        if (present.Count == 0) throw OceanException.Usage("nothing to report: give --records, --scores, --model-card, --qc-report, --observations, --matchups or --predictions");
        present.Add(ReportNotes.Of(records));

        var report = new ReportDocument(run.Value(options.Title)!, ReportNotes.Lead, present);
        var figures = present.Sum(section => section.Blocks.Count(block => block is ReportBlock.Picture));
        using (var progress = run.Progress("drawing figures", figures))
            run.Write(run.Output, folder => StaticReport.Write(report, folder, () => progress.Advance()));
        if (run.Value(options.Interactive) is { } page) run.Write(page, path => InteractiveReport.Write(report, path));
        run.Log($"{figures} figures; open {Path.Combine(run.Output, StaticReport.Page)}");
    }

    private ReportSection? Matchups(StepRun run, ReportSettings settings)
    {
        if (run.Value(options.Matchups) is not { } path) return null;
        if (run.Value(options.Reference) is not { } reference || run.Value(options.Estimate) is not { } estimate)
            throw OceanException.Usage("--matchups needs --reference and --estimate: the columns to compare");
        return ReportFigures.Matchups(Read(run, path), reference, estimate, settings);
    }

    private ReportSection? Quality(StepRun run, JsonNode? qc)
    {
        var table = run.Value(options.Observations) is { } path ? Read(run, path) : null;
        if (qc is null && table is null) return null;
        var blocks = new List<ReportBlock>();
        if (table is not null) blocks.Add(new ReportBlock.Picture(Flags.Of("quality-flags", table, [])));
        if (qc is not null) blocks.AddRange(QualitySection.Of(qc, withFigure: table is null));
        if (table is not null && FlaggedStep.Number(run, options.PerVariable, least: 0) is var most and > 0) blocks.AddRange(ReportFigures.Flagged(table, most));
        return new ReportSection("quality", "Quality control", blocks);
    }

    private static ReportSection? ErrorByDepth(JsonNode? card, List<JsonNode> scores)
    {
        var lines = (card is null ? [] : ModelSection.ByDepth(card)).ToList();
        var log10 = card is not null && ModelSection.IsLog10(card);
        if (lines.Count == 0)
        {
            lines.AddRange(scores.Select(file => ScoreSections.ByDepth(file, file.Text("title") ?? "Estimate")).OfType<NamedLine>());
            log10 = scores.Any(file => file.List("results").Any(result => result.Text("space") == "log10"));
        }

        if (lines.Count == 0) return null;
        var figure = LinesFigure.Of("error-by-depth", lines.Count > 1 ? "Error over depth, beside the baselines" : "Error over depth", (log10 ? "RMSE of the decimal logarithm" : "RMSE", null), lines)
            with
        { Subtitle = card is null ? "" : "Every value is of rows whose group the model did not see" };
        return new ReportSection("error-over-depth", "Error over depth", [new ReportBlock.Picture(figure)]);
    }

    private static Table Read(StepRun run, string path)
    {
        var table = TableFile.Read(run.Input(path));
        return table.RowCount > 0 ? table : throw OceanException.NothingSelected($"{path}: the table has no row, so there is nothing to report");
    }

    private static JsonObject Json(StepRun run, string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(run.Input(path))) is JsonObject node ? node : throw OceanException.BadInput($"{path}: is JSON, but not an object as the steps write it");
        }
        catch (JsonException exception)
        {
            throw OceanException.BadInput($"{path}: is not JSON (line {(exception.LineNumber ?? 0) + 1}); the steps write their records, scores and reports so", exception);
        }
    }
}
