using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>The groups of rows that oceanml-validate scores by themselves, and those it draws together.</summary>
internal static class ValidateGroups
{
    /// <summary>The columns whose values are scored by themselves: names, patterns, or several names with + between for every combination of their values.</summary>
    public static IReadOnlyList<string> Scored(Table table, IReadOnlyList<string> asked)
    {
        var combined = asked.Where(name => name.Contains('+', StringComparison.Ordinal) && !table.Has(name)).ToList();
        foreach (var part in combined.SelectMany(name => name.Split('+'))) _ = table[part];
        return [.. TablePatterns.Match(table, asked.Except(combined)), .. combined];
    }

    /// <summary>The columns that tell which matchups share pixels or an observation and so are drawn together, whatever else is; none where no matchup shares anything.</summary>
    public static IReadOnlyList<string> Together(StepRun run, Table table, string? resampleBy, bool refused)
    {
        var columns = Dependence.Columns(table);
        if (Dependence.Units(table, null, columns) is not { } units) return [];
        var told = string.Join(" and ", columns.Select(name => $"'{name}'"));
        var groups = units.Distinct().Count();
        if (refused)
        {
            run.Warn($"{table.RowCount} matchups form {groups} groups that share nothing ({told}); --resample-by none takes them all as independent, so that intervals are too narrow");
            return [];
        }

        run.Log($"{table.RowCount} matchups form {groups} groups that share nothing ({told}); intervals draw those of a group together{(resampleBy is null ? "" : $", and those of one {resampleBy}")}");
        return columns;
    }
}
