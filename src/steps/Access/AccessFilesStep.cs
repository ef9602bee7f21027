using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Files of known products at hand to one observation table. What is counted are rows.</summary>
internal sealed class AccessFilesStep : Step
{
    private readonly SelectionOptions selection = new();

    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Files of known products (Argo netCDF, CF points and series, tables with time, latitude and longitude), recognised by content.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> skipBad = new("--skip-bad")
    {
        Description = "Go on without a file that cannot be read, with a warning, instead of stopping.",
    };

    private readonly Option<string[]> missing = new("--missing")
    {
        HelpName = "VALUES",
        AllowMultipleArgumentsPerToken = true,
        Description = "What stands for a missing value in tables besides the usual signs, e.g. -1e10,-999.",
    };

    public AccessFilesStep()
        : base("files", "Bring files of known products into one observation table.")
    {
        Add(files, selection.Variables, selection.Box, selection.Start, selection.End, selection.Values, missing, skipBad);
        AddExample("oceanml-access files 6903247_Sprof.nc 3902131_Sprof.nc --variables CHLA,temperature --box -6,30,36,46 --output observations.parquet");
    }

    protected override string OutputDescription => "Table to write, one row per observation: Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var (box, start, end) = (selection.BoxOf(run), selection.StartOf(run), selection.EndOf(run));
        var argo = selection.ArgoOf(run);
        var options = new ObservationOptions { Variables = argo.Variables, Values = argo.Values, MissingValues = SelectionOptions.List(run, missing), Threads = run.Threads };
        var tables = new List<Table>();
        OceanException? failure = null;
        foreach (var path in run.Value(files)!)
        {
            try
            {
                var read = ObservationFile.Read(run.Input(path), options);
                run.CountIn(read.RowsRead);
                foreach (var (reason, count) in read.Rejected) run.Reject(reason, count);
                foreach (var warning in read.Warnings) run.Warn($"{path}: {warning}");
                tables.Add(read.Table);
            }
            catch (OceanException exception) when (run.Value(skipBad))
            {
                failure ??= exception;
                run.Warn($"skipped: {exception.Message}");
            }
        }

        if (tables.Count == 0) throw failure!;
        var union = ArgoUnion.Of(tables);
        run.Warn([.. union.Duplicates.Select(duplicate => duplicate.Sentence)]);
        run.Reject("duplicate_profile", union.Duplicates.Sum(duplicate => duplicate.Rows));
        run.Reject("merged_into_core_row", union.MergedRows);
        var selected = RowSelection.Select(union.Table, box, start, end, run);
        if (selected.RowCount == 0) throw OceanException.NothingSelected($"no row is selected; {RowSelection.Coverage(union.Table)}");
        run.CountOut(selected.RowCount);
        run.Result("rows", selected.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, selected));
    }
}
