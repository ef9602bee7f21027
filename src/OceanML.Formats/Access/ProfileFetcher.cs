namespace OceanML.Formats.Access;

/// <summary>Brings many files, some at a time, and hands them back in the order asked.</summary>
public static class ProfileFetcher
{
    /// <summary>Fetches every entry.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="entries">What.</param>
    /// <param name="parallel">How many at a time; at least 1.</param>
    /// <param name="advance">Called once per file, from any thread.</param>
    /// <param name="cancel">Ends the transfers.</param>
    /// <returns>One outcome per entry, in the order of the entries.</returns>
    public static ProfileFetch[] FetchAll(
        IProfileSource source,
        IReadOnlyList<GdacEntry> entries,
        int parallel,
        Action advance,
        CancellationToken cancel = default)
    {
        var outcomes = new ProfileFetch[entries.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, parallel), CancellationToken = cancel };
        Parallel.ForAsync(0, entries.Count, limits, async (i, token) =>
        {
            outcomes[i] = await source.FetchAsync(entries[i], token).ConfigureAwait(false);
            advance();
        }).GetAwaiter().GetResult();
        return outcomes;
    }
}
