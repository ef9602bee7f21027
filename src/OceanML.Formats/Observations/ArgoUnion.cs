using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>
/// Tables of Argo files one below the other, every profile once. Of files that hold the same profile the synthetic one is kept, then the
/// more adjusted (D over A over R), then the one updated last; biogeochemical files (B) are merged level by level into core files (R, D).
/// </summary>
public static class ArgoUnion
{
    /// <summary>The union of tables, in the order of the tables.</summary>
    /// <param name="tables">Tables of <see cref="ArgoProfiles"/>, one per file; tables of other products pass as they are.</param>
    public static ArgoUnionResult Of(IReadOnlyList<Table> tables)
    {
        var owners = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var pieces = tables.Select(table => IsArgo(table) ? RowsByProfile(table) : []).ToList();
        for (var i = 0; i < tables.Count; i++)
        {
            foreach (var profile in pieces[i].Keys)
            {
                if (!owners.TryGetValue(profile, out var list)) owners.Add(profile, list = []);
                list.Add(i);
            }
        }

        var replaced = new Dictionary<string, Table>(StringComparer.Ordinal);
        var duplicates = new List<ArgoDuplicate>();
        var merged = 0;
        foreach (var (profile, files) in owners.Where(pair => pair.Value.Count > 1))
        {
            var parts = files.Select(i => (Index: i, Part: tables[i].Take(pieces[i][profile])))
                .OrderByDescending(piece => Rank(piece.Part)).ThenByDescending(piece => piece.Part.Metadata.GetValueOrDefault("updated", ""), StringComparer.Ordinal).ThenBy(piece => piece.Index)
                .ToList();
            var kept = parts[0].Part;
            foreach (var (_, part) in parts.Skip(1))
            {
                if (ArgoMerge.CanMerge(kept, part))
                {
                    var rows = kept.RowCount + part.RowCount;
                    kept = ArgoMerge.Of(kept, part);
                    merged += rows - kept.RowCount;
                }
                else
                {
                    duplicates.Add(new ArgoDuplicate(profile, parts[0].Part.Label, part.Label, part.RowCount));
                }
            }

            foreach (var i in files) pieces[i].Remove(profile);
            replaced.Add(profile, kept);
            pieces[files[0]].Add(profile, []);
        }

        if (replaced.Count == 0) return new ArgoUnionResult(Table.Concatenate(tables), [], 0);
        var result = new List<Table>();
        for (var i = 0; i < tables.Count; i++)
        {
            if (!IsArgo(tables[i]))
            {
                result.Add(tables[i]);
                continue;
            }

            // The profiles of the file that are its own, then those it shares with files behind it.
            int[] own = [.. pieces[i].Values.SelectMany(rows => rows).Order()];
            if (own.Length > 0) result.Add(tables[i].Take(own));
            result.AddRange(pieces[i].Where(pair => pair.Value.Length == 0).Select(pair => replaced[pair.Key]));
        }

        return new ArgoUnionResult(Table.Concatenate(result), duplicates, merged);
    }

    private static bool IsArgo(Table table) => table.Has("profile") && table.Has("sampling") && table.Has("level") && table.Has("data_mode");

    private static Dictionary<string, int[]> RowsByProfile(Table table) =>
        table.Texts("profile").Select((profile, row) => (Profile: profile ?? "", row)).GroupBy(pair => pair.Profile)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.row).ToArray(), StringComparer.Ordinal);

    /// <summary>Synthetic before core before B; then the data mode of the profile; then how many parameters are adjusted.</summary>
    private static int Rank(Table part)
    {
        var kind = part.Texts("sampling")[0] == "synthetic" ? 2 : part.Has("temperature") || part.Has("salinity") ? 1 : 0;
        var adjusted = part.Columns.OfType<TextColumn>().Where(column => column.Name.EndsWith("_mode", StringComparison.Ordinal) && column.Name != "data_mode")
            .Sum(column => column.Values.Max(Maturity));
        return (kind * 1_000_000) + (part.Texts("data_mode").Max(Maturity) * 10_000) + adjusted;
    }

    private static int Maturity(string? mode) => mode switch { "D" => 2, "A" => 1, _ => 0 };
}
