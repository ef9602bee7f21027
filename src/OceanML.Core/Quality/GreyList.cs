namespace OceanML.Core;

/// <summary>
/// Argo's grey list (<c>ar_greylist.txt</c>; user manual 10.13155/29825, real-time test 15 of 10.13155/33951): sensors whose real-time
/// values are flagged because they are known to fail. Delayed mode supersedes it: an expert has judged those values one by one.
/// </summary>
public sealed class GreyList
{
    private readonly Dictionary<(string Platform, string Parameter), List<GreyListEntry>> listed = [];

    /// <summary>A list of these entries.</summary>
    public GreyList(IEnumerable<GreyListEntry> entries)
    {
        Entries = [.. entries];
        foreach (var entry in Entries)
        {
            if (!listed.TryGetValue((entry.Platform, entry.Parameter), out var own)) listed.Add((entry.Platform, entry.Parameter), own = []);
            own.Add(entry);
        }
    }

    /// <summary>Every listing, in the order given.</summary>
    public IReadOnlyList<GreyListEntry> Entries { get; }

    /// <summary>The listing of a parameter of a float at an instant; the one with the worst flag where several hold, null where none does.</summary>
    /// <param name="platform">WMO number.</param>
    /// <param name="parameter">Argo name.</param>
    /// <param name="time">UTC microseconds; a missing time is never listed.</param>
    public GreyListEntry? Find(string platform, string parameter, long time)
    {
        if (!listed.TryGetValue((platform, parameter), out var own)) return null;
        GreyListEntry? worst = null;
        foreach (var entry in own)
        {
            if (entry.Holds(time) && (worst is null || entry.Flag > worst.Flag)) worst = entry;
        }

        return worst;
    }

    /// <summary>The flag of a parameter of a float at an instant, or null where it is not listed.</summary>
    public char? Flag(string platform, string parameter, long time) => Find(platform, parameter, time)?.Flag;

    /// <summary>
    /// The flag of a value after the list: the listed one where it is worse, otherwise its own. Worse means bad (4) over probably bad (3)
    /// over probably good (2) over all others; missing (9) and bad values stay as they are.
    /// </summary>
    /// <param name="own">The Argo flag of the value.</param>
    /// <param name="flag">The listed flag.</param>
    public static char Raise(char own, char flag) => own != '9' && Severity(flag) > Severity(own) ? flag : own;

    private static int Severity(char flag) => flag is >= '2' and <= '4' ? flag - '0' : 0;
}
