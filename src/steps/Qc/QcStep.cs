using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>Real-time quality control of observations: flags in, flags out, every value accounted for.</summary>
internal sealed class QcStep : Step
{
    private readonly QcOptions options = new();

    public QcStep()
        : base("qc", "Flag observations with published tests: those of Argo in real time, QARTOD, CoTeDe, backscattering, or a plan of your own. Values stay as they are.")
    {
        Add(options.Files, options.Tests, options.Scheme, options.Reset, options.DropBad, options.Report, options.Html);
        Add(options.DecisionTable, options.Decisions, options.GreyList, options.Model, options.Since, options.Until, options.Missing);
        AddExample("oceanml-qc observations.parquet --output checked.parquet --report report.json");
        AddExample("oceanml-qc mooring.csv --tests qartod --scheme qartod --decision-table found.csv --output checked.parquet");
        AddExample("oceanml-qc mooring.csv --tests qartod --scheme qartod --decisions found.csv --output decided.parquet");
        AddExample("oceanml-qc observations.parquet --model salinity.onnx --output checked.parquet");
        AddExample("oceanml-qc SR6903247_010.nc --tests spike,density-inversion --reset --output checked.csv");
    }

    protected override string OutputDescription => "Table to write: Parquet, or CSV and TSV by extension. Each variable v gets v_qc (its flag), v_qc_tests (sum of 2^number of the tests that fired), where flags changed v_qc_source, and where a test adjusts values v_adjusted; with --model also v_estimate and v_estimate_sigma.";

    protected override void Execute(StepRun run)
    {
        var vocabulary = VocabularyFile.Load();
        var model = run.Value(options.Model) is { } file ? new QcModel(run.Input(file)) : null;
        var plans = options.Plans(run, out var selection);
        if (model is not null) (plans, selection) = model.AddTo(plans, selection);
        var plan = QualityPlan.Select(plans, selection, Resources(run, vocabulary));
        var scheme = run.Value(options.Scheme) is { } name ? FlagScheme.Find(name) : plan.Scheme ?? FlagScheme.Argo;
        var union = Gather(run);
        if (model is not null) union = model.Estimate(union, run);
        var result = QualityControl.Run(union, new QualityOptions(plan.Tests, vocabulary, run.Value(options.Reset), plan.Axis) { Scheme = scheme });
        if (run.Value(options.DecisionTable) is { } proposals) run.Write(proposals, path => TableFile.Write(path, DecisionProposals.Of(result)));
        foreach (var decided in options.DecisionFiles(run)) result = Decisions.Apply(result, Decisions.Read(TableFile.Read(run.Input(decided)), scheme));
        foreach (var warning in plan.UnknownVariables(union, vocabulary).Concat(result.Report.Warnings)) run.Warn(warning);
        foreach (var line in QcReportText.Lines(result.Report)) run.Log(line);

        var table = result.Table;
        if (run.Value(options.DropBad)) table = BadValues.Drop(table, result.Report.Flags.Keys, vocabulary, run);
        run.CountOut(table.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, table));
        if (run.Value(options.Report) is { } report) run.Write(report, path => QcReportJson.Write(path, result.Report));
        if (run.Value(options.Html) is { } html) run.Write(html, path => QcReportHtml.Write(path, result.Report));
        run.Result("profiles", result.Report.Profiles);
        foreach (var (test, variable, values, _) in result.Report.ByTest()) run.Result($"{test}:{variable}", values);
    }

    private TestResources Resources(StepRun run, Vocabulary vocabulary) => new()
    {
        Until = run.Value(options.Until) is { } until ? Timestamp.Parse(until) : null,
        Since = run.Value(options.Since) is { } since ? Timestamp.Parse(since) : null,
        GreyList = run.Value(options.GreyList) is { } list ? GreyListFile.Read(run.Input(list)) : null,
        Vocabulary = vocabulary,
    };

    private Table Gather(StepRun run)
    {
        var tables = new List<Table>();
        foreach (var path in run.Value(options.Files)!)
        {
            var table = ObservationFile.ReadEveryRow(run.Input(path), new ObservationOptions { MissingValues = options.MissingValues(run), Threads = run.Threads });
            run.Warn([.. ObservationFile.Warnings(table).Select(warning => $"{path}: {warning}")]);
            run.CountIn(table.RowCount);
            tables.Add(table);
        }

        var union = ArgoUnion.Of(tables);
        run.Warn([.. union.Duplicates.Select(duplicate => duplicate.Sentence)]);
        run.Reject("duplicate_profile", union.Duplicates.Sum(duplicate => duplicate.Rows));
        run.Reject("merged_into_core_row", union.MergedRows);
        if (union.Table.RowCount == 0) throw OceanException.NothingSelected($"{string.Join(", ", run.Value(options.Files)!)}: no level holds a value");
        return union.Table;
    }
}
