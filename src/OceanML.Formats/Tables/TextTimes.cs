using System.Text.RegularExpressions;

namespace OceanML.Formats.Tables;

/// <summary>Times as delimited text has them.</summary>
internal static partial class TextTimes
{
    /// <summary>The pattern of ISO 8601 dates and times with separators, for .NET and for the engine alike.</summary>
    public const string Iso = @"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.]\d+)?)? ?(Z|UTC|[+-]\d{2}(:?\d{2})?)?)?";

    /// <summary>Whether a field is an ISO date or time, or a time of day.</summary>
    public static bool LooksLikeTime(string field) => IsIso(field) || TimeOfDay().IsMatch(field);

    /// <summary>Whether a field is an ISO date or time.</summary>
    public static bool IsIso(string field) => IsoPattern().IsMatch(field);

    [GeneratedRegex("^" + Iso + "$")]
    private static partial Regex IsoPattern();

    [GeneratedRegex(@"^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")]
    private static partial Regex TimeOfDay();
}
