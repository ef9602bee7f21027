namespace OceanML.Formats.Products;

/// <summary>What a column of a product is, where the file does not say.</summary>
/// <param name="Name">Its name in an observation table: canonical, from the vocabulary, wherever that knows the quantity.</param>
/// <param name="Unit">Its unit; null where the file tells.</param>
public sealed record ProductColumn(string Name, string? Unit);
