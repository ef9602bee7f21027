using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Finds features that share what they tell. First by name: the bands of a spectrum, the lags of a series, the sine and cosine of one angle.
/// Then by rank correlation: groups are merged while every feature of one is related to every feature of the other with
/// |Spearman's rho| of the threshold at least (complete linkage), so the threshold holds for every pair of a group.
/// </summary>
/// <remarks>
/// Why: of two features that are copies, a model needs one, so shuffling either alone does no harm and both look unimportant
/// (Strobl et al. 2008, doi:10.1186/1471-2105-9-307); sea surface temperature and chlorophyll are such a pair.
/// </remarks>
public static class FeatureGroups
{
    /// <summary>Default threshold of |Spearman's rho|.</summary>
    public const double DefaultThreshold = 0.7;

    /// <summary>Rows that the correlation is computed from at most.</summary>
    public const int MaximumRows = 10_000;

    /// <summary>The groups, in the order of their first feature; features on their own make groups of one.</summary>
    /// <param name="names">Names of the features.</param>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="threshold">Least |Spearman's rho| between any two features of a group; above 1 groups by name alone.</param>
    /// <param name="given">Groups the user states, by name; their features are in no other group.</param>
    public static IReadOnlyList<FeatureGroup> Find(IReadOnlyList<string> names, float[] rows, double threshold, IReadOnlyList<FeatureGroup>? given = null)
    {
        var taken = new bool[names.Count];
        foreach (var group in given ?? [])
        {
            foreach (var member in group.Members)
            {
                if (taken[member]) throw OceanException.Usage($"feature '{names[member]}' is in two groups; a feature can be in one");
                taken[member] = true;
            }
        }

        var clusters = ByName(names, taken);
        if (threshold <= 1) Merge(clusters, FeatureRanks.Correlation(Thinned(rows, names.Count), names.Count), names.Count, threshold);
        var found = new List<FeatureGroup>(given ?? []);
        foreach (var (members, reason) in clusters)
        {
            members.Sort();
            var why = members.Count == 1 ? "" : reason.Length > 0 ? reason : string.Create(CultureInfo.InvariantCulture, $"|Spearman's rho| of {threshold:0.##} at least between any two");
            found.Add(new FeatureGroup(Name(names, members), [.. members], why));
        }

        return [.. found.OrderBy(group => group.Members[0])];
    }

    /// <summary>The largest |Spearman's rho| between features of two different groups, and which: what grouping did not separate.</summary>
    public static (double Rho, int First, int Second) Closest(IReadOnlyList<FeatureGroup> groups, float[] rows, int featureCount)
    {
        var correlation = FeatureRanks.Correlation(Thinned(rows, featureCount), featureCount);
        var owner = new int[featureCount];
        for (var g = 0; g < groups.Count; g++)
        {
            foreach (var member in groups[g].Members) owner[member] = g;
        }

        var closest = (Rho: 0.0, First: -1, Second: -1);
        for (var i = 0; i < featureCount; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var rho = Math.Abs(correlation[(i * featureCount) + j]);
                if (owner[i] != owner[j] && rho > closest.Rho) closest = (rho, j, i);
            }
        }

        return closest;
    }

    private static List<(List<int> Members, string Reason)> ByName(IReadOnlyList<string> names, bool[] taken)
    {
        var clusters = new List<(List<int> Members, string Reason)>();
        var used = (bool[])taken.Clone();
        foreach (var bands in SpectralBlocks.Find(names)) Gather(bands, "bands of one spectrum");
        foreach (var lags in names.Select((name, i) => (Stem: LagStem(name), i)).Where(pair => pair.Stem is not null).GroupBy(pair => pair.Stem))
            Gather([.. lags.Select(pair => pair.i)], $"lags of {lags.Key}");
        foreach (var angle in names.Select((name, i) => (Stem: AngleStem(name), i)).Where(pair => pair.Stem is not null).GroupBy(pair => pair.Stem))
            Gather([.. angle.Select(pair => pair.i)], $"sine and cosine of {angle.Key}");
        for (var i = 0; i < names.Count; i++)
        {
            if (!used[i]) clusters.Add(([i], ""));
        }

        clusters.Sort((a, b) => a.Members[0].CompareTo(b.Members[0]));
        return clusters;

        void Gather(int[] members, string reason)
        {
            int[] free = [.. members.Where(member => !used[member])];
            if (free.Length < 2) return;
            foreach (var member in free) used[member] = true;
            clusters.Add(([.. free], reason));
        }
    }

    private static string? LagStem(string name)
    {
        var at = name.LastIndexOf("_lag", StringComparison.Ordinal);
        return at > 0 && at + 4 < name.Length && name.AsSpan(at + 4).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..at] : null;
    }

    private static string? AngleStem(string name) =>
        name.StartsWith("sin_", StringComparison.Ordinal) || name.StartsWith("cos_", StringComparison.Ordinal) ? name[4..]
        : name.EndsWith("_sin", StringComparison.Ordinal) || name.EndsWith("_cos", StringComparison.Ordinal) ? name[..^4]
        : null;

    private static void Merge(List<(List<int> Members, string Reason)> clusters, double[] correlation, int features, double threshold)
    {
        // Similarity of two clusters: the smallest |rho| of a pair across.
        var count = clusters.Count;
        var similar = new double[count, count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var least = double.PositiveInfinity;
                foreach (var i in clusters[a].Members)
                {
                    foreach (var j in clusters[b].Members) least = Math.Min(least, Math.Abs(correlation[(i * features) + j]));
                }

                similar[a, b] = similar[b, a] = least;
            }
        }

        var gone = new bool[count];
        while (true)
        {
            var (best, first, second) = (0.0, -1, -1);
            for (var a = 0; a < count; a++)
            {
                for (var b = 0; b < a && !gone[a]; b++)
                {
                    if (!gone[b] && similar[a, b] > best) (best, first, second) = (similar[a, b], b, a);
                }
            }

            if (first < 0 || best < threshold) break;
            clusters[first] = ([.. clusters[first].Members, .. clusters[second].Members], Joined(clusters[first].Reason, clusters[second].Reason, threshold));
            gone[second] = true;
            for (var c = 0; c < count; c++) similar[first, c] = similar[c, first] = Math.Min(similar[first, c], similar[second, c]);
        }

        for (var i = count - 1; i >= 0; i--)
        {
            if (gone[i]) clusters.RemoveAt(i);
        }
    }

    private static string Joined(string a, string b, double threshold)
    {
        var reasons = new[] { a, b }.Where(reason => reason.Length > 0).Distinct().ToList();
        return reasons.Count == 0 ? "" : string.Join(", ", reasons) + string.Create(CultureInfo.InvariantCulture, $", joined because |Spearman's rho| is {threshold:0.##} at least");
    }

    private static string Name(IReadOnlyList<string> names, List<int> members)
    {
        if (members.Count == 1) return names[members[0]];
        const int shown = 3;
        if (members.Count <= shown) return string.Join(" + ", members.Select(member => names[member]));
        return $"{names[members[0]]} … {names[members[^1]]} ({members.Count} features)";
    }

    private static float[] Thinned(float[] rows, int features)
    {
        var count = rows.Length / features;
        return count <= MaximumRows ? rows : Background.Sample(rows, features, MaximumRows, 1).Rows;
    }
}
