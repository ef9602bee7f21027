namespace OceanML.Colocation;

/// <summary>What matchup rows say of a field.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Product">Product identifier; empty for a field that was not opened.</param>
/// <param name="Checksum">SHA-256, where it was asked.</param>
/// <param name="Period">Columns after which a field round the Earth repeats itself; 0 for other fields.</param>
internal sealed record FieldNote(string Name, string Product, string? Checksum, int Period);
