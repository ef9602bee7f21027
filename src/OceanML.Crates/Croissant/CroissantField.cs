namespace OceanML.Crates.Croissant;

/// <summary>A column of the table.</summary>
/// <param name="Column">Its name in the file.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Description">What it means, with its unit.</param>
public sealed record CroissantField(string Column, CroissantType Type, string Description)
{
    /// <summary>CF standard name, or null; becomes the property of the NERC vocabulary that it is equivalent to.</summary>
    public string? StandardName { get; init; }

    /// <summary>Whether it is a label to learn.</summary>
    public bool IsLabel { get; init; }

    /// <summary>The values of a column that divides rows into training, validation and test data; empty for other columns.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];
}
