using System.Globalization;
using OceanML.Quality.Labels;

namespace OceanML.Steps;

/// <summary>The result in a few lines of the log.</summary>
internal static class LabelReportText
{
    public static IEnumerable<string> Lines(LabelResult result)
    {
        var without = result.Outcomes.Count(outcome => outcome.Values == 0);
        yield return $"{result.Outcomes.Count} {(result.Outcomes.Count == 1 ? "event" : "events")}; {result.Outcomes.Count - without} of them gave a label to at least one value";
        foreach (var (variable, classes) in result.Classes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{variable}_label: {string.Join(", ", classes.Where(pair => pair.Key.Length > 0).Select(pair => $"{pair.Key} {pair.Value}"))}, no label {classes[""]}");
        }
    }
}
