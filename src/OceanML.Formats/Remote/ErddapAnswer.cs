using System.Net;
using System.Text.RegularExpressions;

namespace OceanML.Formats.Remote;

/// <summary>What an ERDDAP server said instead of sending a file, with whatever status: versions and proxies differ in it, the words do not.</summary>
internal static partial class ErddapAnswer
{
    /// <summary>Whether nothing fits the constraints.</summary>
    public static bool IsNothing(string text) =>
        text.Contains("Your query produced no matching results", StringComparison.OrdinalIgnoreCase) || text.Contains("nRows = 0", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether too much was asked at once, or it took the server too long: less would do.</summary>
    public static bool IsTooMuch(HttpStatusCode? status, string text) =>
        status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.GatewayTimeout
        || text.Contains("too much data", StringComparison.OrdinalIgnoreCase) || text.Contains("Payload Too Large", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Request Entity Too Large", StringComparison.OrdinalIgnoreCase) || text.Contains("2 GB limit", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the server does not know the dataset.</summary>
    public static bool IsUnknownDataset(string text) => text.Contains("unknown datasetID", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the query itself is refused.</summary>
    public static bool IsQueryError(string text) => text.Contains("Query error", StringComparison.OrdinalIgnoreCase);

    /// <summary>The words of the server in one line: the message of <c>Error { … }</c>, or the text of a page.</summary>
    public static string Words(string text)
    {
        var message = Message().Match(text);
        var words = message.Success ? message.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : Tags().Replace(text, " ");
        words = Blanks().Replace(WebUtility.HtmlDecode(words), " ").Trim();
        return words.Length <= 300 ? words : words[..300] + "…";
    }

    [GeneratedRegex("message\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Message();

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
