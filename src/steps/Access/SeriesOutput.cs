using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Writes series and their account.</summary>
internal static class SeriesOutput
{
    public static void Write(StepRun run, SeriesResult result)
    {
        run.CountIn(result.RowsRead);
        foreach (var (reason, count) in result.Rejected) run.Reject(reason, count);
        run.Warn(result.Warnings);
        if (result.Table.RowCount == 0)
            throw OceanException.NothingSelected($"no time step is selected ({string.Join(", ", result.Rejected.Select(pair => $"{pair.Value} {pair.Key}"))})");
        run.CountOut(result.Table.RowCount);
        run.Result("rows", result.Table.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, result.Table));
    }
}
