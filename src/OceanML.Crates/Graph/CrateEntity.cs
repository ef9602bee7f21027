using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>
/// One entity of an RO-Crate: an identifier, its types, and properties that are texts, numbers or links to other entities. Nothing is
/// nested: RO-Crate wants flattened JSON-LD.
/// </summary>
public sealed class CrateEntity
{
    private readonly SortedDictionary<string, JsonNode> properties = new(StringComparer.Ordinal);

    /// <summary>Makes an entity.</summary>
    /// <param name="id">A path relative to the crate, an absolute IRI, or <c>#name</c>.</param>
    /// <param name="types">Names of the RO-Crate context, e.g. <c>File</c>.</param>
    public CrateEntity(string id, params IEnumerable<string> types) => (Id, Types) = (id, types.ToList());

    /// <summary>Its identifier.</summary>
    public string Id { get; }

    /// <summary>Its types.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Sets a text; null or empty sets nothing.</summary>
    public CrateEntity Set(string property, string? text)
    {
        if (!string.IsNullOrEmpty(text)) properties[property] = JsonValue.Create(text);
        return this;
    }

    /// <summary>Sets a list of texts; an empty one sets nothing.</summary>
    public CrateEntity Set(string property, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 1) return Set(property, texts.First());
        if (texts.Count > 1) properties[property] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
        return this;
    }

    /// <summary>Sets a number.</summary>
    public CrateEntity Set(string property, double number)
    {
        properties[property] = JsonValue.Create(number);
        return this;
    }

    /// <summary>Sets a truth value.</summary>
    public CrateEntity Set(string property, bool value)
    {
        properties[property] = JsonValue.Create(value);
        return this;
    }

    /// <summary>Adds links to other entities, each once.</summary>
    public CrateEntity Link(string property, params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (Links(property).Contains(id)) continue;
            var link = new JsonObject { ["@id"] = id };
            if (!properties.TryGetValue(property, out var present)) properties[property] = link;
            else if (present is JsonArray list) list.Add((JsonNode)link);
            else properties[property] = new JsonArray(present.DeepClone(), link);
        }

        return this;
    }

    /// <summary>The identifiers a property links to.</summary>
    public IReadOnlyList<string> Links(string property)
    {
        if (!properties.TryGetValue(property, out var value)) return [];
        var items = value is JsonArray list ? list.ToList() : [value];
        return items.OfType<JsonObject>().Select(link => link["@id"]!.GetValue<string>()).ToList();
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["@id"] = Id, ["@type"] = Types.Count == 1 ? JsonValue.Create(Types[0]) : new JsonArray([.. Types.Select(type => JsonValue.Create(type))]) };
        foreach (var (name, value) in properties) json[name] = value.DeepClone();
        return json;
    }
}
