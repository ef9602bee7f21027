using OceanML.Core;

namespace OceanML.Formats.Archives;

/// <summary>One field of a catalogue.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name in matchup tables; null where the catalogue gives none.</param>
/// <param name="Covers">From its first to its last time; null where unknown.</param>
/// <param name="Extent">A box that holds all its pixels; null where unknown.</param>
/// <param name="Stamp">Its size and time of modification when it was catalogued; null where the catalogue does not say.</param>
public sealed record CatalogueEntry(string Path, string? Name, TimeInterval? Covers, GeoBox? Extent, FieldStamp? Stamp)
{
    /// <summary>Why it could not be opened when it was catalogued; null where it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the file is the one that was catalogued. A catalogue that somebody wrote without sizes and times is taken at its word.</summary>
    /// <exception cref="OceanException">The file does not exist.</exception>
    public bool IsCurrent => FieldStamp.Of(Path) is var now && (Stamp is not { } then || now == then);
}
