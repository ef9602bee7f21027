namespace OceanML.Formats.Description;

/// <summary>A variable or column of quality flags, counted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Counts">Flag, its meaning where known, and how many values carry it; in the order of the flags.</param>
public sealed record QualityDescription(string Name, IReadOnlyList<(string Flag, string? Meaning, long Count)> Counts);
