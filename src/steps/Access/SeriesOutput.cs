using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Writes series and their account.</summary>
internal static class SeriesOutput
{
    /// <summary>Series of several places as one table.</summary>
    public static SeriesResult Together(IReadOnlyList<SeriesResult> results)
    {
        if (results.Count == 1) return results[0];
        var rejected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in results.SelectMany(result => result.Rejected)) rejected[reason] = rejected.GetValueOrDefault(reason) + count;
        var tables = results.Where(result => result.Table.RowCount > 0).Select(result => result.Table).ToList();
        return new SeriesResult(
            tables.Count == 0 ? results[0].Table : Table.Concatenate(tables),
            results.Sum(result => result.RowsRead),
            rejected,
            [.. results.SelectMany(result => result.Warnings).Distinct()],
            [.. results.SelectMany(result => result.Renamed).Distinct()]);
    }

    public static void Write(StepRun run, SeriesResult result)
    {
        run.CountIn(result.RowsRead);
        foreach (var (reason, count) in result.Rejected) run.Reject(reason, count);
        run.Warn(result.Warnings);
        foreach (var line in result.Renamed) run.Log(line);
        if (result.Table.RowCount == 0)
            throw OceanException.NothingSelected($"no time step is selected ({string.Join(", ", result.Rejected.Select(pair => $"{pair.Value} {pair.Key}"))})");
        run.CountOut(result.Table.RowCount);
        run.Result("rows", result.Table.RowCount);
        run.Write(run.Output, path => TableFile.Write(path, result.Table));
    }
}
