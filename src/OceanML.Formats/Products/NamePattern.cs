using System.IO.Enumeration;

namespace OceanML.Formats.Products;

/// <summary>Patterns of names and texts: <c>*</c>, <c>?</c>, and <c>|</c> between alternatives; case ignored.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string text)
    {
        foreach (var alternative in pattern.Split('|'))
        {
            if (FileSystemName.MatchesSimpleExpression(alternative, text)) return true;
        }

        return false;
    }
}
