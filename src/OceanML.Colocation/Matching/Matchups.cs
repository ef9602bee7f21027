using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Matches observations with fields: grids, composites, swaths, model fields.</summary>
public static class Matchups
{
    /// <summary>Finds the matchups of a table of observations.</summary>
    /// <remarks>
    /// Fields are opened one at a time in order of their names, whatever the order given, and their coordinates and pixels are read only where
    /// their times allow a match. The result does not depend on the number of threads.
    /// </remarks>
    /// <param name="observations">A table with time, latitude and longitude; all its columns go into the result.</param>
    /// <param name="sources">The fields; names are unique.</param>
    /// <param name="protocol">The rules.</param>
    /// <param name="options">Threads and what else to make.</param>
    /// <exception cref="OceanException">
    /// A column of the table is missing; no field has a variable asked for; a field has no time; the mask names a flag that does not exist.
    /// </exception>
    public static MatchupResult Find(Table observations, IEnumerable<FieldSource> sources, MatchupProtocol protocol, MatchupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(protocol);
        protocol.Check();
        return Find(Observations.From(observations, protocol), sources, protocol, options ?? new MatchupOptions());
    }

    /// <summary>Finds the matchups of observations that stay on disk: of each field only the observations near it in time are read.</summary>
    /// <inheritdoc cref="Find(Table, IEnumerable{FieldSource}, MatchupProtocol, MatchupOptions?)"/>
    public static MatchupResult Find(IObservationStore observations, IEnumerable<FieldSource> sources, MatchupProtocol protocol, MatchupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(protocol);
        protocol.Check();
        return Find(Observations.From(observations, protocol), sources, protocol, options ?? new MatchupOptions());
    }

    /// <summary>First phase for archives: where the observations lie in one granule. Its coordinates are read, not its pixels.</summary>
    /// <param name="observations">A table with time, latitude and longitude.</param>
    /// <param name="source">The granule.</param>
    /// <param name="protocol">The rules; only the windows in time and space count.</param>
    /// <param name="threads">Number of threads.</param>
    public static GranuleManifest Extract(Table observations, FieldSource source, MatchupProtocol protocol, int threads = 1) =>
        Extraction(observations, protocol, threads).Extract(source);

    /// <summary>As <see cref="Extract(Table, FieldSource, MatchupProtocol, int)"/>, for many granules one after the other.</summary>
    public static GranuleExtraction Extraction(Table observations, MatchupProtocol protocol, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return new GranuleExtraction(Observations.From(observations, protocol), protocol, threads);
    }

    /// <summary>As <see cref="Extract(Table, FieldSource, MatchupProtocol, int)"/>, for many granules and observations that stay on disk.</summary>
    public static GranuleExtraction Extraction(IObservationStore observations, MatchupProtocol protocol, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return new GranuleExtraction(Observations.From(observations, protocol), protocol, threads);
    }

    /// <summary>Second phase: reads the macro-pixels that manifests point to and makes the matchups, the same as <see cref="Find(Table, IEnumerable{FieldSource}, MatchupProtocol, MatchupOptions?)"/> would.</summary>
    /// <param name="observations">The observations that the manifests were extracted with.</param>
    /// <param name="manifests">One per granule; all with the same windows.</param>
    /// <param name="granule">The granule of a name, or null where it is gone: its candidates are then rejected.</param>
    /// <param name="protocol">The rules; its windows are replaced by those of the manifests.</param>
    /// <param name="options">Threads and what else to make.</param>
    /// <exception cref="OceanException">Manifests differ in their windows or were extracted with other observations; a granule changed since; as for Find.</exception>
    public static MatchupResult Assemble(
        Table observations, IReadOnlyList<GranuleManifest> manifests, Func<string, FieldSource?> granule, MatchupProtocol protocol, MatchupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return Assemble(rules => Observations.From(observations, rules), manifests, granule, protocol, options ?? new MatchupOptions());
    }

    /// <inheritdoc cref="Assemble(Table, IReadOnlyList{GranuleManifest}, Func{string, FieldSource?}, MatchupProtocol, MatchupOptions?)"/>
    public static MatchupResult Assemble(
        IObservationStore observations, IReadOnlyList<GranuleManifest> manifests, Func<string, FieldSource?> granule, MatchupProtocol protocol, MatchupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return Assemble(rules => Observations.From(observations, rules), manifests, granule, protocol, options ?? new MatchupOptions());
    }

    private static MatchupResult Assemble(
        Func<MatchupProtocol, Observations> from, IReadOnlyList<GranuleManifest> manifests, Func<string, FieldSource?> granule, MatchupProtocol protocol, MatchupOptions options)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        ArgumentNullException.ThrowIfNull(granule);
        var rules = ManifestCheck.Windows(manifests, protocol);
        rules.Check();
        var observations = from(rules);
        ManifestCheck.Observations(manifests, observations.Count);
        var assembly = new Assembly(observations, rules, options);
        foreach (var (manifest, number) in manifests.OrderBy(manifest => manifest.Granule, StringComparer.Ordinal).Select((manifest, number) => (manifest, number)))
        {
            var located = manifest.ToLocated(number);
            ManifestCheck.Places(located, observations);
            if (rules.Period is { } period)
                located = located with { Candidates = [.. located.Candidates.Where(candidate => candidate.ObservationTime >= period.Start && candidate.ObservationTime < period.End)] };
            if (!manifest.NeedsGranule)
            {
                assembly.AddSkipped(located);
            }
            else if (granule(manifest.Granule) is { } source)
            {
                ManifestCheck.Unchanged(manifest, source);
                using var field = source.Open();
                assembly.Add(located, field, () => manifest.Checksum);
            }
            else
            {
                assembly.AddGone(located);
            }

            options.Opened?.Invoke();
        }

        return assembly.Finish();
    }

    private static MatchupResult Find(Observations observations, IEnumerable<FieldSource> sources, MatchupProtocol protocol, MatchupOptions options)
    {
        var assembly = new Assembly(observations, protocol, options);
        var locator = new GranuleLocator(observations, protocol, options.Threads);
        foreach (var (source, number) in sources.OrderBy(source => source.Name, StringComparer.Ordinal).Select((source, number) => (source, number)))
        {
            if (locator.Skip(source, number) is { } skipped)
            {
                assembly.AddSkipped(skipped);
            }
            else
            {
                using var field = source.Open();
                assembly.Add(locator.Locate(field, source.Name, number), field, source.Checksum);
            }

            options.Opened?.Invoke();
        }

        return assembly.Finish();
    }
}
