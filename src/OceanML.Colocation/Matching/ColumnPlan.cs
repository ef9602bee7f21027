using System.IO.Enumeration;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which variables and bands are taken from the fields, and the columns they fill; grows as fields with other bands are met.</summary>
internal sealed class ColumnPlan(MatchupProtocol protocol)
{
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> matchedPatterns = [];

    /// <summary>A column: its name in the field, what is known of it, and how it is averaged.</summary>
    public sealed record Entry(string Name, ColumnMetadata Metadata, bool Geometric, bool JudgesVariation);

    /// <summary>The columns met so far.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>The variables and bands to read from a field, with the columns they fill; empty where it has none that was asked for.</summary>
    public List<(FieldVariable Variable, int Band, int Column)> For(IField field)
    {
        var taken = new List<(FieldVariable, int, int)>();
        foreach (var variable in field.Variables)
        {
            for (var band = 0; band < variable.Bands; band++)
            {
                var name = variable.BandName(band);
                var asked = false;
                foreach (var pattern in protocol.Variables)
                {
                    if (!Matches(pattern, variable.Name) && !Matches(pattern, name) && pattern != variable.StandardName) continue;
                    asked = true;
                    matchedPatterns.Add(pattern);
                }

                if (asked) taken.Add((variable, band, Column(field, variable, name)));
            }
        }

        return taken;
    }

    /// <summary>The names or patterns asked for that no field had.</summary>
    public IEnumerable<string> Unmatched => protocol.Variables.Where(pattern => !matchedPatterns.Contains(pattern));

    private int Column(IField field, FieldVariable variable, string name)
    {
        if (byName.TryGetValue(name, out var column)) return column;
        byName.Add(name, Entries.Count);
        Entries.Add(new Entry(
            name,
            new ColumnMetadata(variable.Unit, variable.StandardName, variable.LongName, Source: field.Product),
            Any(protocol.Geometric, variable.Name, name),
            Any(protocol.VariationOf, variable.Name, name)));
        return Entries.Count - 1;
    }

    private static bool Any(IReadOnlyList<string> patterns, string variable, string name) =>
        patterns.Any(pattern => Matches(pattern, variable) || Matches(pattern, name));

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
