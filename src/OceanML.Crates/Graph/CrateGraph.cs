using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>
/// The metadata of one RO-Crate: a flat graph of entities. Equal graphs are written as equal bytes, whatever the order in which their
/// entities were added: descriptor, root, then the others by identifier.
/// </summary>
/// <remarks>RO-Crate 1.1, <see href="https://w3id.org/ro/crate/1.1"/>.</remarks>
public sealed class CrateGraph
{
    /// <summary>Name of the metadata file at the root of every crate.</summary>
    public const string MetadataFile = "ro-crate-metadata.json";

    private readonly SortedDictionary<string, CrateEntity> entities = new(StringComparer.Ordinal);
    private readonly List<string> extraContexts = [];

    /// <summary>Starts a crate.</summary>
    /// <param name="name">A short title.</param>
    /// <param name="description">What it is, readable on its own.</param>
    /// <param name="datePublished">Day or instant, ISO 8601.</param>
    public CrateGraph(string name, string description, string datePublished)
    {
        Descriptor = Add(new CrateEntity(MetadataFile, "CreativeWork").Link("about", "./").Link("conformsTo", CrateProfile.Base));
        Root = Add(new CrateEntity("./", "Dataset").Set("name", name).Set("description", description).Set("datePublished", datePublished));
    }

    /// <summary>The entity of the metadata file itself.</summary>
    public CrateEntity Descriptor { get; }

    /// <summary>The crate as a data set.</summary>
    public CrateEntity Root { get; }

    /// <summary>Every entity, by identifier.</summary>
    public IReadOnlyDictionary<string, CrateEntity> Entities => entities;

    /// <summary>Adds an entity, or returns the one that is already there under its identifier.</summary>
    public CrateEntity Add(CrateEntity entity)
    {
        if (entities.TryGetValue(entity.Id, out var present)) return present;
        entities[entity.Id] = entity;
        return entity;
    }

    /// <summary>Adds a data entity and makes it a part of the crate.</summary>
    public CrateEntity AddPart(CrateEntity entity)
    {
        Root.Link("hasPart", entity.Id);
        return Add(entity);
    }

    /// <summary>Declares that the crate keeps a profile and, where the profile has terms of its own, their context.</summary>
    public void Conform(CrateProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Add(new CrateEntity(profile.Iri, "CreativeWork").Set("name", profile.Name).Set("version", profile.Version));
        (profile.OnDescriptor ? Descriptor : Root).Link("conformsTo", profile.Iri);
        if (profile.OnDescriptor && profile.AlsoOnRoot) Root.Link("conformsTo", profile.Iri);
        if (profile.Context is { } context && !extraContexts.Contains(context)) extraContexts.Add(context);
    }

    /// <summary>The metadata file as it is written: UTF-8, two spaces, a final line break.</summary>
    public byte[] ToBytes()
    {
        var contexts = new JsonArray { (JsonNode)"https://w3id.org/ro/crate/1.1/context" };
        foreach (var context in extraContexts.Order(StringComparer.Ordinal)) contexts.Add((JsonNode)context);
        var ordered = new[] { Descriptor, Root }.Concat(entities.Values.Where(entity => entity != Descriptor && entity != Root));
        var document = new JsonObject
        {
            ["@context"] = contexts.Count == 1 ? contexts[0]!.DeepClone() : contexts,
            ["@graph"] = new JsonArray([.. ordered.Select(entity => (JsonNode)entity.ToJson())]),
        };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());
}
