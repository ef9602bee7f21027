namespace OceanML.Colocation;

/// <summary>Locates one set of observations in granule after granule (<see cref="Matchups.Extraction(Core.Table, MatchupProtocol, int)"/>).</summary>
public sealed class GranuleExtraction
{
    private readonly Observations observations;
    private readonly MatchupProtocol protocol;
    private readonly GranuleLocator locator;

    internal GranuleExtraction(Observations observations, MatchupProtocol protocol, int threads)
    {
        protocol.Check();
        (this.observations, this.protocol) = (observations, protocol);
        locator = new GranuleLocator(observations, protocol, threads);
    }

    /// <summary>Number of observations.</summary>
    public long Observations => observations.Count;

    /// <summary>The manifest of a granule. Its coordinates are read only where its times allow a match, its checksum taken only where it holds observations.</summary>
    /// <param name="source">The granule.</param>
    /// <exception cref="Core.OceanException">It cannot be read, or has no time while the window has limits.</exception>
    public GranuleManifest Extract(FieldSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var located = locator.Skip(source, 0);
        if (located is null)
        {
            using var field = source.Open();
            located = locator.Locate(field, source.Name, 0);
        }

        return GranuleManifest.Of(located, observations.Count, located.HasPixels ? source.Checksum?.Invoke() ?? "unknown" : null, protocol);
    }
}
