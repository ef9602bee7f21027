using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>The events that may concern a platform, found once per platform; platforms with the same events share an index.</summary>
/// <param name="events">All events.</param>
/// <param name="seen">Set for each event whose platform is met.</param>
internal sealed class PlatformEvents(IReadOnlyList<LabelEvent> events, bool[] seen)
{
    private readonly Dictionary<string, EventIndex> byPlatform = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventIndex> byMembers = new(StringComparer.Ordinal);

    public EventIndex Of(string platform)
    {
        if (byPlatform.TryGetValue(platform, out var known)) return known;
        var members = new List<int>();
        for (var one = 0; one < events.Count; one++)
        {
            if (!Concerns(events[one].Platform, platform)) continue;
            members.Add(one);
            seen[one] = true;
        }

        var key = string.Join(',', members);
        if (!byMembers.TryGetValue(key, out var index)) byMembers[key] = index = new EventIndex(events, members);
        return byPlatform[platform] = index;
    }

    private static bool Concerns(string pattern, string platform) =>
        pattern.Length == 0 || pattern.Split(['|', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(name => NamePattern.Matches(name, platform));
}
