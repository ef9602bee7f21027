using System.Globalization;
using OceanML.Core;
using YamlDotNet.RepresentationModel;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Products;

/// <summary>Reads a product description from YAML.</summary>
internal static class ProductYaml
{
    private static readonly string[] Keys =
    [
        "title", "kind", "order", "recognise", "latitude", "longitude", "line_time", "composite", "wavelengths", "hidden", "roles", "flags", "valid",
        "notes", "next", "licence", "reference", "columns", "position", "platform", "refuse",
    ];

    private static readonly string[] FlagKeys = ["name", "exclude", "require", "uncounted", "for", "masks", "source"];

    private static readonly string[] ConditionKeys = ["variable", "minimum", "maximum", "above", "below"];

    public static ProductDescription Read(string id, TextReader reader, string source)
    {
        if (Mapping(reader, source) is not { } root)
            throw OceanException.BadInput($"{source}: a product description is one YAML mapping");
        RequireKeys(root, Keys, source);
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
            Roles = Roles(root, source),
            Flags = [.. Items(root, "flags").OfType<YamlMappingNode>().Select(node => Flags(node, source))],
            Conditions = [.. Items(root, "valid").Select(node => Condition(node, source))],
            Columns = Map(root, "columns").ToDictionary(pair => pair.Key, pair => Column(pair.Value)),
            Position = Position(root, source),
            Platform = Text(root, "platform"),
            Refuse = Text(root, "refuse"),
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

    private static ProductFlags Flags(YamlMappingNode node, string source)
    {
        RequireKeys(node, FlagKeys, $"{source}: flags");
        var byVariable = Child(node, "for") as YamlMappingNode;
        return new ProductFlags(Text(node, "name") ?? "", Texts(node, "exclude"), Texts(node, "require"), Text(node, "source"))
        {
            Uncounted = Texts(node, "uncounted"),
            ExcludedFor = (byVariable?.Children.Keys ?? []).ToDictionary(Scalar, IReadOnlyList<string> (key) => Texts(byVariable!, Scalar(key))),
            Masks = Map(node, "masks").ToDictionary(pair => pair.Key, pair => Mask(pair.Value, $"{source}: mask of {pair.Key}")),
        };
    }

    private static Dictionary<string, string> Roles(YamlMappingNode root, string source)
    {
        var roles = Map(root, "roles");
        foreach (var role in roles.Keys)
        {
            if (!FieldRole.All.Contains(role)) throw OceanException.Missing(source, "role", role, FieldRole.All);
        }

        return roles;
    }

    // nitrate_concentration [umol l-1]
    private static ProductColumn Column(string text) => text.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0
        ? new ProductColumn(text[..bracket].Trim(), text[(bracket + 1)..].TrimEnd(' ', ']'))
        : new ProductColumn(text.Trim(), null);

    private static (double Latitude, double Longitude)? Position(YamlMappingNode root, string source)
    {
        var numbers = Texts(root, "position");
        if (numbers.Count == 0) return null;
        if (numbers is [var north, var east]
            && double.TryParse(north, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && Math.Abs(latitude) <= 90
            && double.TryParse(east, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && Math.Abs(longitude) <= 180)
        {
            return (latitude, longitude);
        }

        throw OceanException.BadInput($"{source}: 'position' must be latitude and longitude in degrees, [50.7404, 1.5676]");
    }

    // The limits of a condition pass; below and above do not.
    private static PixelCondition Condition(YamlNode node, string source)
    {
        var where = $"{source}: valid";
        if (node is not YamlMappingNode map || Text(map, "variable") is not { } variable)
            throw OceanException.BadInput($"{where}: each entry needs a 'variable' and one of minimum, maximum, above, below");
        RequireKeys(map, ConditionKeys, where);
        var (least, most) = (double.NegativeInfinity, double.PositiveInfinity);
        if (Number(map, "minimum", where) is { } minimum) least = minimum;
        if (Number(map, "above", where) is { } above) least = Math.Max(least, Math.BitIncrement(above));
        if (Number(map, "maximum", where) is { } maximum) most = maximum;
        if (Number(map, "below", where) is { } below) most = Math.Min(most, Math.BitDecrement(below));
        if (!(least <= most)) throw OceanException.BadInput($"{where}: no value of '{variable}' could pass");
        if (double.IsInfinity(least) && double.IsInfinity(most))
            throw OceanException.BadInput($"{where}: '{variable}' needs one of minimum, maximum, above, below");
        return new PixelCondition(variable, least, most);
    }

    private static double? Number(YamlMappingNode node, string key, string where) =>
        Text(node, key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw OceanException.BadInput($"{where}: '{key}' is '{text}', not a number");

    private static ulong Mask(string text, string where) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mask) && mask != 0 ? mask
        : throw OceanException.BadInput($"{where} is '{text}', not a whole number above 0");

    private static List<string> Texts(YamlMappingNode node, string key) => [.. Items(node, key).Select(Scalar)];

    private static Dictionary<string, string> Map(YamlMappingNode node, string key) =>
        Child(node, key) is YamlMappingNode map ? map.Children.ToDictionary(pair => Scalar(pair.Key), pair => Scalar(pair.Value)) : [];
}
