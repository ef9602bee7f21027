using System.Text;
using System.Text.RegularExpressions;

namespace OceanML.Formats.Tables;

/// <summary>Times as delimited text has them.</summary>
internal static partial class TextTimes
{
    /// <summary>Whether a field is an ISO date or time, or a time of day.</summary>
    public static bool LooksLikeTime(string field) => IsIso(field) || TimeOfDay().IsMatch(field);

    /// <summary>Whether a field is an ISO date or time.</summary>
    public static bool IsIso(string field) => TextField.TryTime(Encoding.UTF8.GetBytes(field), out _);

    [GeneratedRegex(@"^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")]
    private static partial Regex TimeOfDay();
}
