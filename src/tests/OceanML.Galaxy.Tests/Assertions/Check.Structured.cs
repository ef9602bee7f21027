using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace OceanML.Galaxy.Tests;

/// <content>JSON, XML and HDF5.</content>
internal static partial class Check
{
    private static string? Json(XElement assertion, byte[] content)
    {
        var property = Required(assertion, "property");
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(content);
        }
        catch (JsonException exception)
        {
            return $"it is not JSON: {exception.Message}";
        }

        var found = Values(root, property).ToList();
        if (found.Count == 0) return "there is no such property";
        var holds = assertion.Name == "has_json_property_with_text"
            ? found.Any(value => value is JsonValue text && text.ToString() == Required(assertion, "text"))
            : found.Any(value => JsonNode.DeepEquals(value, JsonNode.Parse(Required(assertion, "value"))));
        return holds ? null : $"it is {string.Join(", ", found.Take(5).Select(value => value?.ToJsonString() ?? "null"))}";
    }

    private static IEnumerable<JsonNode?> Values(JsonNode? node, string property)
    {
        if (node is JsonObject members)
        {
            if (members.TryGetPropertyValue(property, out var value)) yield return value;
            foreach (var inner in members.SelectMany(member => Values(member.Value, property))) yield return inner;
        }
        else if (node is JsonArray items)
        {
            foreach (var inner in items.SelectMany(item => Values(item, property))) yield return inner;
        }
    }

    private static string? Xml(XElement assertion, byte[] content)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            document = XDocument.Load(reader);
        }
        catch (XmlException exception)
        {
            return $"it is not XML: {exception.Message}";
        }

        if (assertion.Name == "is_valid_xml") return null;
        // Galaxy's paths are ElementTree's: relative to the root, without its name, namespaces in braces.
        var names = new XmlNamespaceManager(new NameTable());
        var path = Regex.Replace(Required(assertion, "path"), @"\{([^}]*)\}", match =>
        {
            var prefix = "n" + Math.Abs(match.Groups[1].Value.GetHashCode(StringComparison.Ordinal));
            names.AddNamespace(prefix, match.Groups[1].Value);
            return prefix + ":";
        });
        var elements = document.Root!.XPathSelectElements(path, names).ToList();
        var text = elements.FirstOrDefault()?.Value ?? "";
        var attribute = (string?)elements.FirstOrDefault()?.Attribute((string?)assertion.Attribute("attribute") ?? "none") ?? "";
        return assertion.Name.LocalName switch
        {
            "has_element_with_path" => elements.Count > 0 ? null : "no such element",
            "has_n_elements_with_path" => Counted(assertion, elements.Count, "such elements"),
            "xml_element" => Counted(assertion, elements.Count, "such elements"),
            "element_text_is" => text == Required(assertion, "text") ? null : $"it is '{text}'",
            "element_text_matches" => Expression(assertion).IsMatch(text) ? null : $"it is '{text}'",
            "element_text" => elements.Count == 0 ? "no such element" : All(assertion, text).FirstOrDefault(),
            "attribute_is" => attribute == Required(assertion, "text") ? null : $"it is '{attribute}'",
            _ => Expression(assertion).IsMatch(attribute) ? null : $"it is '{attribute}'",
        };
    }

    private static string? Hdf5(XElement assertion, byte[] content)
    {
        const string Program = """
            import json, sys, netCDF4
            def walk(group, prefix):
                names = [prefix + name for name in group.variables]
                for name, inner in group.groups.items(): names += [prefix + name] + walk(inner, prefix + name + "/")
                return names
            with netCDF4.Dataset(sys.argv[1]) as root:
                assert root.data_model.startswith("NETCDF4"), "not HDF5"
                json.dump({"keys": walk(root, "") + list(root.dimensions), "attributes": {name: str(root.getncattr(name)) for name in root.ncattrs()}}, sys.stdout)
            """;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            var said = Shell.Run("/usr/bin/python3", ["-c", Program, path]);
            if (said.ExitCode != 0) return "it is not an HDF5 file that netCDF can read";
            var answer = JsonNode.Parse(said.Output)!;
            if (assertion.Name == "has_h5_attribute")
            {
                var value = answer["attributes"]![Required(assertion, "key")]?.ToString();
                return value == Required(assertion, "value") ? null : $"it is '{value}'";
            }

            var present = answer["keys"]!.AsArray().Select(key => key!.ToString()).ToHashSet(StringComparer.Ordinal);
            var missing = Required(assertion, "keys").Split(',', StringSplitOptions.TrimEntries).Where(key => !present.Contains(key)).ToList();
            return missing.Count == 0 ? null : $"there is no {string.Join(", ", missing)}; there are {string.Join(", ", present)}";
        }
        finally
        {
            File.Delete(path);
        }
    }
}
