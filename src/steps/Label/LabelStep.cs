using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Labels;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;
using OceanML.Quality.Labels;

namespace OceanML.Steps;

/// <summary>oceanml-label: what experts know about stretches of time, beside the values.</summary>
internal sealed class LabelStep : Step
{
    private readonly LabelStepOptions options = new();

    public LabelStep()
        : base("label", "Put experts' labels (bloom, storm, sensor drift...) beside the values of a table, from a list of events. Values and flags stay as they are.")
    {
        options.Overlap.AcceptOnlyFromAmong("all", "confident");
        Add(options.Files, options.Events, options.Vocabulary, options.Overlap, options.Keep, options.Applied, options.Report, options.ListEvents, options.ListLabels);
        AddExample("oceanml-label observations.parquet --events events.csv --output labelled.parquet --applied applied.csv");
        AddExample("oceanml-label labelled.parquet --list-events events.csv");
        AddExample("oceanml-label --list-labels");
    }

    protected override bool OutputRequired => false;

    protected override string OutputDescription => "Table to write with --events: Parquet, or CSV and TSV by extension. Each variable v that an event speaks of gets v_label and v_label_confidence "
        + "beside it; Parquet carries the events with author and vocabulary in its metadata (label_events, label_vocabulary).";

    protected override void Execute(StepRun run)
    {
        var vocabulary = LabelVocabularyFile.Load((run.Value(options.Vocabulary) ?? []).Select(run.Input));
        if (run.Value(options.ListLabels))
        {
            Print(vocabulary);
            return;
        }

        if (run.Value(options.Files) is not { Length: > 0 }) throw OceanException.Usage("no table is given");
        var events = (run.Value(options.Events) ?? [])
            .SelectMany(path => LabelEventTable.Read(TableFile.Read(run.Input(path), options: new TableReadOptions { AsText = true }), vocabulary)).ToList();
        var other = events.SelectMany(one => one.Other.Keys).Distinct().ToList();
        if (other.Count > 0) run.Warn($"columns of the events that restrict nothing, and are only kept: {string.Join(", ", other)}");
        var table = Gather(run);
        if (events.Count > 0 || run.IsGiven(options.Events)) table = Apply(run, table, events, vocabulary);
        else if (run.OutputOrNull is not null || run.Value(options.ListEvents) is null) throw OceanException.Usage("give --events to label the table, or --list-events to list the events of one that has labels");
        if (run.Value(options.ListEvents) is { } list) List(run, table, list);
        run.CountOut(table.RowCount);
    }

    private Table Apply(StepRun run, Table table, List<LabelEvent> events, LabelVocabulary vocabulary)
    {
        var overlap = run.Value(options.Overlap) == "confident" ? LabelOverlap.MostConfident : LabelOverlap.All;
        var result = Labelling.Apply(table, events, vocabulary, VocabularyFile.Load(), new LabelOptions(overlap, run.Value(options.Keep)));
        run.Warn(result.Warnings);
        foreach (var line in LabelReportText.Lines(result)) run.Log(line);
        run.Write(run.Output, path => TableFile.Write(path, result.Table));
        if (Path.GetExtension(run.Output).ToLowerInvariant() is ".csv" or ".tsv" or ".tab" && run.Value(options.Applied) is null)
            run.Warn("a text table cannot carry the events: author, vocabulary and comment are lost without --applied");
        if (run.Value(options.Applied) is { } applied) run.Write(applied, path => TableFile.Write(path, AppliedTable.Of(result)));
        if (run.Value(options.Report) is { } report) run.Write(report, path => LabelReportJson.Write(path, result));
        run.Result("events", events.Count);
        run.Result("events_without_value", result.Outcomes.Count(outcome => outcome.Values == 0));
        foreach (var (variable, classes) in result.Classes)
        {
            foreach (var (label, count) in classes) run.Result($"{variable}:{(label.Length == 0 ? "no label" : label)}", count);
        }

        return result.Table;
    }

    private static void List(StepRun run, Table table, string path)
    {
        var events = LabelRuns.Carried(table);
        if (events.Count == 0)
        {
            events = LabelRuns.Find(table);
            run.Warn("the table carries no events: these were found from its labels, and have no author, vocabulary or comment");
        }

        if (events.Count == 0) throw OceanException.NothingSelected($"{table.Label}: no value has a label");
        run.Log($"{events.Count} events");
        run.Write(path, temporary => TableFile.Write(temporary, LabelEventTable.Write(events)));
    }

    private Table Gather(StepRun run)
    {
        var tables = new List<Table>();
        foreach (var path in run.Value(options.Files)!)
        {
            var table = ObservationFile.ReadEveryRow(run.Input(path), new ObservationOptions { Threads = run.Threads });
            run.Warn([.. ObservationFile.Warnings(table).Select(warning => $"{path}: {warning}")]);
            run.CountIn(table.RowCount);
            tables.Add(table);
        }

        var union = ArgoUnion.Of(tables);
        run.Warn([.. union.Duplicates.Select(duplicate => duplicate.Sentence)]);
        run.Reject("duplicate_profile", union.Duplicates.Sum(duplicate => duplicate.Rows));
        run.Reject("merged_into_core_row", union.MergedRows);
        return union.Table;
    }

    private static void Print(LabelVocabulary vocabulary)
    {
        Console.Out.Write("label\tkind\tdefinition\turi\n");
        foreach (var term in vocabulary.Terms) Console.Out.Write($"{term.Name}\t{term.Kind.ToString().ToLowerInvariant()}\t{term.Definition}\t{term.Uri}\n");
    }
}
