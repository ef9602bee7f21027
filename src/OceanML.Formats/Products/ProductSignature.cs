namespace OceanML.Formats.Products;

/// <summary>What a file of a product looks like; all that is given must hold. Patterns know <c>*</c>, <c>?</c> and <c>|</c>, and ignore case.</summary>
public sealed record ProductSignature
{
    /// <summary>The family of the file: netcdf, sen3 (a Sentinel-3 folder or zip; its variables are then its files), text, parquet…</summary>
    public string Format { get; init; } = "netcdf";

    /// <summary>Patterns of global attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that must exist, by name or place; <c>*</c> and <c>?</c> allowed.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Dimensions that must exist.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Patterns of the content of character variables, e.g. DATA_TYPE: Argo profile*.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Pattern of the first line of a text file.</summary>
    public string? FirstLine { get; init; }

    /// <summary>A text found near the beginning of a text file.</summary>
    public string? Contains { get; init; }
}
