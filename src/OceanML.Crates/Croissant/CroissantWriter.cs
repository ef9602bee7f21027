using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OceanML.Crates.Croissant;

/// <summary>Writes Croissant 1.0 (docs.mlcommons.org/croissant/docs/croissant-spec.html): JSON-LD that says what a table for learning holds.</summary>
public static class CroissantWriter
{
    /// <summary>The version that is written.</summary>
    public const string Version = "http://mlcommons.org/croissant/1.0";

    private const string Context = """
        {
          "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo",
          "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/", "data": {"@id": "cr:data", "@type": "@json"},
          "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
          "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field", "fileProperty": "cr:fileProperty",
          "fileObject": "cr:fileObject", "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset",
          "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
          "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
          "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform"
        }
        """;

    /// <summary>The description as JSON-LD text.</summary>
    public static string Write(CroissantDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var root = new JsonObject { ["@context"] = JsonNode.Parse(Context), ["@type"] = "sc:Dataset", ["name"] = dataset.Name, ["conformsTo"] = Version };
        Add(root, "description", dataset.Description);
        Add(root, "license", dataset.License);
        Add(root, "url", dataset.Url);
        if (dataset.Creator is { } creator) root["creator"] = new JsonObject { ["@type"] = dataset.CreatorIsOrganization ? "sc:Organization" : "sc:Person", ["name"] = creator };
        Add(root, "datePublished", dataset.DatePublished);
        Add(root, "citeAs", dataset.CiteAs);
        Add(root, "version", dataset.Version);
        if (dataset.Keywords.Count > 0) root["keywords"] = new JsonArray([.. dataset.Keywords.Select(word => (JsonNode)word)]);
        if (dataset.SpatialBox is { } box) root["spatialCoverage"] = new JsonObject { ["@type"] = "sc:Place", ["geo"] = new JsonObject { ["@type"] = "sc:GeoShape", ["box"] = box } };
        Add(root, "temporalCoverage", dataset.TemporalCoverage);
        root["distribution"] = new JsonArray(new JsonObject
        {
            ["@type"] = "cr:FileObject",
            ["@id"] = dataset.File,
            ["name"] = dataset.File,
            ["contentSize"] = dataset.Bytes.ToString(CultureInfo.InvariantCulture) + " B",
            ["contentUrl"] = dataset.File,
            ["encodingFormat"] = dataset.EncodingFormat,
            ["sha256"] = dataset.Sha256,
        });
        var sets = new JsonArray();
        if (dataset.Labels.Count > 0) sets.Add((JsonNode)Labels(dataset.Labels));
        if (dataset.Fields.SelectMany(field => field.Splits).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } splits) sets.Add((JsonNode)Splits(splits));
        sets.Add((JsonNode)Records(dataset));
        root["recordSet"] = sets;

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) root.WriteTo(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static JsonObject Records(CroissantDataset dataset)
    {
        const string set = "rows";
        var fields = new JsonArray();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in dataset.Fields)
        {
            var name = Identifier(field.Column, taken);
            var type = "sc:" + field.Type;
            var json = new JsonObject
            {
                ["@type"] = "cr:Field",
                ["@id"] = $"{set}/{name}",
                ["name"] = $"{set}/{name}",
                ["description"] = field.Description,
                ["dataType"] = field.IsLabel ? new JsonArray(type, "cr:Label") : type,
                ["source"] = new JsonObject { ["fileObject"] = new JsonObject { ["@id"] = dataset.File }, ["extract"] = new JsonObject { ["column"] = field.Column } },
            };
            if (field.StandardName is { } standard) json["equivalentProperty"] = $"http://vocab.nerc.ac.uk/standard_name/{standard}/";
            if (field.Splits.Count > 0) json["references"] = new JsonObject { ["field"] = new JsonObject { ["@id"] = "splits/name" } };
            fields.Add((JsonNode)json);
        }

        return new JsonObject { ["@type"] = "cr:RecordSet", ["@id"] = set, ["name"] = set, ["description"] = "One record per row of the table.", ["field"] = fields };
    }

    private static JsonObject Labels(IReadOnlyList<(string Label, string Definition, string? Uri)> labels) => new()
    {
        ["@type"] = "cr:RecordSet",
        ["@id"] = "labels",
        ["name"] = "labels",
        ["description"] = "What the labels mean. A value with several labels has them in alphabetical order, joined by |.",
        ["dataType"] = "sc:Enumeration",
        ["key"] = new JsonObject { ["@id"] = "labels/name" },
        ["field"] = new JsonArray(Field("labels/name", "sc:Text", "The label."), Field("labels/definition", "sc:Text", "What it means."), Field("labels/url", "sc:URL", "A concept of a public vocabulary; empty where there is none.")),
        ["data"] = new JsonArray([.. labels.Select(label => (JsonNode)new JsonObject { ["labels/name"] = label.Label, ["labels/definition"] = label.Definition, ["labels/url"] = label.Uri ?? "" })]),
    };

    private static JsonObject Splits(List<string> splits) => new()
    {
        ["@type"] = "cr:RecordSet",
        ["@id"] = "splits",
        ["name"] = "splits",
        ["description"] = "The parts the rows are divided into.",
        ["dataType"] = "cr:Split",
        ["key"] = new JsonObject { ["@id"] = "splits/name" },
        ["field"] = new JsonArray(Field("splits/name", "sc:Text", "The part."), Field("splits/url", "sc:URL", "What it is for.")),
        ["data"] = new JsonArray([.. splits.Select(split => (JsonNode)new JsonObject { ["splits/name"] = split, ["splits/url"] = SplitUrl(split) })]),
    };

    private static string SplitUrl(string split) => split.ToLowerInvariant() switch
    {
        "train" or "training" => "cr:TrainingSplit",
        "val" or "valid" or "validation" or "dev" => "cr:ValidationSplit",
        "test" or "testing" => "cr:TestSplit",
        _ => "cr:Split",
    };

    private static JsonObject Field(string id, string type, string description) => new() { ["@type"] = "cr:Field", ["@id"] = id, ["name"] = id, ["description"] = description, ["dataType"] = type };

    // An identifier is part of an address: blanks and brackets go; of names that then are equal the later are numbered.
    private static string Identifier(string column, HashSet<string> taken)
    {
        var bare = string.Concat(column.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' ? letter : '_'));
        var name = bare;
        for (var n = 2; !taken.Add(name); n++) name = $"{bare}_{n}";
        return name;
    }

    private static void Add(JsonObject root, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) root[name] = text;
    }
}
