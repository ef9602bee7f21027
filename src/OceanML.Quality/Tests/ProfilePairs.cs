namespace OceanML.Quality;

/// <summary>What tests that compare profiles of a platform share.</summary>
internal static class ProfilePairs
{
    /// <summary>
    /// The profiles of one direction that hold a variable, in order of time; of several sampling schemes of one profile the one with the most values.
    /// </summary>
    public static IEnumerable<List<Sequence>> ByDirection(IReadOnlyList<Sequence> profiles, string variable)
    {
        foreach (var isDescending in new[] { false, true })
        {
            var chosen = new List<Sequence>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var profile in profiles)
            {
                if (IsDescending(profile) != isDescending || profile.IsNearSurface || profile.Pressure is null || Count(profile, variable) == 0) continue;
                if (profile.Profile is not { } name || places.TryAdd(name, chosen.Count)) chosen.Add(profile);
                else if (Count(profile, variable) > Count(chosen[places[name]], variable)) chosen[places[name]] = profile;
            }

            if (chosen.Count > 1) yield return chosen;
        }
    }

    /// <summary>Whether the float went down; profiles are named with a D behind then.</summary>
    public static bool IsDescending(Sequence profile) => profile.Profile?.EndsWith('D') == true;

    /// <summary>Whether a level of a variable is neither missing nor probably bad nor bad, nor is its pressure.</summary>
    public static bool IsGood(Sequence profile, SequenceVariable variable, int level) =>
        IsGood(variable, level) && profile.Pressure is { } pressure && IsGood(pressure, level);

    public static bool IsGood(SequenceVariable variable, int level) => variable.IsUsable(level) && variable.Flags[level] != ArgoFlag.ProbablyBad;

    private static int Count(Sequence profile, string name)
    {
        if (profile.Find(name) is not { } variable) return 0;
        var count = 0;
        foreach (var value in variable.Values)
        {
            if (!double.IsNaN(value)) count++;
        }

        return count;
    }
}
