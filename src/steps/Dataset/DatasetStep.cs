using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Crates.Croissant;
using OceanML.Formats.Readiness;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>oceanml-dataset: makes a training table with features, targets and a split that does not leak.</summary>
internal sealed class DatasetStep : Step
{
    private readonly DatasetStepOptions options = new();

    public DatasetStep()
        : base("dataset", "Make a training table: choose and derive features, join a second table, window series without crossing gaps, define targets ahead and events, and split so that nothing leaks.")
    {
        Add(options.All);
        AddExample("oceanml-dataset matchups.parquet --features 'Rrs_*' --derive 'season position' --targets chlorophyll --split group --leakage leakage.json --output training.parquet");
        AddExample("oceanml-dataset buoy.csv --derive 'window(wind_speed,air_temperature,48) season' --targets temperature --split time:7d --output training.parquet");
        AddExample("oceanml-dataset station.parquet --resample 1d --derive 'lag(fluorescence,0..7) mean(temperature,7d)' --event 'fluorescence > 10' --event-duration 2d --event-gap 3d --lead 1d..5d --split event:event_id --output training.parquet");
        AddExample("oceanml-dataset zos.nc deptho.nc --features zos,deptho --derive 'gradient(zos) gradient(deptho) coriolis' --output cells.parquet");
    }

    protected override string OutputDescription => "Table to write: Parquet, or CSV and TSV by extension. One row per observation, with time, place and other identifiers, the features, the targets, and fold or split.";

    protected override bool OutputRequired => false;

    protected override bool UsesSeed => true;

    protected override string HelpText =>
        "Nothing a row holds is later than its time, except its targets. Lags, windows and means stay within one series and never cross a gap. What is learned from "
        + "the data (climatologies) is learned from the training part, or with folds for each fold from the others, so that values of different folds differ slightly (of a "
        + "target that is refused; --parts or --climatology FILE are the strict way). Every row that is left out is counted with its reason: window_gap, missing_feature, no_target, "
        + "margin, duplicate_time, no_time, where.";

    protected override void Execute(StepRun run)
    {
        if (run.Value(options.ListFeatures))
        {
            Console.Out.Write("function\tusage\tmeaning\n");
            foreach (var function in FeatureCatalogue.All) Console.Out.Write($"{function.Name}\t{function.Usage}\t{function.Meaning}\n");
            return;
        }

        var files = run.Value(options.Files) ?? [];
        var simulate = run.Value(options.Simulate);
        if (simulate is not null and not "cascade") throw OceanException.Usage($"--simulate '{simulate}' is not known; there is cascade");
        if ((files.Length == 0) == (simulate is null)) throw OceanException.Usage(files.Length == 0 ? "no table is given" : "give files or --simulate, not both");
        TableFile.RequireWritable(run.Output);
        var plan = options.Split.Plan(run);
        var (table, grid) = simulate is null ? DatasetInput.Read(run, files, run.Value(options.Variables) ?? []) : (new CascadeSeries { Seed = run.Seed }.Make(), null);
        table = options.Stack.Apply(run, table);
        run.CountIn(table.RowCount);
        if (!run.Value(options.KeepFlagged)) table = DatasetInput.WithoutFlagged(run, table);
        table = Where(run, table, ref grid);
        var rules = DatasetRules.Of(run, options, grid);
        if (run.Value(options.Resample) is { } step) table = Resampled(run, table, rules, step);
        table = options.Join.Apply(run, table, path => DatasetInput.Read(run, [path], []).Table);
        var recipe = DatasetRules.Recipe(run, options, table, rules, plan);
        var prepared = DatasetPreparation.Prepare(table, recipe);
        foreach (var (reason, count) in prepared.Rejected) run.Reject(reason, count);
        run.Warn(prepared.Warnings);
        run.CountOut(prepared.Table.RowCount);
        DatasetReportText.Tell(run, prepared);
        var written = DatasetOutput.Of(run, options, prepared, recipe);
        run.Write(run.Output, path => TableFile.Write(path, written));
        if (run.Value(options.WriteClimatology) is { } climatology)
        {
            if (prepared.Climatologies.IsEmpty) throw OceanException.Usage("--write-climatology: nothing uses a climatology; derive anomaly(COLUMN) or climatology(COLUMN)");
            run.Write(climatology, path => TableFile.Write(path, prepared.Climatologies.ToTable()));
        }

        if (prepared.Split is not null) Leakage(run, prepared);
        Describe(run, written, prepared);
    }

    private Table Where(StepRun run, Table table, ref FieldGrid? grid)
    {
        foreach (var text in run.Value(options.Where) ?? [])
        {
            var rule = EventRule.Parse(text, TimeSpan.Zero, TimeSpan.Zero);
            var values = table.Numbers(rule.Column);
            if (grid is not null)
            {
                // The cells stay where they are for gradients: what does not hold has no values.
                table = new Table(table.Columns.Select(column => column is NumberColumn number && column.Name is not ("latitude" or "longitude") && column.Name != rule.Column
                    ? new NumberColumn(column.Name, [.. number.Values.Select((value, row) => rule.IsBeyond(values[row]) ? value : double.NaN)], column.Metadata, number.Kind) : column), table.Metadata);
                continue;
            }

            var kept = table.Where(row => rule.IsBeyond(values[row]));
            run.Reject("where", table.RowCount - kept.RowCount);
            if (kept.RowCount == 0) throw OceanException.NothingSelected($"{table.Label}: --where '{text}' holds for no row");
            table = kept;
        }

        return table;
    }

    private Table Resampled(StepRun run, Table table, FeatureOptions rules, string step)
    {
        if (rules.Grid is not null) throw OceanException.Usage("--resample is for series, not for fields");
        var rule = Enum.Parse<ResampleRule>(run.Value(options.ResampleBy)!, ignoreCase: true);
        var (resampled, withoutTime) = Resampling.Apply(table, rules, Duration.Parse(step), rule, run.Value(options.Coverage) ?? 0.5);
        run.Reject(DatasetPreparation.NoTime, withoutTime);
        run.Reject("merged_by_resample", table.RowCount - withoutTime - resampled.RowCount);
        run.Log($"{table.RowCount - withoutTime} rows became {resampled.RowCount} rows, one per {step}");
        return resampled;
    }

    private void Leakage(StepRun run, PreparedDataset prepared)
    {
        var report = LeakageCheck.Check(prepared.Split!, prepared.SplitRows!, run.Seed);
        DatasetReportText.Tell(run, report);
        if (run.Value(options.Split.Leakage) is { } json) run.Write(json, path => LeakageFile.WriteJson(path, report));
        if (run.Value(options.Split.LeakageTable) is { } table) run.Write(table, path => TableFile.Write(path, LeakageFile.Table(report)));
    }

    private void Describe(StepRun run, Table written, PreparedDataset prepared)
    {
        var (dictionary, croissant) = (run.Value(options.Dictionary), run.Value(options.Croissant));
        if (run.Value(options.Answers) is not null && croissant is null) throw OceanException.Usage("--answers belongs to --croissant");
        if (dictionary is null && croissant is null) return;
        var facts = ReadinessAssessment.Gather(run.Output, long.MaxValue);
        if (dictionary is not null) run.Write(dictionary, path => DictionaryFile.Write(path, DatasetOutput.Meanings(DataDictionary.Of(facts), written, prepared), run.Output));
        if (croissant is null) return;
        var about = run.Value(options.Answers) is { } file ? ReadinessAnswers.Read(run.Input(file)).About : new Dictionary<string, string>();
        var text = CroissantWriter.Write(CroissantOfTable.Of(facts, about));
        run.Write(croissant, path => File.WriteAllText(path, text));
        if (CroissantCheck.Problems(text) is { Count: > 0 } problems) run.Warn($"{croissant} is not complete: {string.Join("; ", problems)}; say it in the metadata of the table, or under 'about' in --answers");
    }
}
