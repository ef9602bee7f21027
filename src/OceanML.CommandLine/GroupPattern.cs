using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.CommandLine;

/// <summary>The pattern of <c>--group-pattern</c>: which part of a column's text is the group.</summary>
public static class GroupPattern
{
    /// <summary>Reads what a user writes.</summary>
    /// <param name="text">A regular expression; null for none.</param>
    /// <exception cref="OceanException">Not a regular expression.</exception>
    public static Regex? Parse(string? text)
    {
        if (text is null) return null;
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            throw OceanException.Usage($"--group-pattern '{text}' is not a regular expression: {exception.Message}");
        }
    }
}
