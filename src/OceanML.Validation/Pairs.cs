namespace OceanML.Validation;

/// <summary>References and estimates side by side.</summary>
/// <param name="Reference">Reference values, e.g. of the float.</param>
/// <param name="Estimate">Estimates, e.g. of the satellite or model; as many.</param>
/// <param name="Sigma">Stated standard deviation of each estimate, or null.</param>
/// <param name="Groups">Number of the group (platform) of each pair, or null where pairs are independent.</param>
public sealed record Pairs(double[] Reference, double[] Estimate, double[]? Sigma = null, int[]? Groups = null)
{
    /// <summary>Number of pairs.</summary>
    public int Count => Reference.Length;

    /// <summary>The pairs of those places.</summary>
    public Pairs Take(IReadOnlyList<int> places)
    {
        var (reference, estimate) = (new double[places.Count], new double[places.Count]);
        var sigma = Sigma is null ? null : new double[places.Count];
        var groups = Groups is null ? null : new int[places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            (reference[i], estimate[i]) = (Reference[places[i]], Estimate[places[i]]);
            if (sigma is not null) sigma[i] = Sigma![places[i]];
            if (groups is not null) groups[i] = Groups![places[i]];
        }

        return new Pairs(reference, estimate, sigma, groups);
    }

    /// <summary>The pairs that can be compared, and how many cannot, by reason; a pair counts once.</summary>
    /// <param name="log">Whether they are to be compared as logarithms, which values of 0 and below do not have.</param>
    public (Pairs Usable, IReadOnlyDictionary<string, int> Excluded) Usable(bool log)
    {
        var excluded = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            var reason = !double.IsFinite(Reference[i]) ? "no reference"
                : !double.IsFinite(Estimate[i]) ? "no estimate"
                : log && Reference[i] <= 0 ? "reference not above 0"
                : log && Estimate[i] <= 0 ? "estimate not above 0"
                : null;
            if (reason is null) kept.Add(i);
            else excluded[reason] = excluded.GetValueOrDefault(reason) + 1;
        }

        return (Take(kept), excluded);
    }
}
