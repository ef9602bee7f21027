using System.IO.Enumeration;

namespace OceanML.Core;

/// <summary>Patterns of names and texts: <c>*</c>, <c>?</c>, and <c>|</c> between alternatives; case ignored.</summary>
public static class NamePattern
{
    /// <summary>Whether a text matches one of the alternatives of a pattern.</summary>
    public static bool Matches(string pattern, string text)
    {
        foreach (var alternative in pattern.Split('|'))
        {
            if (FileSystemName.MatchesSimpleExpression(alternative, text)) return true;
        }

        return false;
    }
}
