using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>A crate as somebody wrote it, for checking: its JSON, its entities by identifier, and which files lie beside it.</summary>
internal sealed class CrateDocument
{
    private readonly Func<string, bool> exists;

    private CrateDocument(byte[] metadata, Func<string, bool> exists)
    {
        this.exists = exists;
        Json = JsonNode.Parse(metadata, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject ?? throw new JsonException("the document is not an object");
        foreach (var entity in (Json["@graph"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (entity["@id"] is JsonValue id) Entities.TryAdd(id.ToString(), entity);
        }

        DescriptorId = Entities.Keys.FirstOrDefault(id => id == CrateGraph.MetadataFile)
            ?? Entities.Keys.FirstOrDefault(id => id.EndsWith(CrateGraph.MetadataFile, StringComparison.Ordinal));
        RootId = DescriptorId is not null && Links(Entities[DescriptorId], "about") is [var root, ..] ? root : null;
    }

    public JsonObject Json { get; }

    public Dictionary<string, JsonObject> Entities { get; } = new(StringComparer.Ordinal);

    public string? DescriptorId { get; }

    public string? RootId { get; }

    public JsonObject? Descriptor => DescriptorId is null ? null : Entities[DescriptorId];

    public JsonObject? Root => RootId is not null && Entities.TryGetValue(RootId, out var root) ? root : null;

    /// <summary>Opens a folder, a zip archive or a metadata file alone.</summary>
    public static CrateDocument Open(string path)
    {
        if (Directory.Exists(path))
        {
            return new CrateDocument(File.ReadAllBytes(Path.Combine(path, CrateGraph.MetadataFile)), name => Path.Exists(Path.Combine(path, name)));
        }

        if (!IsZip(path))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new CrateDocument(File.ReadAllBytes(path), name => Path.Exists(Path.Combine(folder, name)));
        }

        using var archive = ZipFile.OpenRead(path);
        var entry = archive.GetEntry(CrateGraph.MetadataFile) ?? throw new FileNotFoundException($"the archive has no {CrateGraph.MetadataFile} at its root");
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var names = archive.Entries.Select(member => member.FullName).ToHashSet(StringComparer.Ordinal);
        return new CrateDocument(copy.ToArray(), name => names.Contains(name) || names.Any(member => member.StartsWith(name.TrimEnd('/') + "/", StringComparison.Ordinal)));
    }

    /// <summary>Whether a file or folder of the crate is there, under its identifier as written or with escapes resolved.</summary>
    public bool Exists(string id)
    {
        var path = id.StartsWith("./", StringComparison.Ordinal) ? id[2..] : id;
        return exists(path) || exists(Uri.UnescapeDataString(path));
    }

    public static bool Is(JsonObject? entity, params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            if (Types(entity).Contains(type)) return true;
        }

        return false;
    }

    public static IReadOnlyList<string> Types(JsonObject? entity) => entity?["@type"] switch
    {
        JsonArray list => list.Select(type => type?.ToString() ?? "").ToList(),
        null => [],
        var single => [single.ToString()],
    };

    public static IReadOnlyList<string> Links(JsonObject? entity, string property) =>
        Values(entity, property).OfType<JsonObject>().Select(link => link["@id"]?.ToString()).OfType<string>().ToList();

    public static IReadOnlyList<JsonNode> Values(JsonObject? entity, string property) => entity?[property] switch
    {
        JsonArray list => list.OfType<JsonNode>().ToList(),
        null => [],
        var single => [single],
    };

    public static string? Text(JsonObject? entity, string property) => Values(entity, property).OfType<JsonValue>().FirstOrDefault()?.ToString();

    public JsonObject? Find(string id) => Entities.GetValueOrDefault(id) ?? Entities.GetValueOrDefault(id.StartsWith("./", StringComparison.Ordinal) ? id[2..] : "./" + id);

    public IEnumerable<JsonObject> Linked(JsonObject? entity, string property) => Links(entity, property).Select(Find).OfType<JsonObject>();

    public IEnumerable<JsonObject> OfType(params string[] types) => Entities.Values.Where(entity => types.Any(type => Types(entity).Contains(type)));

    public IEnumerable<JsonObject> Pointing(string property, string id) => Entities.Values.Where(entity => Links(entity, property).Contains(id));

    public static string Id(JsonObject entity) => entity["@id"]?.ToString() ?? "?";

    private static bool IsZip(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && head.StartsWith("PK"u8);
    }
}
