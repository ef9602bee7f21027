namespace OceanML.Formats.Readiness;

/// <summary>The score of a section, or of all.</summary>
/// <param name="Percent">Weighted points of the questions that were answered, 0 to 100; NaN where none was.</param>
/// <param name="Yes">Questions answered yes.</param>
/// <param name="Partly">Questions answered in part.</param>
/// <param name="No">Questions answered no.</param>
/// <param name="AskPerson">Questions that only a person can answer, and none has.</param>
/// <param name="NotApplicable">Questions that do not arise.</param>
public sealed record ReadinessScore(double Percent, int Yes, int Partly, int No, int AskPerson, int NotApplicable)
{
    /// <summary>The score of some answers.</summary>
    public static ReadinessScore Of(IEnumerable<ReadinessFinding> findings)
    {
        var (points, weights) = (0.0, 0.0);
        var counts = new int[Enum.GetValues<ReadinessVerdict>().Length];
        foreach (var finding in findings)
        {
            counts[(int)finding.Verdict]++;
            if (double.IsNaN(finding.Points)) continue;
            points += finding.Question.Weight * finding.Points;
            weights += finding.Question.Weight;
        }

        return new ReadinessScore(100 * points / weights, counts[0], counts[1], counts[2], counts[4], counts[3]);
    }
}
