using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>The values that a wrapper's test case gives, as a tree by name.</summary>
internal static class TestValues
{
    public static JsonObject Of(XElement test)
    {
        var values = new JsonObject();
        foreach (var element in test.Elements())
        {
            var name = (string?)element.Attribute("name") ?? "";
            switch (element.Name.LocalName)
            {
                case "param":
                    Place(values, name, Value(element));
                    break;
                case "conditional" or "section":
                    Place(values, name, Of(element));
                    break;
                case "repeat":
                    if (values[name] is not JsonArray items) values[name] = items = [];
                    items.Add(Of(element));
                    break;
            }
        }

        return values;
    }

    private static void Place(JsonObject values, string name, JsonNode? value)
    {
        var parts = name.Split('|');
        foreach (var group in parts[..^1])
        {
            if (values[group] is not JsonObject inner) values[group] = inner = [];
            values = inner;
        }

        if (value is JsonObject members && values[parts[^1]] is JsonObject existing)
        {
            foreach (var (key, member) in members) existing[key] = member?.DeepClone();
        }
        else
        {
            values[parts[^1]] = value;
        }
    }

    private static JsonNode? Value(XElement param)
    {
        if (param.Element("collection") is { } collection)
        {
            return new JsonArray([.. collection.Elements("element").Select(element => File((string)element.Attribute("value")!, (string?)element.Attribute("ftype"), (string?)element.Attribute("name")))]);
        }

        if ((string?)param.Attribute("value_json") is { } json) return JsonNode.Parse(json);
        var value = (string?)param.Attribute("value");
        return value is null ? null : JsonValue.Create(value);
    }

    /// <summary>Turns the file names of data parameters into datasets, once it is known which parameters hold data.</summary>
    public static void ResolveData(XElement inputs, JsonObject values, XElement test)
    {
        var formats = test.Descendants("param").Where(param => param.Attribute("ftype") is not null)
            .GroupBy(param => ((string)param.Attribute("name")!).Split('|')[^1]).ToDictionary(group => group.Key, group => (string?)group.First().Attribute("ftype"));
        foreach (var element in inputs.Elements())
        {
            var name = Wrapper.NameOf(element);
            switch (element.Name.LocalName)
            {
                case "param" when (string?)element.Attribute("type") == "data" && values[name] is JsonValue value:
                    var files = value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Select(file => File(file, formats.GetValueOrDefault(name), null)).ToList();
                    values[name] = files.Count == 0 ? null : (string?)element.Attribute("multiple") == "true" ? new JsonArray([.. files]) : files.Single();
                    break;
                case "section" when values[name] is JsonObject members:
                    ResolveData(element, members, test);
                    break;
                case "conditional" when values[name] is JsonObject members:
                    foreach (var when in element.Elements("when")) ResolveData(when, members, test);
                    break;
                case "repeat" when values[name] is JsonArray items:
                    foreach (var item in items) ResolveData(element, (JsonObject)item!, test);
                    break;
            }
        }
    }

    public static JsonObject File(string name, string? format, string? identifier)
    {
        var path = SharedData.TestData(name);
        if (!System.IO.File.Exists(path)) throw new InvalidDataException($"test-data/{name} does not exist");
        return new JsonObject { ["path"] = path, ["ext"] = format ?? Path.GetExtension(name).TrimStart('.'), ["element_identifier"] = identifier ?? Path.GetFileName(name) };
    }
}
