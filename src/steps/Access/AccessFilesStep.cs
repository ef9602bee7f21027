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
        Description = "Files of known products (Argo netCDF, tables with time, latitude and longitude), recognised by content.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> skipBad = new("--skip-bad")
    {
        Description = "Go on without a file that cannot be read, with a warning, instead of stopping.",
    };

    public AccessFilesStep()
        : base("files", "Bring files of known products into one observation table.")
    {
        Add(files, selection.Variables, selection.Box, selection.Start, selection.End, selection.Values, skipBad);
        AddExample("oceanml-access files 6903247_Sprof.nc 3902131_Sprof.nc --variables CHLA,temperature --box -6,30,36,46 --output observations.parquet");
    }

    protected override string OutputDescription => "Table to write, one row per observation: Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var (box, start, end) = (selection.BoxOf(run), selection.StartOf(run), selection.EndOf(run));
        var argo = selection.ArgoOf(run);
        var tables = new List<Table>();
        OceanException? failure = null;
        foreach (var path in run.Value(files)!)
        {
            try
            {
                var table = Read(run, path, argo);
                run.CountIn(table.RowCount);
                tables.Add(table);
            }
            catch (OceanException exception) when (run.Value(skipBad))
            {
                failure ??= exception;
                run.Warn($"skipped: {exception.Message}");
            }
        }

        if (tables.Count == 0) throw failure!;
        var union = ArgoUnion.Of(tables);
        foreach (var duplicate in union.Duplicates) run.Warn($"profile {duplicate.Profile}: kept from {duplicate.Kept}, left out from {duplicate.LeftOut}");
        run.Reject("duplicate_profile", union.Duplicates.Sum(duplicate => duplicate.Rows));
        run.Reject("merged_into_core_row", union.MergedRows);
        var selected = RowSelection.Select(union.Table, box, start, end, run);
        if (selected.RowCount == 0) throw OceanException.NothingSelected($"no row is selected; {RowSelection.Coverage(union.Table)}");
        run.CountOut(selected.RowCount);
        run.Result("rows", selected.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, selected));
    }

    private static Table Read(StepRun run, string path, ArgoOptions argo)
    {
        if (ArgoFile.Read(run.Input(path), argo) is { } reading)
        {
            if (reading.EmptyLevels > 0) run.Log($"{path}: {reading.EmptyLevels} of {reading.Levels} levels hold no value and are not in the table");
            return reading.Table;
        }

        return TableFile.Read(path);
    }
}
