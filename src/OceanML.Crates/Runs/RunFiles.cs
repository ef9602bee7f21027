using System.Security.Cryptography;

namespace OceanML.Crates;

/// <summary>
/// The files of a run: each content once, under its checksum; where it lies now, or not at all. A file that was changed or removed
/// after the run is described, not packed.
/// </summary>
internal sealed class RunFiles
{
    private readonly CrateGraph crate;
    private readonly CratePayload payload;
    private readonly Dictionary<string, string> candidates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CrateEntity> entities = new(StringComparer.Ordinal);
    private readonly HashSet<string> written;

    public RunFiles(CrateGraph crate, IReadOnlyList<RunRecordFile> records, RunCrateOptions options)
    {
        (this.crate, payload) = (crate, options.Payload);
        written = records.SelectMany(record => record.Outputs).Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var path in options.Files.Where(File.Exists)) candidates.TryAdd(Sha256(path), path);
    }

    public Dictionary<string, Func<Stream>> Packed { get; } = new(StringComparer.Ordinal);

    public List<string> Absent { get; } = [];

    public CrateEntity Entity(RecordedFile file)
    {
        if (entities.TryGetValue(file.Sha256, out var present)) return present;
        var wanted = payload == CratePayload.All || (payload == CratePayload.Outputs && written.Contains(file.Sha256));
        var source = Source(file);
        if (wanted && source is null) Absent.Add(file.Path);
        return entities[file.Sha256] = wanted && source is not null ? Pack(file, source) : Describe(file);
    }

    private CrateEntity Pack(RecordedFile file, string source)
    {
        var name = Path.GetFileName(file.Path);
        var path = "data/" + name;
        if (Packed.ContainsKey(path)) path = $"data/{Path.GetFileNameWithoutExtension(name)}-{file.Sha256[..8]}{Path.GetExtension(name)}";
        Packed[path] = () => File.OpenRead(source);
        Span<byte> head = stackalloc byte[64];
        using var stream = File.OpenRead(source);
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var entity = crate.AddPart(new CrateEntity(Entities.Iri(path), "File").Set("name", name));
        return Entities.Measured(crate, entity, path, file.Bytes, file.Sha256, head[..read]);
    }

    private CrateEntity Describe(RecordedFile file)
    {
        var entity = crate.Add(new CrateEntity("#sha256-" + file.Sha256, "CreativeWork").Set("name", Path.GetFileName(file.Path)).Set("sha256", file.Sha256)
            .Set("contentSize", file.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture)).Set("description", "A file of the run that is not packed in this crate; its checksum identifies it."));
        crate.Root.Link("mentions", entity.Id);
        return entity;
    }

    private string? Source(RecordedFile file)
    {
        if (candidates.TryGetValue(file.Sha256, out var path)) return path;
        return File.Exists(file.Path) && Sha256(file.Path) == file.Sha256 ? file.Path : null;
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
