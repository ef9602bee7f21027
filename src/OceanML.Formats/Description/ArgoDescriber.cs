using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Description;

/// <summary>Platforms, cycles and data modes of Argo profile files (user's manual 3.4, doi:10.13155/29825).</summary>
internal static class ArgoDescriber
{
    public static ArgoSummary? Describe(NetCdfFile file)
    {
        if (file.Find("DATA_TYPE") is not { Type: NetCdfType.Char } || file.Find("PLATFORM_NUMBER") is not { Type: NetCdfType.Char } platforms) return null;
        var numbers = platforms.ReadTexts().OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new ArgoSummary(numbers, file.Length("N_PROF") ?? 0, Cycles(file), Modes(file));
    }

    private static (int, int)? Cycles(NetCdfFile file)
    {
        if (file.Find("CYCLE_NUMBER") is not { Type: NetCdfType.Int32 } variable) return null;
        var known = variable.ReadDoubles().Where(double.IsFinite).ToList();
        return known.Count == 0 ? null : ((int)known.Min(), (int)known.Max());
    }

    private static List<(string, IReadOnlyList<(char, int)>)> Modes(NetCdfFile file)
    {
        var list = new List<(string, IReadOnlyList<(char, int)>)>();
        if (file.Find("STATION_PARAMETERS") is not { Type: NetCdfType.Char } stations) return list;
        var (profiles, parameters) = ((int)(file.Length("N_PROF") ?? 0), (int)(file.Length("N_PARAM") ?? 0));
        if (profiles == 0 || parameters == 0) return list;
        var names = stations.ReadTexts();

        // Core files have one mode per profile, B and synthetic files one per parameter.
        var byParameter = file.Find("PARAMETER_DATA_MODE") is { Type: NetCdfType.Char } detailed ? detailed.ReadCharacters() : null;
        var byProfile = file.Find("DATA_MODE") is { Type: NetCdfType.Char } overall ? overall.ReadCharacters() : null;
        var counts = new Dictionary<string, SortedDictionary<char, int>>();
        for (var profile = 0; profile < profiles; profile++)
        {
            for (var parameter = 0; parameter < parameters; parameter++)
            {
                var at = (profile * parameters) + parameter;
                if (at >= names.Length || names[at] is not { } name) continue;
                var mode = byParameter is not null && at < byParameter.Length && byParameter[at] != ' ' ? byParameter[at]
                    : byProfile is not null && profile < byProfile.Length ? byProfile[profile] : ' ';
                if (!counts.TryGetValue(name, out var modes)) counts[name] = modes = [];
                modes[mode] = modes.GetValueOrDefault(mode) + 1;
            }
        }

        foreach (var (name, modes) in counts) list.Add((name, [.. modes.Select(pair => (pair.Key, pair.Value))]));
        return list;
    }
}
