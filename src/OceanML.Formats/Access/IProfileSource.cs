namespace OceanML.Formats.Access;

/// <summary>Where profile files come from: a mirror on disk or an HTTP server.</summary>
public interface IProfileSource
{
    /// <summary>The source as messages name it.</summary>
    string Name { get; }

    /// <summary>Why the whole source cannot be reached, once that is known, or null.</summary>
    string? Unreachable { get; }

    /// <summary>Brings a file onto this machine.</summary>
    /// <param name="entry">The index line of the file.</param>
    /// <param name="cancel">Ends the transfer.</param>
    /// <returns>Where the whole file lies, or why it cannot be had.</returns>
    Task<ProfileFetch> FetchAsync(GdacEntry entry, CancellationToken cancel);

    /// <summary>Brings an index or the grey list, in the version that the source has now.</summary>
    /// <param name="names">Names in the folder that holds <c>dac/</c>, in the order of preference.</param>
    /// <param name="cancel">Ends the transfer.</param>
    /// <returns>Where the first of them that there is lies, or null where there is none.</returns>
    string? Fetch(IReadOnlyList<string> names, CancellationToken cancel = default);
}
