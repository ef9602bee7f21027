using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Readiness;

/// <summary>Ways to give an answer.</summary>
internal static class Answers
{
    public static (ReadinessVerdict, string) Yes(string evidence) => (ReadinessVerdict.Yes, evidence);

    public static (ReadinessVerdict, string) Partly(string evidence) => (ReadinessVerdict.Partly, evidence);

    public static (ReadinessVerdict, string) No(string evidence) => (ReadinessVerdict.No, evidence);

    public static (ReadinessVerdict, string) NotApplicable(string evidence) => (ReadinessVerdict.NotApplicable, evidence);

    public static (ReadinessVerdict, string) Person(string evidence = "the file cannot tell") => (ReadinessVerdict.AskPerson, evidence);

    /// <summary>Yes from one share on, partly from another.</summary>
    public static (ReadinessVerdict, string) ByShare(double share, double yes, double partly, string evidence) =>
        (share >= yes ? ReadinessVerdict.Yes : share >= partly ? ReadinessVerdict.Partly : ReadinessVerdict.No, evidence);

    /// <summary>An attribute as evidence: its name and the beginning of its text.</summary>
    public static string Quote((string Name, string Text) attribute) => $"{attribute.Name}: {Cut(attribute.Text)}";

    public static string Cut(string text, int width = 90)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= width ? line : line[..(width - 3)] + "...";
    }

    public static string Percent(double share) =>
        share is 0 or 1 ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %") : string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(100 * share, 0.1, 99.9):0.0} %");

    public static string Listed(IEnumerable<string> names, int shown = 6)
    {
        var all = names.ToList();
        return all.Count <= shown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(shown))} and {all.Count - shown} more";
    }

    /// <summary>How long, in the unit one would say it in.</summary>
    public static string Lasting(long microseconds)
    {
        var seconds = microseconds / (double)Timestamp.PerSecond;
        var (value, unit) = seconds switch
        {
            < 120 => (seconds, "s"),
            < 7200 => (seconds / 60, "min"),
            < 172_800 => (seconds / 3600, "h"),
            < 730 * 86_400.0 => (seconds / 86_400, "days"),
            _ => (seconds / (365.25 * 86_400), "years"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {unit}");
    }

    public static string Day(long time) => Timestamp.Format(time)[..10];
}
