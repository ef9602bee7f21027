namespace OceanML.Formats.Access;

/// <summary>One search of an index, from its text or from a cache: takes the lines block by block and keeps each wanted profile once.</summary>
internal sealed class GdacSearch(GdacSelection selection, GdacNames names, GdacIndexKind kind)
{
    private readonly List<GdacEntry> entries = [];
    private readonly List<(string, string)> duplicates = [];
    private readonly Dictionary<(int Platform, int Cycle, string? Odd), int> places = [];

    /// <summary>The criteria, and what they refused.</summary>
    public GdacFilter Filter { get; } = new(selection, names, kind);

    /// <summary>Keeps the profiles of these rows.</summary>
    public void Keep(GdacLines lines, IEnumerable<int> rows)
    {
        foreach (var row in rows)
        {
            var entry = GdacEntry.Of(lines, row, names);
            var isOdd = lines.Cycles[row] < 0;
            var key = (lines.Platforms[row], names.Origins[lines.Origins[row]].IsDescending ? ~lines.Cycles[row] : lines.Cycles[row], isOdd ? entry.Profile : null);
            if (places.TryAdd(key, entries.Count))
            {
                entries.Add(entry);
                continue;
            }

            // The same profile twice, e.g. as R and D file: the more mature file is kept, the earlier line where they are equal.
            var place = places[key];
            var (kept, leftOut) = entry.Maturity > entries[place].Maturity ? (entry, entries[place]) : (entries[place], entry);
            entries[place] = kept;
            duplicates.Add((kept.File, leftOut.File));
        }
    }

    /// <summary>What was found.</summary>
    public GdacIndexResult Result(long updated, GdacCoverage coverage, int malformed)
    {
        if (malformed > 0) Filter.Refused["malformed_line"] = malformed;
        return new GdacIndexResult(kind, updated, entries, coverage, Filter.Refused, duplicates);
    }
}
