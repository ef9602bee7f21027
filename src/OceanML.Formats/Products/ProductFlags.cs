namespace OceanML.Formats.Products;

/// <summary>The default rule for a flag variable of a product.</summary>
/// <param name="Name">The flag variable, e.g. <c>l2_flags</c>; a pattern.</param>
/// <param name="Excluded">Flags that leave a pixel out; <c>*</c> stands for all but the required ones.</param>
/// <param name="Required">Flags one of which must be set; empty where none is required.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record ProductFlags(string Name, IReadOnlyList<string> Excluded, IReadOnlyList<string> Required, string? Source)
{
    /// <summary>Flags of pixels that do not count in the share of valid pixels: no water, or no position.</summary>
    public IReadOnlyList<string> Uncounted { get; init; } = [];

    /// <summary>Flags that leave pixels of some variables out: pattern of variable names to flags.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExcludedFor { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Bit masks per flag name, for products whose files do not carry flag_masks and flag_meanings themselves.</summary>
    public IReadOnlyDictionary<string, ulong> Masks { get; init; } = new Dictionary<string, ulong>();
}
