using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Flags that the flags and flagged commands and the report draw.</summary>
internal static class Flags
{
    private const string Ending = "_qc";

    public static BarsFigure Of(string id, Table data, IReadOnlyList<string> patterns)
    {
        data = FlagColumns.AsText(data);
        var flagged = Columns(data);
        var names = Names(data, patterns);
        var named = names.Select(name => flagged[name].Metadata.FlagScheme ?? FlagScheme.Argo.Name).Distinct().ToList();
        if (named.Count > 1) throw OceanException.BadInput($"{data.Label}: flags of {string.Join(" and ", named)} cannot share a figure; choose with --variables");
        var scheme = FlagScheme.Find(named[0]);
        var flags = new SortedSet<char>(names.SelectMany(name => flagged[name].Values.Where(value => !string.IsNullOrEmpty(value)).Select(value => value![0])));
        var hasNone = names.Any(name => flagged[name].Values.Any(string.IsNullOrEmpty));
        var categories = flags.Select(flag => new BarCategory(
            scheme.Meanings.TryGetValue(flag, out var meaning) ? $"{flag} {meaning}" : $"{flag} (not in {scheme.Name})",
            BarCategory.OfFlag(scheme.MeaningOf.GetValueOrDefault(flag, FlagMeaning.NotEvaluated)))).ToList();
        if (hasNone) categories.Add(new BarCategory("no flag", "#F5F5F5"));
        return new BarsFigure
        {
            Id = id,
            Title = "Quality flags per variable",
            Subtitle = $"Flag scheme: {scheme.Name}",
            Rows = [.. names],
            Categories = categories,
            Counts = [.. names.Select(name => Count(flagged[name], flags, hasNone))],
        };
    }

    /// <summary>The profiles or series with most doubtful and bad values of the variables whose names match, with an account of these values.</summary>
    /// <exception cref="OceanException">The table has no flags, or a pattern matches none of its variables.</exception>
    public static FlaggedSelection Worst(Table data, int perVariable, IReadOnlyList<string> patterns)
    {
        // CSV does not tell flags from numbers.
        data = FlagColumns.AsText(data);
        return FlaggedFigures.Select(data, perVariable, Names(data, patterns));
    }

    /// <summary>The variables with flags whose names match, in the order of the table; all where no pattern is given.</summary>
    /// <exception cref="OceanException">The table has no flags, or a pattern matches none of its variables.</exception>
    private static IReadOnlyList<string> Names(Table data, IReadOnlyList<string> patterns)
    {
        var flagged = Columns(data);
        if (flagged.Count == 0) throw OceanException.BadInput($"{data.Label}: no column ends with _qc, so there are no quality flags; it has {string.Join(", ", data.Names.Take(40))}");
        return patterns.Count == 0 ? [.. flagged.Keys] : TablePatterns.Match(data.Label, flagged.Keys, patterns);
    }

    private static Dictionary<string, TextColumn> Columns(Table data) =>
        data.Columns.OfType<TextColumn>().Where(column => column.Name.EndsWith(Ending, StringComparison.Ordinal)).ToDictionary(column => column.Name[..^Ending.Length]);

    private static long[] Count(TextColumn column, SortedSet<char> flags, bool hasNone)
    {
        var order = flags.ToList();
        var counts = new long[order.Count + (hasNone ? 1 : 0)];
        foreach (var value in column.Values)
        {
            if (string.IsNullOrEmpty(value)) counts[^1]++;
            else counts[order.IndexOf(value[0])]++;
        }

        return counts;
    }
}
