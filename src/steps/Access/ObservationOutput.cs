using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>Writes observations that a server sent: selected once more where the server could not, with one name and unit per variable, and their account.</summary>
internal static class ObservationOutput
{
    public static void Write(StepRun run, string source, ObservationSet set, (GeoBox? Box, long? Start, long? End) selection, DepthRange? depth, string harmonise)
    {
        run.CountIn(set.RowsRead);
        foreach (var (reason, count) in set.Rejected) run.Reject(reason, count);
        run.Warn(set.Warnings);
        var (kept, rejected) = RowSelection.Select(set.Table, selection.Box, selection.Start, selection.End);
        foreach (var (reason, rows) in rejected) run.Reject(reason, rows.Count);
        var table = kept.Length == set.Table.RowCount ? set.Table : set.Table.Take(kept);
        if (depth is not null) table = depth.Select(table, run);
        if (table.RowCount == 0)
        {
            var coverage = new Coverage();
            coverage.Add(set.Table);
            throw OceanException.NothingSelected($"{source}: no row is selected; {coverage}");
        }

        table = table.WithMetadata("file", source);
        if (harmonise == "all")
        {
            var harmonised = Harmoniser.Of(table, VocabularyFile.Load());
            table = harmonised.Table;
            run.Warn([.. harmonised.Warnings]);
            foreach (var line in harmonised.Columns) run.Log(line.ToString());
        }

        run.CountOut(table.RowCount);
        run.Result("rows", table.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, table));
    }
}
