namespace OceanML.Colocation;

/// <summary>What matchup rows say of a field.</summary>
internal sealed record FieldNote(string Name, string Product, string? Checksum);
