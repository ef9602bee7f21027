using System.Globalization;
using OceanML.CommandLine;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The account of verdicts and their reasons, in the log and in the record.</summary>
internal static class PredictReport
{
    private const int MostReasons = 5;

    /// <summary>Tells them.</summary>
    public static void Tell(StepRun run, string what, long predicted, IReadOnlyDictionary<ApplicabilityVerdict, long> verdicts, IReadOnlyList<(string Reason, long Rows)> reasons)
    {
        if (verdicts.Count == 0 || predicted == 0) return;
        foreach (var verdict in Enum.GetValues<ApplicabilityVerdict>())
            run.Result($"applicability_{TablePredictor.Word(verdict)}", verdicts.GetValueOrDefault(verdict));
        foreach (var (reason, count) in reasons) run.Result($"not inside: {reason}", count);
        foreach (var (reason, count) in reasons.Take(MostReasons))
            run.Log(string.Create(CultureInfo.InvariantCulture, $"not inside the training domain: {count} {what} ({Share(count, predicted)}), {reason}"));
        if (reasons.Count > MostReasons) run.Log($"{reasons.Count - MostReasons} more reasons, all in the run record (--record)");
        var (edge, outside) = (verdicts.GetValueOrDefault(ApplicabilityVerdict.Edge), verdicts.GetValueOrDefault(ApplicabilityVerdict.Outside));
        if (edge > 0) run.Log($"{edge} of {predicted} predicted {what} ({Share(edge, predicted)}) are at the edge of the training domain: use them with care");
        if (outside > 0) run.Warn($"{outside} of {predicted} predicted {what} ({Share(outside, predicted)}) are outside the training domain: the model extrapolates there, and its sigma does not know it");
    }

    private static string Share(long count, long all) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / all:0.#} %");
}
