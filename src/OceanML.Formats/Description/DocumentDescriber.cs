using System.Text.Json;
using System.Xml;
using OceanML.Core;
using OceanML.Formats.Products;

namespace OceanML.Formats.Description;

/// <summary>Describes JSON and XML documents by what stands at their top; they hold no data that this collection reads.</summary>
internal static class DocumentDescriber
{
    public static FileDescription Describe(string path, Product product)
    {
        var about = new List<(string, string)>();
        try
        {
            if (product.Id == "json") ReadJson(path, about);
            else ReadXml(path, about);
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            throw OceanException.BadInput($"{path}: begins like {product.Id.ToUpperInvariant()} and is not well-formed: {exception.Message}", exception);
        }

        return new FileDescription(path, product, product.Id == "json" ? "JSON" : "XML", FileDescriber.Bytes(path))
        {
            About = about,
            Notes = ["A document, not data: no step reads it."],
        };
    }

    private static void ReadJson(string path, List<(string Key, string Text)> about)
    {
        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            about.Add(("content", $"a list of {root.GetArrayLength()}"));
            return;
        }

        if (root.ValueKind != JsonValueKind.Object) return;
        about.Add(("content", "an object with " + string.Join(", ", root.EnumerateObject().Take(20).Select(property => property.Name))));
        foreach (var key in (string[])["title", "name", "id", "description"])
        {
            if (root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String) about.Add((key, value.GetString()!));
        }
    }

    private static void ReadXml(string path, List<(string Key, string Text)> about)
    {
        // No DTD, no external resource: the file may come from anywhere.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };
        using var reader = XmlReader.Create(path, settings);
        reader.MoveToContent();
        about.Add(("content", $"an XML document of {reader.Name}"));
        if (reader.NamespaceURI.Length > 0) about.Add(("namespace", reader.NamespaceURI));

        // The manifest of a Sentinel granule names its product in the first textInfo.
        var title = reader.GetAttribute("textInfo");
        var elements = 1L;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            elements++;
            title ??= reader.GetAttribute("textInfo");
        }

        if (title is not null) about.Add(("title", title));
        about.Add(("elements", elements.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
