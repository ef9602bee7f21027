namespace OceanML.Figures.Reports;

/// <summary>A report: what was done, what came of it, and what it is good for. It is content alone; <see cref="StaticReport"/> and <see cref="InteractiveReport"/> give it a form.</summary>
/// <param name="Title">Title in sentence case.</param>
/// <param name="Lead">One paragraph that says what the reader has in hand.</param>
/// <param name="Sections">The sections in order.</param>
public sealed record ReportDocument(string Title, string Lead, IReadOnlyList<ReportSection> Sections);
