using System.Text.RegularExpressions;

namespace OceanML.Formats.Readiness;

/// <summary>Digital object identifiers in metadata.</summary>
internal static partial class Doi
{
    /// <summary>The first DOI among the attributes that may name the data; null where there is none.</summary>
    public static string? Find(DatasetFacts facts)
    {
        foreach (var name in (string[])["doi", "identifier_product_doi", "dataset_doi", "id", "identifier", "metadata_link", "references", "citation", "acknowledgement", "acknowledgment", "landing_page", "source", "url"])
        {
            if (facts.Attribute(name) is { } found && Of(found.Text) is { } doi) return doi;
        }

        return null;
    }

    /// <summary>The DOI in a text, or null.</summary>
    public static string? Of(string text) => Pattern().Match(text) is { Success: true } match ? match.Value.TrimEnd('.', ',', ';', ')') : null;

    [GeneratedRegex(@"\b10\.\d{4,9}/[^\s""<>]+")]
    private static partial Regex Pattern();
}
