namespace OceanML.Formats.Products;

/// <summary>The default rule for a flag variable of a product.</summary>
/// <param name="Name">The flag variable, e.g. <c>l2_flags</c>.</param>
/// <param name="Excluded">Flags that leave a pixel out; <c>*</c> stands for all but the required ones.</param>
/// <param name="Required">Flags one of which must be set; empty where none is required.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record ProductFlags(string Name, IReadOnlyList<string> Excluded, IReadOnlyList<string> Required, string? Source);
