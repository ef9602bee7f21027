using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>Files at hand to one observation table. What is counted are rows, and for the record every value of every file.</summary>
internal sealed class AccessFilesStep : Step
{
    private const int MostLines = 40;

    private readonly AccessFilesOptions options = new();
    private readonly SelectionOptions selection = new();

    public AccessFilesStep()
        : base("files", "Bring files and folders of observations into one table, with one name and unit per variable.")
    {
        Add(options.Files, selection.Variables, selection.Box, selection.Start, selection.End, selection.Values);
        Add(options.Harmonise, options.Density, options.Duplicates, options.NearKm, options.NearTime);
        Add(options.Missing, options.Position, options.Platform, options.SkipUnreadable);
        AddExample("oceanml-access files 6903247_Sprof.nc 3902131_Sprof.nc --variables CHLA,temperature --box -6,30,36,46 --output observations.parquet");
        AddExample("oceanml-access files moorings --start 2024-01-01 --output observations.parquet --record observations.json");
    }

    protected override string OutputDescription => "Table to write, one row per observation: Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var argo = selection.ArgoOf(run);
        var harmonise = AccessFilesOptions.Word(run, options.Harmonise, "all", "none") == "all";
        var duplicates = AccessFilesOptions.Word(run, options.Duplicates, "keep", "mark", "drop");
        if (!(run.Value(options.NearKm) > 0)) throw OceanException.Usage("--near-distance must be above 0");
        var near = new DuplicateOptions { DistanceKm = run.Value(options.NearKm), Microseconds = (long)(Duration.Parse(run.Value(options.NearTime)!).TotalSeconds * Timestamp.PerSecond) };
        var reading = new ObservationOptions
        {
            Values = argo.Values,
            MissingValues = SelectionOptions.List(run, options.Missing),
            Position = options.PositionOf(run),
            Platform = run.Value(options.Platform),
            Threads = run.Threads,
        };
        var gathering = new FileGathering(run, reading, harmonise ? new HarmonisingOptions { Density = options.DensityOf(run) } : null, new VariableChoice(argo.Variables ?? []));
        gathering.Read(run.Value(options.Files)!, (selection.BoxOf(run), selection.StartOf(run), selection.EndOf(run)), run.Value(options.SkipUnreadable));
        if (gathering.Tables.TrueForAll(part => part.RowCount == 0)) throw OceanException.NothingSelected(WhyNothing(gathering));

        var table = new FileUnion(run, gathering.Ledgers, gathering.Tables).Finish(duplicates, near);
        Account(run, gathering);
        run.CountOut(table.RowCount);
        run.Result("rows", table.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, table));
    }

    private static string WhyNothing(FileGathering gathering)
    {
        var reasons = gathering.Ledgers.SelectMany(ledger => ledger.Account().RowsRejected).GroupBy(pair => pair.Key, pair => pair.Value)
            .Select(group => (Reason: group.Key, Rows: group.Sum())).OrderByDescending(reason => reason.Rows).ToList();
        if (reasons.Count == 0) return $"no row is selected; {gathering.Coverage}";
        var rows = gathering.Ledgers.Sum(ledger => ledger.Account().RowsRead);
        var covered = gathering.Coverage.IsEmpty ? "" : $"; {gathering.Coverage}";
        var hint = reasons.Exists(reason => reason.Reason == "no_position") ? "; --position LAT,LON says where a station is" : "";
        return $"no row of {rows} is selected ({string.Join(", ", reasons.Select(reason => $"{reason.Rows} {reason.Reason}"))}){covered}{hint}";
    }

    private static void Account(StepRun run, FileGathering gathering)
    {
        var (read, missing, rejected) = (0L, 0L, 0L);
        var lines = 0;
        foreach (var ledger in gathering.Ledgers)
        {
            var account = ledger.Account();
            run.Values(account);
            run.CountIn(account.RowsRead);
            foreach (var (reason, rows) in account.RowsRejected) run.Reject(reason, rows);
            var totals = ledger.Totals;
            (read, missing, rejected) = (read + totals.Read, missing + totals.Missing, rejected + totals.Rejected);
            if (gathering.Ledgers.Count > 1 && lines++ < MostLines) run.Log($"{ledger.Path}: {account.RowsRead} rows, {account.RowsOut} out; values: {totals.Read} read, {totals.Missing} missing, {totals.Rejected} rejected");
        }

        if (lines > MostLines) run.Log($"{lines - MostLines} more files, all in the run record (--record)");
        run.Result("files", gathering.Ledgers.Count);
        run.Result("files_passed_over", gathering.PassedOver);
        run.Result("files_unreadable", gathering.Unreadable);
        run.Result("values_read", read);
        run.Result("values_missing", missing);
        run.Result("values_rejected", rejected);
        run.Log($"{gathering.Ledgers.Count} files read, {gathering.PassedOver} passed over, {gathering.Unreadable} unreadable; {read} values read, {missing} missing, {rejected} of those read rejected");
    }
}
