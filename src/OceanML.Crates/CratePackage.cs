using System.IO.Compression;

namespace OceanML.Crates;

/// <summary>A crate with its files, ready to be written as a folder or as a zip archive.</summary>
/// <param name="Graph">Its metadata.</param>
/// <param name="Payload">Content by path in the crate; each is opened when it is written.</param>
public sealed record CratePackage(CrateGraph Graph, IReadOnlyDictionary<string, Func<Stream>> Payload)
{
    private static readonly DateTimeOffset EarliestZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the crate into a new folder.</summary>
    public void WriteFolder(string folder)
    {
        foreach (var (path, open) in Everything())
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var content = open();
            using var file = File.Create(target);
            content.CopyTo(file);
        }
    }

    /// <summary>Writes the crate as a zip archive whose bytes depend on nothing but the crate and <paramref name="epoch"/>.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="epoch">The time that every member bears; not before 1980, which zip cannot say.</param>
    public void WriteZip(string path, DateTimeOffset epoch)
    {
        using var file = File.Create(path);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (name, open) in Everything())
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = epoch < EarliestZip ? EarliestZip : epoch.ToUniversalTime();
            entry.ExternalAttributes = 0x81A4 << 16;
            using var content = open();
            using var target = entry.Open();
            content.CopyTo(target);
        }
    }

    private IEnumerable<(string Path, Func<Stream> Open)> Everything()
    {
        var metadata = Graph.ToBytes();
        yield return (CrateGraph.MetadataFile, () => new MemoryStream(metadata));
        foreach (var (path, open) in Payload.OrderBy(pair => pair.Key, StringComparer.Ordinal)) yield return (path, open);
        var preview = CratePreview.Of(Graph);
        yield return (CratePreview.FileName, () => new MemoryStream(preview));
    }
}
