namespace OceanML.Figures.Reports;

/// <summary>A section of a report.</summary>
/// <param name="Id">Anchor: lower-case letters, digits and hyphens, unique in the report.</param>
/// <param name="Heading">Heading in sentence case.</param>
/// <param name="Blocks">What it holds, in order.</param>
public sealed record ReportSection(string Id, string Heading, IReadOnlyList<ReportBlock> Blocks);
