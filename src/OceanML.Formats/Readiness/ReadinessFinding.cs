namespace OceanML.Formats.Readiness;

/// <summary>An answer, with what it rests on.</summary>
/// <param name="Question">The question.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Evidence">What the answer rests on, with numbers; for a person's answer their words.</param>
/// <param name="ByPerson">Whether a person gave the answer.</param>
public sealed record ReadinessFinding(ReadinessQuestion Question, ReadinessVerdict Verdict, string Evidence, bool ByPerson = false)
{
    /// <summary>Points of 1; NaN where the question does not count.</summary>
    public double Points => Verdict switch
    {
        ReadinessVerdict.Yes => 1,
        ReadinessVerdict.Partly => 0.5,
        ReadinessVerdict.No => 0,
        _ => double.NaN,
    };
}
