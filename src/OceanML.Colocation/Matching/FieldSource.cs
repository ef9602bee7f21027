using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>A field that can be opened when its turn comes.</summary>
/// <param name="Name">Name of the file in matchup rows and messages; ties are broken by it.</param>
/// <param name="Open">Opens it.</param>
/// <param name="Checksum">SHA-256 of its bytes, lower-case hexadecimal, asked once and only for fields with a matchup; null where there is none.</param>
public sealed record FieldSource(string Name, Func<IField> Open, Func<string?>? Checksum = null);
