using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>What oceanml-train and oceanml-tune take from a table by the same rules.</summary>
internal static class LearningTable
{
    /// <summary>The columns that hold numbers, or as the one target classes; one named exactly that does not is an error, one met by a pattern is left out.</summary>
    public static List<string> Columns(StepRun run, Table table, string[] patterns, string what)
    {
        var names = new List<string>();
        var exact = patterns.SelectMany(pattern => pattern.Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in TablePatterns.Match(table, patterns))
        {
            if (table[name] is NumberColumn || (what == "target" && table[name] is TextColumn)) names.Add(name);
            else if (exact.Contains(name)) throw OceanException.BadInput($"{table.Label}: {what} '{name}' holds {(table[name] is TimeColumn ? "times" : "text")}, not numbers");
            else run.Warn($"'{name}' matches a pattern of the {what}s but holds no numbers; it is left out");
        }

        return names.Count > 0 ? names : throw OceanException.BadInput($"{table.Label}: no {what} holds numbers");
    }

    /// <summary>What a split needs to know of the rows that are learned from.</summary>
    public static SplitRows Rows(Table table, SplitPlan plan, DatasetOptions rules, Dataset data)
    {
        var rows = SplitRows.Of(table, plan, rules.GroupColumn, rules.GroupPattern, data.TableRows) with { Features = data.Features };
        return data.Classes is { } classes ? rows with { Classes = [.. data.Targets.Select(value => (int)value)], ClassNames = classes } : rows;
    }
}
