using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>Which columns of a table are variables that can have labels, and which of them an event means.</summary>
internal static class LabelTargets
{
    private static readonly string[] Coordinates = ["time", "latitude", "longitude", "depth", "pressure", "platform", "profile"];

    private static readonly string[] Indices =
    [
        "cycle", "cycle_number", "level", "sampling", "direction", "row", "index", "year", "month", "day", "hour", "minute", "second", "fold", "split", "obs_id",
    ];

    /// <summary>
    /// The numbers that are no coordinate, no index and nothing said about another column (<c>v_qc</c>, <c>v_sigma</c>, <c>v_label_confidence</c>…).
    /// </summary>
    public static IReadOnlyList<string> Variables(Table table, Vocabulary vocabulary)
    {
        var names = table.Names.ToHashSet(StringComparer.Ordinal);
        return [.. table.Columns.Where(column => column is NumberColumn && IsVariable(column.Name)).Select(column => column.Name)];

        bool IsVariable(string name) =>
            !Indices.Contains(name, StringComparer.OrdinalIgnoreCase)
            && vocabulary.Find(name) is var known && (known is null || !Coordinates.Contains(known.Name))
            && !IsCompanion(name);

        // v_x says something of v, where v is a column.
        bool IsCompanion(string name)
        {
            for (var at = name.LastIndexOf('_'); at > 0; at = name.LastIndexOf('_', at - 1))
            {
                if (names.Contains(name[..at]) && name[(at + 1)..] is "qc" or "qc_tests" or "qc_source" or "label" or "label_confidence" or "origin" or "sigma" or "mode" or "adjusted" or "adjusted_qc")
                    return true;
            }

            return name.EndsWith("_qc", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_label_confidence", StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// The variables that an event means: by name or pattern, else by what the vocabulary knows under that name (an event on CHLA means the
    /// column chlorophyll). Alternatives are separated by <c>|</c> or commas.
    /// </summary>
    public static IEnumerable<string> Of(LabelEvent one, IReadOnlyList<string> variables, Vocabulary vocabulary)
    {
        if (one.Variable.Length == 0) return variables;
        var wanted = one.Variable.Split(['|', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return variables.Where(variable => wanted.Any(pattern => NamePattern.Matches(pattern, variable)
            || (vocabulary.Find(pattern) is { } meant && vocabulary.Find(variable)?.Name == meant.Name)));
    }
}
