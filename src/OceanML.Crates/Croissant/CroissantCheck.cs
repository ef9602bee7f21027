using System.Text.Json;
using System.Text.Json.Nodes;

namespace OceanML.Crates.Croissant;

/// <summary>Checks a Croissant description against what version 1.0 requires and recommends.</summary>
public static class CroissantCheck
{
    private static readonly string[] Required = ["@context", "@type", "name", "conformsTo", "description", "license", "url", "creator", "datePublished", "distribution"];

    /// <summary>What a description lacks or has wrong, one sentence each; empty where it is complete.</summary>
    public static IReadOnlyList<string> Problems(string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            return [$"not well-formed JSON: {exception.Message}"];
        }

        if (root is not JsonObject dataset) return ["not a JSON object"];
        var problems = Required.Where(name => dataset[name] is null).Select(name => $"{name} is required and missing").ToList();
        if (dataset["@type"]?.ToString() is { } type && type is not ("sc:Dataset" or "Dataset" or "https://schema.org/Dataset")) problems.Add($"@type is '{type}', not sc:Dataset");
        if (dataset["conformsTo"]?.ToString() is { } version && version is not CroissantWriter.Version) problems.Add($"conformsTo is '{version}', not {CroissantWriter.Version}");
        var identifiers = new HashSet<string>(StringComparer.Ordinal);
        var files = Items(dataset["distribution"]).ToList();
        foreach (var file in files)
        {
            Identify(file, "a file", identifiers, problems);
            foreach (var name in (string[])["contentUrl", "encodingFormat"])
            {
                if (file[name] is null) problems.Add($"{file["@id"]}: {name} is missing");
            }

            if (file["sha256"]?.ToString() is not { Length: 64 }) problems.Add($"{file["@id"]}: sha256 is missing or not 64 digits");
        }

        foreach (var set in Items(dataset["recordSet"]))
        {
            Identify(set, "a record set", identifiers, problems);
            foreach (var field in Items(set["field"])) Field(field, set, files, identifiers, problems);
        }

        return problems;
    }

    private static void Field(JsonObject field, JsonObject set, List<JsonObject> files, HashSet<string> identifiers, List<string> problems)
    {
        Identify(field, "a field", identifiers, problems);
        if (field["dataType"] is null) problems.Add($"{field["@id"]}: dataType is missing");
        if (set["data"] is not null) return;
        var source = field["source"] as JsonObject;
        var file = source?["fileObject"]?["@id"]?.ToString();
        if (file is null || source?["extract"]?["column"] is null) problems.Add($"{field["@id"]}: has no source with a column");
        else if (!files.Exists(one => one["@id"]?.ToString() == file)) problems.Add($"{field["@id"]}: its source '{file}' is not in the distribution");
    }

    private static void Identify(JsonObject node, string what, HashSet<string> identifiers, List<string> problems)
    {
        if (node["@id"]?.ToString() is not { Length: > 0 } id) problems.Add($"{what} has no @id");
        else if (!identifiers.Add(id)) problems.Add($"@id '{id}' stands there twice");
    }

    private static IEnumerable<JsonObject> Items(JsonNode? node) => node switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };
}
