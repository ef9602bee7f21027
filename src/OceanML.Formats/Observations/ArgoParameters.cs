using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>Chooses the parameters of an Argo file that are read, and the names they get.</summary>
internal static class ArgoParameters
{
    /// <summary>The parameters in the order of the file, without pressure.</summary>
    /// <exception cref="OceanException">A variable asked for is not in the file; the message lists those that are.</exception>
    public static IReadOnlyList<(string Argo, string Canonical)> Choose(NetCdfFile file, ArgoStations stations, ArgoOptions options)
    {
        var vocabulary = VocabularyFile.Load();
        var available = stations.Parameters.SelectMany(names => names).Where(name => name.Length > 0 && name != "PRES").Distinct()
            .Where(name => file.Find(name) is { } variable && variable.HasDimensions("N_PROF", "N_LEVELS") && variable.Type.IsNumeric())
            .Select(name => (Argo: name, Canonical: Canonical(vocabulary, name)))
            .ToList();
        if (options.Variables is not { Count: > 0 } wanted)
            return [.. available.Where(choice => choice.Canonical is not null).Select(choice => (choice.Argo, choice.Canonical!))];

        var chosen = new List<(string, string)>();
        foreach (var name in wanted)
        {
            if (IsName(name, "PRES", "pressure")) continue;
            var found = available.Where(choice => IsName(name, choice.Argo, choice.Canonical)).ToList();
            if (found.Count == 0)
                throw OceanException.Missing(file.Path, "variable", name, available.Select(choice => choice.Canonical ?? choice.Argo));
            foreach (var (argo, canonical) in found)
            {
                var choice = (argo, canonical ?? argo.ToLowerInvariant());
                if (!chosen.Contains(choice)) chosen.Add(choice);
            }
        }

        return chosen;
    }

    /// <summary>The canonical name of an Argo parameter; a second sensor keeps its number: DOXY2 is oxygen2. Null where unknown.</summary>
    internal static string? Canonical(Vocabulary vocabulary, string argo)
    {
        if (Entry(vocabulary, argo) is { } entry) return entry.Name;
        return argo.Length > 1 && char.IsAsciiDigit(argo[^1]) && Entry(vocabulary, argo[..^1]) is { } numbered ? numbered.Name + argo[^1] : null;
    }

    private static VocabularyEntry? Entry(Vocabulary vocabulary, string argo) =>
        vocabulary.Find(argo) is { } entry && entry.Aliases.TryGetValue("argo", out var names) && names.Contains(argo) ? entry : null;

    private static bool IsName(string wanted, string argo, string? canonical) =>
        wanted.Equals(argo, StringComparison.OrdinalIgnoreCase) || wanted.Equals(canonical, StringComparison.OrdinalIgnoreCase);
}
