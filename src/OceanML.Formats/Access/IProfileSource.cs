namespace OceanML.Formats.Access;

/// <summary>Where profile files come from: a mirror on disk or an HTTP server.</summary>
public interface IProfileSource
{
    /// <summary>The source as messages name it.</summary>
    string Name { get; }

    /// <summary>Brings a file onto this machine.</summary>
    /// <param name="entry">The index line of the file.</param>
    /// <param name="cancel">Ends the transfer.</param>
    /// <returns>Where the whole file lies, or why it cannot be had.</returns>
    Task<ProfileFetch> FetchAsync(GdacEntry entry, CancellationToken cancel);
}
