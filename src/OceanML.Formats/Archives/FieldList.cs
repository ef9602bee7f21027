using OceanML.Core;
using OceanML.Formats.Fields.Sen3;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Archives;

/// <summary>
/// Finds the fields that a path stands for: a file or SEN3 folder is itself; a directory is searched with all below it; a text file names one path per
/// line; a catalogue (<see cref="FieldCatalogue"/>) lists them with times and boxes.
/// </summary>
public static class FieldList
{
    private static readonly string[] FieldExtensions = [".nc", ".nc4", ".cdf", ".h5", ".hdf", ".hdf5", ".he5", ".zip"];
    private static readonly string[] ListExtensions = [".txt", ".lst", ".list"];

    /// <summary>The fields of a path; each is an entry with what a catalogue says of it, if one does.</summary>
    /// <param name="path">A file, SEN3 folder, zip, directory, list or catalogue.</param>
    /// <exception cref="OceanException">It does not exist, a listed file does not exist, or a directory holds no field.</exception>
    public static IReadOnlyList<CatalogueEntry> Find(string path)
    {
        if (Directory.Exists(path)) return [.. InFolder(path).Select(Plain)];
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        if (NetCdfFile.IsNetCdf(path) || IsPackage(path)) return [Plain(path)];
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (IsListName(path) || BeginsWithPath(path, folder)) return Listed(path, folder);
        if (TableFile.IsTable(path) && TableFile.Read(path) is var table && FieldCatalogue.IsCatalogue(table)) return Checked(path, FieldCatalogue.Entries(table, folder));

        // Whatever else it is, opening it as a field says so.
        return [Plain(path)];
    }

    /// <summary>Whether a file is called as lists of paths are (.txt, .lst, .list).</summary>
    public static bool IsListName(string path) => ListExtensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Writes the full paths of fields, one per line, in the order given.</summary>
    /// <exception cref="OceanException">A path that a line cannot hold.</exception>
    public static void Write(string list, IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using var lines = new StreamWriter(list) { NewLine = "\n" };
        foreach (var path in paths.Select(Path.GetFullPath))
        {
            if (path.AsSpan().IndexOfAny('\n', '\r') >= 0 || char.IsWhiteSpace(path[^1])) throw OceanException.BadInput($"'{path}' has a line break or ends with a space; a list cannot hold it");
            lines.WriteLine(path);
        }
    }

    // The manifest of a SEN3 folder stands for the folder.
    private static CatalogueEntry Plain(string path) =>
        new(Path.GetFileName(path) == Sen3Package.ManifestName && File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path, null, null, null, null);

    private static List<CatalogueEntry> Listed(string list, string folder)
    {
        var entries = new List<CatalogueEntry>();
        var number = 0;
        foreach (var line in File.ReadLines(list))
        {
            number++;
            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0 || text[0] == '#') continue;
            var path = Resolve(text, folder) ?? throw OceanException.BadInput(FormattableString.Invariant($"{list}: line {number}: {text}: no such file"));
            entries.AddRange(Directory.Exists(path) ? InFolder(path).Select(Plain) : [Plain(path)]);
        }

        return entries.Count > 0 ? entries : throw OceanException.BadInput($"{list}: names no file");
    }

    // Relative to the list, else to the folder the program runs in, as find prints them.
    private static string? Resolve(string text, string folder)
    {
        var beside = Path.Combine(folder, text);
        if (Path.Exists(beside)) return beside;
        return Path.Exists(text) ? text : null;
    }

    private static IReadOnlyList<CatalogueEntry> Checked(string catalogue, IReadOnlyList<CatalogueEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!Path.Exists(entry.Path)) throw OceanException.BadInput($"{catalogue}: {entry.Path}: no such file; catalogue the archive again");
        }

        return entries;
    }

    private static bool BeginsWithPath(string path, string folder)
    {
        var head = FileHead.Read(path);
        if (head.Format != "text" || head.IsCompressed) return false;
        var first = head.Text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#');
        return first is { Length: < 4096 } && !first.Contains('\0', StringComparison.Ordinal) && Resolve(first, folder) is not null;
    }

    private static List<string> InFolder(string folder)
    {
        var found = new List<string>();
        Search(new DirectoryInfo(folder), found, []);
        if (found.Count == 0) throw OceanException.BadInput($"{folder}: holds no field: no netCDF file, zip or SEN3 folder, in it or below");
        return found;
    }

    private static void Search(DirectoryInfo folder, List<string> found, HashSet<string> visited)
    {
        // A link to a folder above would be followed for ever.
        if (!visited.Add((folder.LinkTarget is null ? folder : folder.ResolveLinkTarget(returnFinalTarget: true)!).FullName)) return;
        if (IsSen3(folder.FullName))
        {
            found.Add(folder.ToString());
            return;
        }

        try
        {
            foreach (var item in folder.EnumerateFileSystemInfos().Where(item => item.Name[0] != '.').OrderBy(item => item.Name, StringComparer.Ordinal))
            {
                var path = Path.Combine(folder.ToString(), item.Name);
                if (Directory.Exists(path)) Search(new DirectoryInfo(path), found, visited);
                else if (FieldExtensions.Contains(Path.GetExtension(path).ToLowerInvariant()) || NetCdfFile.IsNetCdf(path)) found.Add(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.BadInput($"{folder}: cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsSen3(string folder) =>
        File.Exists(Path.Combine(folder, Sen3Package.ManifestName)) || Path.TrimEndingDirectorySeparator(folder).EndsWith(".SEN3", StringComparison.OrdinalIgnoreCase);

    private static bool IsPackage(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> magic = stackalloc byte[4];
        return (stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic.SequenceEqual("PK\u0003\u0004"u8)) || Path.GetFileName(file) == Sen3Package.ManifestName;
    }
}
