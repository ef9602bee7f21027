using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Flag counts that the flags command and the report both draw.</summary>
internal static class Flags
{
    private const string Ending = "_qc";

    public static BarsFigure Of(string id, Table data, IReadOnlyList<string> patterns)
    {
        var flagged = data.Columns.OfType<TextColumn>().Where(column => column.Name.EndsWith(Ending, StringComparison.Ordinal)).ToDictionary(column => column.Name[..^Ending.Length]);
        if (flagged.Count == 0) throw OceanException.BadInput($"{data.Label}: no column ends with _qc, so there are no quality flags to count; it has {string.Join(", ", data.Names.Take(40))}");
        var names = patterns.Count == 0 ? [.. flagged.Keys] : TablePatterns.Match(data.Label, flagged.Keys, patterns);
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
