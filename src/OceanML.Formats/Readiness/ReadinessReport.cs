using OceanML.Formats.Description;

namespace OceanML.Formats.Readiness;

/// <summary>How ready a file is for machine learning: every question of the checklist, answered and scored.</summary>
/// <param name="File">What the file holds.</param>
/// <param name="Sha256">Its checksum, lower-case hexadecimal.</param>
/// <param name="Findings">The answers, in the order of the checklist.</param>
public sealed record ReadinessReport(FileDescription File, string Sha256, IReadOnlyList<ReadinessFinding> Findings)
{
    /// <summary>The checklist that is answered.</summary>
    public const string Checklist = "ESIP Data Readiness Cluster (2023): Checklist to Examine AI-readiness for Open Environmental Datasets v1.0, doi:10.6084/m9.figshare.19983722.v1";

    /// <summary>The score of all answers.</summary>
    public ReadinessScore Total => ReadinessScore.Of(Findings);

    /// <summary>The score of each section.</summary>
    public IReadOnlyList<(ReadinessSection Section, ReadinessScore Score)> Sections =>
        [.. Enum.GetValues<ReadinessSection>().Select(section => (section, ReadinessScore.Of(Findings.Where(finding => finding.Question.Section == section))))];

    /// <summary>What to do next: where most points are lost first.</summary>
    public IReadOnlyList<ReadinessFinding> Next =>
        [.. Findings.Where(finding => finding.Points < 1).OrderByDescending(finding => finding.Question.Weight * (1 - finding.Points))];

    /// <summary>What only a person can answer.</summary>
    public IReadOnlyList<ReadinessFinding> Open => [.. Findings.Where(finding => finding.Verdict == ReadinessVerdict.AskPerson)];
}
