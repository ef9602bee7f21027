namespace OceanML.Core;

/// <summary>A variable of estimates on the pixels of a field, as it is to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Metadata">Unit, names, source.</param>
public sealed record EstimateVariable(string Name, ColumnMetadata Metadata)
{
    /// <summary>For a variable of codes: the meaning of each code from 0 on; otherwise empty, and the variable holds numbers.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>For a variable of bits: the meaning of each bit from the lowest on; otherwise empty.</summary>
    public IReadOnlyList<string> Bits { get; init; } = [];

    /// <summary>Names of the variables that say how good its values are.</summary>
    public IReadOnlyList<string> Ancillary { get; init; } = [];

    /// <summary>What its values mean, at length; null for nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it is itself the result rather than something said of it.</summary>
    public bool IsResult { get; init; }

    /// <summary>Whether it holds numbers rather than codes or bits.</summary>
    public bool IsNumber => Codes.Count == 0 && Bits.Count == 0;
}
