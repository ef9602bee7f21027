using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Whether manifests, observations and granules belong together.</summary>
internal static class ManifestCheck
{
    /// <summary>The protocol with the windows that all manifests share.</summary>
    /// <exception cref="OceanException">No manifest, one granule twice, or different windows.</exception>
    public static MatchupProtocol Windows(IReadOnlyList<GranuleManifest> manifests, MatchupProtocol protocol)
    {
        if (manifests.Count == 0) throw OceanException.NothingSelected("no manifest to assemble; run oceanml-colocate extract first");
        if (manifests.GroupBy(manifest => manifest.Granule).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw OceanException.BadInput($"{twice.Key}: {twice.Count()} manifests are of this granule; give one");
        var rules = manifests[0].WithWindows(protocol);
        var windows = GranuleManifest.Windows(rules);
        foreach (var manifest in manifests)
        {
            foreach (var (key, value) in GranuleManifest.Windows(manifest.WithWindows(protocol)))
            {
                if (windows[key] != value)
                    throw OceanException.BadInput($"{manifest.Granule}: extracted with {key} '{value}', {manifests[0].Granule} with '{windows[key]}'; extract all granules with the same windows");
            }
        }

        return rules;
    }

    /// <summary>Checks that the manifests were extracted with as many observations as there are.</summary>
    /// <exception cref="OceanException">They were extracted with other observations.</exception>
    public static void Observations(IReadOnlyList<GranuleManifest> manifests, long count)
    {
        foreach (var manifest in manifests)
        {
            if (manifest.Observations != count)
                throw OceanException.BadInput($"{manifest.Granule}: extracted with {manifest.Observations} observations, and now there are {count}; assemble with the same observations, or extract again");
        }
    }

    /// <summary>Checks that the observations that a manifest points to by number are still those.</summary>
    /// <exception cref="OceanException">One is at another place or time: the manifest was extracted with other observations, or they were sorted.</exception>
    public static void Places(LocatedGranule granule, Observations observations)
    {
        var located = granule.Candidates.FindAll(candidate => candidate.Reason is null);
        if (located.Count == 0) return;
        var table = observations.Take([.. located.Select(candidate => candidate.Observation)]);
        var (latitudes, longitudes) = (table.Numbers("latitude"), table.Numbers("longitude"));
        var times = table.Find("time") is TimeColumn column ? column.Values : null;
        for (var i = 0; i < located.Count; i++)
        {
            var (latitude, longitude) = located[i].Position;
            if (latitudes[i] == latitude && longitudes[i] == longitude && (times is null || times[i] == located[i].ObservationTime)) continue;
            var time = times is null || times[i] == Timestamp.Missing ? "" : " " + Timestamp.Format(times[i]);
            throw OceanException.BadInput(FormattableString.Invariant($"observation {located[i].Observation} is at {latitudes[i]:0.####}, {longitudes[i]:0.####}{time}, which is not what the manifest of {granule.Name} says: it was extracted with other observations, or with these in another order; extract again"));
        }
    }

    /// <summary>Checks that a granule is the one that its manifest was made of.</summary>
    /// <exception cref="OceanException">Its bytes changed.</exception>
    public static void Unchanged(GranuleManifest manifest, FieldSource source)
    {
        if (source.Checksum?.Invoke() is { } now && now != manifest.Checksum)
            throw OceanException.BadInput($"{manifest.Granule}: has changed since it was extracted (SHA-256 {Short(now)}, then {Short(manifest.Checksum)}); extract it again (extract --again, where it counts as done)");
    }

    private static string? Short(string? checksum) => checksum?.Length > 12 ? checksum[..12] + "…" : checksum;
}
