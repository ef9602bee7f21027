namespace OceanML.Formats.Readiness;

/// <summary>A question of the checklist.</summary>
/// <param name="Id">How answers and programs name it, e.g. <c>documentation.licence</c>.</param>
/// <param name="Section">Where it stands.</param>
/// <param name="Text">The question, short.</param>
/// <param name="Weight">3 essential for learning from the data, 2 important, 1 useful.</param>
/// <param name="Fix">What to do where the answer is no.</param>
/// <param name="InChecklist">Whether it is one of the ESIP checklist 1.0; otherwise it was added, because files can answer it and training needs it.</param>
public sealed record ReadinessQuestion(string Id, ReadinessSection Section, string Text, int Weight, string Fix, bool InChecklist = true)
{
    /// <summary>What to do with a grid or a swath, where that is something else.</summary>
    public string? FieldFix { get; init; }
}
