using System.Collections;
using System.CommandLine;
using System.Globalization;

namespace OceanML.CommandLine;

/// <summary>The value of an option as text for the run record.</summary>
internal static class ParameterText
{
    public static string? Of(ParseResult result, Option option)
    {
        var found = result.GetResult(option);
        if (found is null) return null;
        if (!found.Implicit) return found.Tokens.Count == 0 ? "true" : string.Join(",", found.Tokens.Select(token => token.Value));
        return Text(option.GetDefaultValue());
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        IEnumerable list => string.Join(",", list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
