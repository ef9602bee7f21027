using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>What <see cref="ArgoUnion"/> made of tables.</summary>
/// <param name="Table">Every profile once.</param>
/// <param name="Duplicates">The profiles of files that were left out.</param>
/// <param name="MergedRows">Rows of biogeochemical files that became part of a row of their core file.</param>
public sealed record ArgoUnionResult(Table Table, IReadOnlyList<ArgoDuplicate> Duplicates, int MergedRows);
