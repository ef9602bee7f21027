using OceanML.Formats.Products;

namespace OceanML.Formats.Description;

/// <summary>What a file holds, for people and programs.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Product">What it is.</param>
/// <param name="Format">How it is stored, in words.</param>
/// <param name="Bytes">Its size.</param>
public sealed record FileDescription(string Path, Product Product, string Format, long Bytes)
{
    /// <summary>Title, institution, licence, DOI… in a fixed order, those that are known.</summary>
    public IReadOnlyList<(string Key, string Text)> About { get; init; } = [];

    /// <summary>Number of rows of a table or index; null for other files.</summary>
    public long? Rows { get; init; }

    /// <summary>Names and lengths of the dimensions.</summary>
    public IReadOnlyList<(string Name, long Length, bool IsUnlimited)> Dimensions { get; init; } = [];

    /// <summary>The variables or columns, in file order.</summary>
    public IReadOnlyList<VariableDescription> Variables { get; init; } = [];

    /// <summary>Where the data are; null where unknown.</summary>
    public SpaceExtent? Space { get; init; }

    /// <summary>When the data are from; null where unknown.</summary>
    public TimeExtent? Time { get; init; }

    /// <summary>Platforms, cycles and data modes of Argo files.</summary>
    public ArgoSummary? Argo { get; init; }

    /// <summary>Variables that protocols ask for: <see cref="Core.FieldRole"/> to a variable.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>Bit flags of pixels.</summary>
    public IReadOnlyList<FlagDescription> Flags { get; init; } = [];

    /// <summary>Quality flags of measurements, counted.</summary>
    public IReadOnlyList<QualityDescription> Quality { get; init; } = [];

    /// <summary>What to know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What one usually does next.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];
}
