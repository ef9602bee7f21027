using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>A table with in situ values beside the bands of a sensor.</summary>
/// <param name="Table">The table with the new columns.</param>
/// <param name="Partners">What each band was compared with, by wavelength.</param>
/// <param name="Warnings">What the user should know, one sentence each.</param>
public sealed record BandMatchResult(Table Table, IReadOnlyList<BandPartner> Partners, IReadOnlyList<string> Warnings);
