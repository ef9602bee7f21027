namespace OceanML.Crates.Croissant;

/// <summary>A data set of one table. What is null is not known, and left out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">Name of the file, relative to the description.</param>
/// <param name="EncodingFormat">Media type: <c>application/x-parquet</c>, <c>text/csv</c>, <c>text/tab-separated-values</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum, lower-case hexadecimal.</param>
/// <param name="Fields">Its columns.</param>
public sealed record CroissantDataset(string Name, string File, string EncodingFormat, long Bytes, string Sha256, IReadOnlyList<CroissantField> Fields)
{
    /// <summary>What the data are.</summary>
    public string? Description { get; init; }

    /// <summary>Address or SPDX identifier of the licence.</summary>
    public string? License { get; init; }

    /// <summary>Address of the page that describes the data.</summary>
    public string? Url { get; init; }

    /// <summary>Who made them: a person or an organisation.</summary>
    public string? Creator { get; init; }

    /// <summary>Whether the creator is an organisation.</summary>
    public bool CreatorIsOrganization { get; init; }

    /// <summary>When they were published, ISO 8601.</summary>
    public string? DatePublished { get; init; }

    /// <summary>How to cite them.</summary>
    public string? CiteAs { get; init; }

    /// <summary>Version, best as MAJOR.MINOR.PATCH.</summary>
    public string? Version { get; init; }

    /// <summary>Key words.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Where the data are, as schema.org writes a box: south west north east, degrees; null where unknown.</summary>
    public string? SpatialBox { get; init; }

    /// <summary>When the data are from, an ISO 8601 interval; null where unknown.</summary>
    public string? TemporalCoverage { get; init; }

    /// <summary>Meaning of labels: label, definition, address of a concept (or null).</summary>
    public IReadOnlyList<(string Label, string Definition, string? Uri)> Labels { get; init; } = [];
}
