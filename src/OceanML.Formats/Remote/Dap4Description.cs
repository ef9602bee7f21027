using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>The description (DMR) of a DAP4 dataset.</summary>
internal sealed class Dap4Description
{
    private static readonly string[] CoordinateStandardNames = ["latitude", "longitude", "time", "depth", "sea_water_pressure", "height", "altitude", "air_pressure"];
    private static readonly string[] Parts = ["Group", "Attribute", "Dimension", "Enumeration", "Map"];

    private readonly HashSet<string> bounds = [];

    private Dap4Description()
    {
    }

    /// <summary>The variables of all groups.</summary>
    public List<Dap4Variable> Variables { get; } = [];

    /// <summary>The attributes of the dataset.</summary>
    public List<Dap4Attribute> Attributes { get; } = [];

    /// <summary>Reads a description.</summary>
    /// <exception cref="OceanException">It is none.</exception>
    public static Dap4Description Read(string text, string name)
    {
        try
        {
            var root = XDocument.Parse(text.Trim().TrimEnd('\0')).Root!;
            if (root.Name.LocalName != "Dataset") throw OceanException.Unreachable($"{name}: the server does not describe a dataset by DAP4: {OpendapRequests.Words(text)}");
            var description = new Dap4Description();
            description.AddGroup(root, "", []);
            description.bounds.UnionWith(description.Variables.Where(description.IsAxis).Select(variable => variable["bounds"]).OfType<string>());
            return description;
        }
        catch (XmlException exception)
        {
            throw OceanException.Unreachable($"{name}: the server does not describe a dataset by DAP4: {OpendapRequests.Words(text)}", exception);
        }
    }

    /// <summary>Whether a variable says when and where, or is the bounds of one that does.</summary>
    public bool IsCoordinate(Dap4Variable variable) => variable.Dimensions.Count == 0 || bounds.Contains(variable.Name) || IsAxis(variable);

    private bool IsAxis(Dap4Variable variable) =>
        variable.Dimensions.Count <= 3 && variable.Type is not OceanML.Formats.NetCdf.NetCdfType.Char
        && ((variable.Dimensions is [var only] && only.Name == variable.Name)
            || CoordinateStandardNames.Contains(variable["standard_name"]) || variable["axis"] is "X" or "Y" or "Z" or "T"
            || variable["units"]?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true
            || variable["units"] is { } unit && (unit.StartsWith("degree", StringComparison.OrdinalIgnoreCase) && (unit.EndsWith("north", StringComparison.OrdinalIgnoreCase) || unit.EndsWith("east", StringComparison.OrdinalIgnoreCase))));

    private void AddGroup(XElement group, string place, Dictionary<string, long> outer)
    {
        var lengths = new Dictionary<string, long>(outer);
        foreach (var element in group.Elements())
        {
            if (element.Name.LocalName == "Dimension") lengths[place + Text(element, "name")] = long.Parse(Text(element, "size"), CultureInfo.InvariantCulture);
        }

        foreach (var element in group.Elements())
        {
            var kind = element.Name.LocalName;
            if (kind == "Group") AddGroup(element, place + Text(element, "name") + "/", lengths);
            else if (kind == "Attribute" && place.Length == 0) AddAttributes(element, Attributes);
            else if (!Parts.Contains(kind)) AddVariable(element, place, lengths);
        }
    }

    private void AddVariable(XElement element, string place, Dictionary<string, long> lengths)
    {
        var dimensions = new List<(string, long)>();
        foreach (var dimension in element.Elements().Where(child => child.Name.LocalName == "Dim"))
        {
            var reference = dimension.Attribute("name")?.Value.Trim('/');
            var size = reference is not null ? lengths.GetValueOrDefault(reference) : long.Parse(Text(dimension, "size"), CultureInfo.InvariantCulture);
            dimensions.Add((reference?[(reference.LastIndexOf('/') + 1)..] ?? FormattableString.Invariant($"length_{size}"), size));
        }

        var attributes = new List<Dap4Attribute>();
        foreach (var attribute in element.Elements().Where(child => child.Name.LocalName == "Attribute")) AddAttributes(attribute, attributes);
        Variables.Add(new Dap4Variable(place + Text(element, "name"), element.Name.LocalName, dimensions, attributes));
    }

    // Hyrax puts the attributes of a file into one container, NC_GLOBAL.
    private static void AddAttributes(XElement element, List<Dap4Attribute> into)
    {
        var type = element.Attribute("type")?.Value ?? "String";
        if (type == "Container" || element.Elements().Any(child => child.Name.LocalName == "Attribute"))
        {
            foreach (var inner in element.Elements().Where(child => child.Name.LocalName == "Attribute")) AddAttributes(inner, into);
            return;
        }

        var values = element.Elements().Where(child => child.Name.LocalName == "Value").Select(value => value.Attribute("value")?.Value ?? value.Value).ToList();
        if (values.Count == 0 && element.Attribute("value") is { } own) values.Add(own.Value);
        if (values.Count > 0) into.Add(new Dap4Attribute(Text(element, "name"), type, values));
    }

    private static string Text(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? throw new XmlException($"<{element.Name.LocalName}> has no {attribute}");
}
