using System.IO.Compression;
using System.Xml;
using OceanML.Core;

namespace OceanML.Formats.Fields.Sen3;

/// <summary>
/// The files of a Sentinel-3 product: a <c>.SEN3</c> folder, or a zip of one, whose files are unpacked one by one when they are needed, into a
/// folder that <see cref="Dispose"/> deletes.
/// </summary>
internal sealed class Sen3Package : IDisposable
{
    public const string ManifestName = "xfdumanifest.xml";
    public const string PositionsName = "geo_coordinates.nc";

    private readonly Lock gate = new();
    private readonly string? folder;
    private readonly ZipArchive? zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = [];
    private readonly HashSet<string> unpacked = [];
    private string? temporary;

    private Sen3Package(string source, string? folder, ZipArchive? zip)
    {
        (Source, this.folder, this.zip) = (source, folder, zip);
        if (folder is not null) Members = [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
    }

    /// <summary>The folder or zip, as the user named it.</summary>
    public string Source { get; }

    /// <summary>Names of the files in it.</summary>
    public IReadOnlyList<string> Members { get; private set; } = [];

    /// <summary>The folder it lies in; null for a zip.</summary>
    public string? Folder => folder;

    /// <summary>Whether reading a file means unpacking it first.</summary>
    public bool IsPacked => zip is not null;

    /// <summary>Whether a path is a folder, a zip, or the manifest of a Sentinel-3 product, by its content.</summary>
    public static bool IsPackage(string path)
    {
        if (Directory.Exists(path)) return true;
        if (!File.Exists(path)) return false;
        Span<byte> head = stackalloc byte[4];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4) return false;
        return head.SequenceEqual("PK\u0003\u0004"u8) || ((head[0] == '<' || head[0] == 0xef || char.IsWhiteSpace((char)head[0])) && IsManifest(path));
    }

    /// <summary>Opens a folder, a zip, or the folder of a manifest.</summary>
    /// <exception cref="OceanException">No Sentinel-3 product, truncated or damaged.</exception>
    public static Sen3Package Open(string path)
    {
        if (Directory.Exists(path)) return OfFolder(path, path);
        if (IsManifest(path)) return OfFolder(path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        return OfZip(path);
    }

    /// <summary>Whether a file is in it.</summary>
    public bool Has(string member) => zip is null ? Members.Contains(member) : entries.ContainsKey(member);

    /// <summary>The path of a file, unpacked where needed.</summary>
    /// <exception cref="OceanException">It is not there, or damaged.</exception>
    public string PathOf(string member)
    {
        if (!Has(member)) throw OceanException.Missing(Source, "file", member, Members);
        if (folder is not null) return Path.Combine(folder, member);
        lock (gate)
        {
            temporary ??= Directory.CreateTempSubdirectory("oceanml-sen3-").FullName;
            var path = Path.Combine(temporary, member);
            if (!unpacked.Contains(member))
            {
                Unpack(entries[member], path);
                unpacked.Add(member);
            }

            return path;
        }
    }

    public void Dispose()
    {
        zip?.Dispose();
        if (temporary is not null && Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
    }

    private static Sen3Package OfFolder(string source, string folder)
    {
        // Some archives hold the folder once more inside a folder of the same name.
        var inside = Directory.EnumerateDirectories(folder, "*.SEN3").ToList();
        if (!IsProduct(folder) && inside is [var only] && IsProduct(only)) folder = only;
        if (IsProduct(folder)) return new Sen3Package(source, folder, null);
        throw OceanException.BadInput(
            $"{source}: is a folder without {ManifestName} and {PositionsName}, so no Sentinel-3 product; name its files one by one");
    }

    private static bool IsProduct(string folder) => File.Exists(Path.Combine(folder, ManifestName)) || File.Exists(Path.Combine(folder, PositionsName));

    private static Sen3Package OfZip(string path)
    {
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(path);
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput($"{path}: truncated or damaged zip file: its list of files at the end cannot be read", exception);
        }

        try
        {
            var mark = archive.Entries.Where(entry => entry.Name == ManifestName).ToList();
            if (mark.Count == 0) mark = [.. archive.Entries.Where(entry => entry.Name == PositionsName)];
            if (archive.GetEntry("xl/workbook.xml") is not null) throw OceanException.BadInput($"{path}: is an Excel workbook; save the sheet as CSV");
            if (mark.Count == 0)
                throw OceanException.BadInput($"{path}: is a zip file without {ManifestName} and {PositionsName}, so no Sentinel-3 product; unpack it");
            if (mark.Count > 1) throw OceanException.BadInput($"{path}: holds {mark.Count} Sentinel-3 products; unpack it and name each");
            var prefix = mark[0].FullName[..^mark[0].Name.Length];
            var package = new Sen3Package(path, null, archive);
            foreach (var entry in archive.Entries)
            {
                if (entry.Name.Length > 0 && entry.FullName == prefix + entry.Name) package.entries.TryAdd(entry.Name, entry);
            }

            package.Members = [.. package.entries.Keys.Order(StringComparer.Ordinal)];
            return package;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static bool IsManifest(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "XFDU";
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private void Unpack(ZipArchiveEntry entry, string path)
    {
        try
        {
            entry.ExtractToFile(path, overwrite: true);
            if (new FileInfo(path).Length == entry.Length) return;
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput($"{Source}: '{entry.Name}' in the zip file is damaged: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw OceanException.Unreachable($"{Source}: '{entry.Name}' cannot be unpacked into {Path.GetDirectoryName(path)}: {exception.Message}", exception);
        }

        throw OceanException.BadInput($"{Source}: '{entry.Name}' in the zip file is truncated");
    }
}
