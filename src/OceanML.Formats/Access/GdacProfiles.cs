namespace OceanML.Formats.Access;

/// <summary>The profiles that searches of one or several indexes found, each once.</summary>
public sealed class GdacProfiles
{
    private readonly SortedDictionary<string, int> refused = new(StringComparer.Ordinal);

    /// <summary>Puts together what was found.</summary>
    /// <param name="results">One per index.</param>
    /// <param name="needsBio">
    /// Whether the selection asked for parameters that a core index cannot tell: then a core file counts only beside a biogeochemical or synthetic one.
    /// </param>
    public GdacProfiles(IReadOnlyList<GdacIndexResult> results, bool needsBio)
    {
        Results = results;
        foreach (var (reason, count) in results.SelectMany(result => result.Refused)) Refuse(reason, count);
        Refuse("duplicate_profile", results.Sum(result => result.Duplicates.Count));
        if (results is [var only])
        {
            All = [.. only.Entries.Select(entry => With(new GdacProfile(entry.Profile, null, null, null), only.Kind, entry))];
            return;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var profiles = new List<GdacProfile>();
        foreach (var result in results)
        {
            foreach (var entry in result.Entries)
            {
                if (places.TryAdd(entry.Profile, profiles.Count)) profiles.Add(new GdacProfile(entry.Profile, null, null, null));
                profiles[places[entry.Profile]] = With(profiles[places[entry.Profile]], result.Kind, entry);
            }
        }

        if (needsBio) Refuse("other_parameters", profiles.RemoveAll(profile => profile.Synthetic is null && profile.Bio is null));
        All = profiles;
        Refuse("in_synthetic_profile", profiles.Sum(profile => profile.Synthetic is null ? 0 : profile.Parts.Count));
        Refuse("merged_into_core_profile", profiles.Count(profile => profile is { Synthetic: null, Core: not null, Bio: not null }));
    }

    /// <summary>The searches.</summary>
    public IReadOnlyList<GdacIndexResult> Results { get; }

    /// <summary>The profiles, in the order of the first index that has each.</summary>
    public IReadOnlyList<GdacProfile> All { get; }

    /// <summary>Lines of the indexes that are no profile of their own, by reason.</summary>
    public IReadOnlyDictionary<string, int> Refused => refused;

    /// <summary>Lines of the indexes: the profiles and what was refused.</summary>
    public int Lines => All.Count + refused.Values.Sum();

    private static GdacProfile With(GdacProfile profile, GdacIndexKind kind, GdacEntry entry) => kind switch
    {
        GdacIndexKind.Synthetic => profile with { Synthetic = entry },
        GdacIndexKind.Bio => profile with { Bio = entry },
        _ => profile with { Core = entry },
    };

    private void Refuse(string reason, int count)
    {
        if (count > 0) refused[reason] = refused.GetValueOrDefault(reason) + count;
    }
}
