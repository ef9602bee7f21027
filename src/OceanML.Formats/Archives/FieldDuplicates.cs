using System.Security.Cryptography;
using OceanML.Formats.Fields;

namespace OceanML.Formats.Archives;

/// <summary>Finds fields that are there twice: the same bytes under other names or in other folders, or a SEN3 folder and the zip it came in.</summary>
public static class FieldDuplicates
{
    private const int Sample = 65_536;

    /// <summary>The entries without those that repeat an earlier one, in the order given; and which were left out, each with the one it repeats.</summary>
    /// <remarks>
    /// Whole files are read only where the length and three samples agree. Where a catalogue knows the times of all fields of one length, those with
    /// different times are not touched at all.
    /// </remarks>
    /// <param name="entries">The fields.</param>
    public static (IReadOnlyList<CatalogueEntry> Kept, IReadOnlyList<(string Path, string SameAs)> Repeated) Leave(IReadOnlyList<CatalogueEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var distinct = entries.DistinctBy(entry => Path.GetFullPath(entry.Path)).ToList();
        var sameAs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var length in Several(distinct, entry => FieldStamp.Of(entry.Path).Bytes))
        {
            IEnumerable<List<CatalogueEntry>> candidates = length.TrueForAll(entry => entry.Covers is not null) ? Several(length, entry => entry.Covers) : [length];
            foreach (var copies in candidates.SelectMany(group => Several(group, entry => Samples(entry.Path))).SelectMany(group => Several(group, entry => FieldFile.Checksum(entry.Path))))
            {
                foreach (var copy in copies.Skip(1)) sameAs.Add(copy.Path, copies[0].Path);
            }
        }

        foreach (var (zip, folder) in Packed(distinct)) sameAs.TryAdd(zip, folder);
        return ([.. distinct.Where(entry => !sameAs.ContainsKey(entry.Path))], [.. distinct.Where(entry => sameAs.ContainsKey(entry.Path)).Select(entry => (entry.Path, Kept(entry.Path)))]);

        string Kept(string path) => sameAs.TryGetValue(path, out var other) ? Kept(other) : path;
    }

    // The folder stays: nothing of it has to be unpacked.
    private static IEnumerable<(string Zip, string Folder)> Packed(List<CatalogueEntry> entries)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => Directory.Exists(entry.Path))) folders.TryAdd(ProductOf(entry.Path), entry.Path);
        if (folders.Count == 0) yield break;
        foreach (var entry in entries)
        {
            if (Without(entry.Path, ".zip") is { } unpacked && folders.TryGetValue(ProductOf(unpacked), out var folder) && File.Exists(entry.Path)) yield return (entry.Path, folder);
        }
    }

    // The name of a Sentinel-3 product is its own: mission, times, creation, orbit, processing.
    private static string ProductOf(string path)
    {
        var name = FieldCatalogue.NameOf(path);
        return Without(name, ".SEN3") ?? name;
    }

    private static string? Without(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : null;

    private static IEnumerable<List<CatalogueEntry>> Several<TKey>(IEnumerable<CatalogueEntry> entries, Func<CatalogueEntry, TKey> key) =>
        entries.GroupBy(key).Select(group => group.ToList()).Where(group => group.Count > 1);

    // Beginning, middle and end; of a folder nothing, its length already being a sum.
    private static string Samples(string path)
    {
        if (Directory.Exists(path)) return "";
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Sample];
        foreach (var start in (ReadOnlySpan<long>)[0, (stream.Length / 2) - (Sample / 2), stream.Length - Sample])
        {
            stream.Position = Math.Max(0, start);
            hash.AppendData(buffer, 0, stream.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
