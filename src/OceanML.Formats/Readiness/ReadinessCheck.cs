namespace OceanML.Formats.Readiness;

/// <summary>A question with what answers it.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer of a file.</param>
internal sealed record ReadinessCheck(ReadinessQuestion Question, Func<DatasetFacts, (ReadinessVerdict Verdict, string Evidence)> Answer)
{
    public ReadinessFinding Ask(DatasetFacts facts)
    {
        var (verdict, evidence) = Answer(facts);
        return new ReadinessFinding(Question, verdict, evidence);
    }
}
