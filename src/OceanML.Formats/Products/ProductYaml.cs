using System.Globalization;
using OceanML.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OceanML.Formats.Products;

/// <summary>Reads a product description from YAML.</summary>
internal static class ProductYaml
{
    private static readonly string[] Keys =
    [
        "title", "kind", "order", "recognise", "latitude", "longitude", "line_time", "composite", "wavelengths", "hidden", "flags", "notes", "next",
        "licence", "reference",
    ];

    public static ProductDescription Read(string id, TextReader reader, string source)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw OceanException.BadInput($"{source}: not well-formed YAML at line {exception.Start.Line}: {exception.Message}", exception);
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
            throw OceanException.BadInput($"{source}: a product description is one YAML mapping");
        foreach (var key in root.Children.Keys)
        {
            if (!Keys.Contains(Scalar(key))) throw OceanException.Missing(source, "key", Scalar(key), Keys);
        }

        return new ProductDescription
        {
            Id = id,
            Title = Text(root, "title") ?? throw OceanException.BadInput($"{source}: 'title' is missing"),
            Kind = Enum.TryParse<ProductKind>(Text(root, "kind"), ignoreCase: true, out var kind)
                ? kind
                : throw OceanException.BadInput($"{source}: 'kind' must be one of {string.Join(", ", Enum.GetNames<ProductKind>()).ToLowerInvariant()}"),
            Order = int.TryParse(Text(root, "order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 50,
            Signatures = [.. Items(root, "recognise").OfType<YamlMappingNode>().Select(Signature)],
            Latitude = Text(root, "latitude"),
            Longitude = Text(root, "longitude"),
            LineTime = Text(root, "line_time"),
            Composite = Text(root, "composite"),
            Wavelengths = Map(root, "wavelengths"),
            Hidden = Texts(root, "hidden"),
            Flags = [.. Items(root, "flags").OfType<YamlMappingNode>().Select(Flags)],
            Notes = Texts(root, "notes"),
            Next = Texts(root, "next"),
            Licence = Text(root, "licence"),
            Reference = Text(root, "reference"),
        };
    }

    private static ProductSignature Signature(YamlMappingNode node) => new()
    {
        Format = Text(node, "format") ?? "netcdf",
        Attributes = Map(node, "attributes"),
        Variables = Texts(node, "variables"),
        Dimensions = Texts(node, "dimensions"),
        Texts = Map(node, "texts"),
        FirstLine = Text(node, "first_line"),
        Contains = Text(node, "contains"),
    };

    private static ProductFlags Flags(YamlMappingNode node) =>
        new(Text(node, "name") ?? "", Texts(node, "exclude"), Texts(node, "require"), Text(node, "source"));

    private static string Scalar(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string key) => Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    private static IEnumerable<YamlNode> Items(YamlMappingNode node, string key) => Child(node, key) switch
    {
        YamlSequenceNode sequence => sequence.Children,
        null => [],
        var single => [single],
    };

    private static List<string> Texts(YamlMappingNode node, string key) => [.. Items(node, key).Select(Scalar)];

    private static Dictionary<string, string> Map(YamlMappingNode node, string key) =>
        Child(node, key) is YamlMappingNode map ? map.Children.ToDictionary(pair => Scalar(pair.Key), pair => Scalar(pair.Value)) : [];
}
