using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>The scores of distributions, classes, events and comparisons in the log, the run record and files of their own.</summary>
internal static class FurtherReport
{
    private static readonly Dictionary<string, string[]> Told = new(StringComparer.Ordinal)
    {
        ["classes"] = ["accuracy", "balanced_accuracy", "macro_f1", "majority_accuracy", "log_loss", "brier"],
        ["distribution"] = ["crps", "crps_skill", "quantile_score", "coverage_50", "coverage_80", "coverage_95", "coverage_80_groups_alike", "mean_spread"],
        ["events"] = ["pod", "far", "csi", "ets", "brier_skill", "average_precision", "event_pod", "event_far", "event_csi"],
        ["extremes"] = ["pod", "far", "csi", "bias_score"],
    };

    /// <summary>One line per set over all rows.</summary>
    public static void Tell(StepRun run, IReadOnlyList<MeasureSet> sets)
    {
        foreach (var set in sets.Where(set => set.Group is null))
        {
            if (set.Kind == "classes")
            {
                run.CountIn(set.N + set.Excluded.Values.Sum());
                run.CountOut(set.N);
                foreach (var (reason, count) in set.Excluded) run.Reject(reason, count);
            }

            if (set.Measures.Count == 0)
            {
                run.Warn($"{set.Estimate} against {set.Reference}, {set.Space}: {set.N} rows can be compared, at least {Validation.Scoring.MinimumPairs} are needed");
                continue;
            }

            var text = string.Join(", ", Told[set.Kind].Select(set.Find).OfType<Measure>().Where(measure => !double.IsNaN(measure.Value)).Select(Short));
            run.Log($"{set.Estimate} against {set.Reference}, {set.Space}: n {set.N}, {text}");
            foreach (var measure in Told[set.Kind].Select(set.Find).OfType<Measure>())
            {
                if (double.IsFinite(measure.Value)) run.Result($"{set.Estimate}.{set.Space}.{measure.Name}", measure.Value);
            }
        }

        foreach (var set in sets.Where(set => set is { Group: null, Kind: "events" }).Take(1))
        {
            if (set.Find("events_observed") is { Value: < 10 } few) run.Warn($"{few.Value:0} events were observed: scores by event rest on them alone; read the intervals");
        }
    }

    /// <summary>Comparisons over folds, in the log and where asked in a file.</summary>
    public static void Tell(StepRun run, IReadOnlyList<(string Reference, ConfigurationTable Table)> comparisons, string? path)
    {
        foreach (var (reference, table) in comparisons)
        {
            run.Log($"{reference}: {table.Caption}");
            for (var i = 0; i < table.Rows.Count; i++)
            {
                var (row, comparison) = (table.Rows[i], table.Comparisons[i]);
                run.Log(string.Create(CultureInfo.InvariantCulture, $"  {row.Name,-24} {row.Mean:G4} ± {row.Deviation:G2}{(comparison is null ? "" : $", difference {comparison.Difference:G3} [{comparison.Low:G3}, {comparison.High:G3}], p {comparison.PValue:0.000}, Wilcoxon {comparison.WilcoxonPValue:0.000}")}"));
            }
        }

        if (path is not null) run.Write(path, temporary => Write(temporary, comparisons));
    }

    private static void Write(string path, IReadOnlyList<(string Reference, ConfigurationTable Table)> comparisons)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".md":
                File.WriteAllText(path, string.Join('\n', comparisons.Select(entry => $"## {entry.Reference}\n\n{entry.Table.ToMarkdown()}")));
                break;
            case ".tex":
                File.WriteAllText(path, string.Join('\n', comparisons.Select(entry => entry.Table.ToLatex())));
                break;
            default:
                TableFile.Write(path, Table.Concatenate([.. comparisons.Select(entry => WithReference(entry.Reference, entry.Table.ToTable()))]));
                break;
        }
    }

    private static Table WithReference(string reference, Table table) =>
        new([new TextColumn("reference", [.. Enumerable.Repeat(reference, table.RowCount)]), .. table.Columns], table.Metadata);

    private static string Short(Measure measure)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{measure.Name} {measure.Value:G4}");
        return double.IsFinite(measure.Low) ? text + string.Create(CultureInfo.InvariantCulture, $" [{measure.Low:G4}, {measure.High:G4}]") : text;
    }
}
