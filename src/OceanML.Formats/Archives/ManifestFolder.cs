using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Archives;

/// <summary>
/// A folder with one manifest per granule, where work that is done is not done again: a manifest says which granule it was made from (size, time of
/// modification, SHA-256) and with what (windows and observations, as one key).
/// </summary>
/// <param name="folder">The folder.</param>
public sealed class ManifestFolder(string folder) : IDisposable
{
    private const string PathKey = "granule_path";
    private const string Extension = ".manifest.parquet";
    private const int LongestStem = 180;

    // One engine for all of them: to start it takes longer than to read a manifest.
    private readonly Lazy<DuckDbSession> session = new(() => new DuckDbSession(1));

    /// <summary>The manifests of a folder, in ordinal order of names; none where it does not exist. Files that are still being written are not among them.</summary>
    public static IReadOnlyList<string> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Where the manifest of a granule is: a name of its own for every name of a granule, also of one that is a path.</summary>
    public string PathOf(string granule)
    {
        ArgumentException.ThrowIfNullOrEmpty(granule);
        var stem = string.Concat(granule.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '+' ? letter : '_'));
        if (stem.Length > LongestStem) stem = stem[..LongestStem];
        if (stem[0] == '.') stem = "_" + stem[1..];
        return Path.Combine(folder, stem == granule ? stem + Extension : $"{stem}-{KeyOf(granule)[..12]}{Extension}");
    }

    /// <summary>Whether the manifest of a granule is there and would not become another if it were made again.</summary>
    /// <remarks>
    /// The same path, size and time of modification are believed; where the time or the path differs (a copy, a file system restored, another granule of the
    /// same name) the bytes decide, if the manifest has their SHA-256. A damaged manifest counts as absent.
    /// </remarks>
    /// <param name="granule">Name of the granule.</param>
    /// <param name="path">The granule.</param>
    /// <param name="key">What it is made with (<see cref="KeyOf"/>).</param>
    /// <exception cref="OceanException">The granule does not exist.</exception>
    public bool IsCurrent(string granule, string path, string key)
    {
        if (Metadata(PathOf(granule)) is not { } written) return false;
        if (written.GetValueOrDefault("key") != key || written.GetValueOrDefault("granule") != granule) return false;
        var stamp = FieldStamp.Of(path);
        if (written.GetValueOrDefault("granule_bytes") != Text(stamp.Bytes)) return false;
        var checksum = written.GetValueOrDefault("sha256");
        var elsewhere = written.GetValueOrDefault(PathKey) is { } other && other != Path.GetFullPath(path);
        if (written.GetValueOrDefault("granule_modified") == Text(stamp.Modified) && (!elsewhere || string.IsNullOrEmpty(checksum))) return true;
        return !string.IsNullOrEmpty(checksum) && FieldFile.Checksum(path) == checksum;
    }

    /// <summary>
    /// The path of another granule of the same name, whose manifest a manifest of this one would replace; null where there is none, or it has the same content
    /// (a copy, an archive that moved).
    /// </summary>
    /// <param name="granule">Name of the granule.</param>
    /// <param name="path">The granule.</param>
    /// <exception cref="OceanException">The granule does not exist.</exception>
    public string? OtherOfName(string granule, string path)
    {
        if (Metadata(PathOf(granule)) is not { } written || written.GetValueOrDefault(PathKey) is not { } other || other == Path.GetFullPath(path)) return null;
        if (written.GetValueOrDefault("granule_bytes") != Text(FieldStamp.Of(path).Bytes)) return other;
        return written.GetValueOrDefault("sha256") is { Length: > 0 } checksum && FieldFile.Checksum(path) != checksum ? other : null;
    }

    /// <summary>The manifests in the folder that are of none of some granules.</summary>
    /// <param name="granules">Names of granules.</param>
    public IReadOnlyList<string> OfOthers(IEnumerable<string> granules)
    {
        var own = granules.Select(granule => Path.GetFileName(PathOf(granule))).ToHashSet(StringComparer.Ordinal);
        return [.. In(folder).Where(manifest => !own.Contains(Path.GetFileName(manifest)))];
    }

    /// <summary>A manifest with what <see cref="IsCurrent"/> asks for in its metadata.</summary>
    /// <param name="manifest">The manifest; its metadata hold <c>granule</c> and <c>sha256</c>.</param>
    /// <param name="path">The granule.</param>
    /// <param name="stamp">Its stamp, taken before it was read.</param>
    /// <param name="key">What it was made with.</param>
    public static Table Marked(Table manifest, string path, FieldStamp stamp, string key)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest.WithMetadata(PathKey, Path.GetFullPath(path)).WithMetadata("granule_bytes", Text(stamp.Bytes)).WithMetadata("granule_modified", Text(stamp.Modified)).WithMetadata("key", key);
    }

    /// <summary>One key of several texts: windows, observations, whatever a manifest depends on beside the granule.</summary>
    public static string KeyOf(params IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            // With its length first, so that texts cannot run into each other.
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(Encoding.UTF8.GetBytes(Text(bytes.Length) + ":"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A text that changes when observations do: SHA-256 of a file; names, sizes and times of modification of all files of a folder.</summary>
    /// <exception cref="OceanException">It cannot be read.</exception>
    public static string KeyOfObservations(string path)
    {
        if (!Directory.Exists(path)) return FieldFile.Checksum(path);
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => (Name: Path.GetRelativePath(path, file), Stamp: FieldStamp.Of(file)));
        return KeyOf(files.OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(file => new[] { file.Name, Text(file.Stamp.Bytes), Text(file.Stamp.Modified) }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (session.IsValueCreated) session.Value.Dispose();
    }

    private Dictionary<string, string>? Metadata(string path)
    {
        if (!File.Exists(path)) return null;
        var file = DuckDbSession.Literal(GlobFree.Path(path));
        try
        {
            // A hash of all values makes the engine decode every page: a manifest with a hole in it is found here, not by assemble.
            _ = session.Value.Texts($"SELECT bit_xor(hash(t)) FROM read_parquet({file}, hive_partitioning = false) AS t");
            return session.Value.Texts($"SELECT decode(key), decode(value) FROM parquet_kv_metadata({file})").ToDictionary(pair => pair[0] ?? "", pair => pair[1] ?? "");
        }
        catch (DuckDbException)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
