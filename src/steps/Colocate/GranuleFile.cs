using OceanML.Colocation;

namespace OceanML.Steps;

/// <summary>A granule of a run.</summary>
/// <param name="Path">The file or SEN3 folder.</param>
/// <param name="Source">How it is opened, and what a catalogue says of it.</param>
internal sealed record GranuleFile(string Path, FieldSource Source);
