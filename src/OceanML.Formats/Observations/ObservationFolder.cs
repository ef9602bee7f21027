using System.IO.Compression;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Observations;

/// <summary>The files of a folder that may hold observations, and why the others do not.</summary>
public static class ObservationFolder
{
    // Files so named and not of that content are damaged, or an error page in the place of the data.
    private static readonly string[] DataEndings = [".nc", ".nc4", ".cdf", ".netcdf", ".parquet", ".csv", ".tsv"];

    /// <summary>
    /// All files of a folder and the folders in it, in the order of their names; hidden ones (.name) are left out. A link that leads nowhere comes
    /// with a reason.
    /// </summary>
    /// <exception cref="OceanException">A folder may not be read.</exception>
    public static IReadOnlyList<(string Path, string? Reason)> Files(string folder)
    {
        var files = new List<(string, string?)>();
        Walk(folder, files, []);
        return files;
    }

    /// <summary>Why a file holds no observations, by its beginning; null where it is to be read.</summary>
    /// <exception cref="OceanException">It is damaged: empty, broken, or of another content than its ending says.</exception>
    public static string? WhyNot(string path)
    {
        if (!NetCdfFile.IsNetCdf(path) && FileHead.Read(path).Format == "zip" && ArchiveOf(path) is { } archive) return archive;
        var product = ProductFile.Identify(path);
        switch (product.Kind)
        {
            case ProductKind.Index or ProductKind.Metadata:
                return $"is no file of observations: {product.Title}";
            case ProductKind.Grid or ProductKind.Swath:
                return $"is a field ({product.Title}), not observations";
            case ProductKind.Other when NetCdfFile.IsNetCdf(path) || product.Id == "text":
                return null;
            case ProductKind.Other when Array.Exists(DataEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)):
                throw OceanException.BadInput($"{path}: is a {product.Title}, not what its name says; is it damaged?");
            case ProductKind.Other:
                return $"is no file of observations: {product.Title}";
            default:
                return null;
        }
    }

    /// <summary>Whether a file is text without the look of a table, where whatever cannot be read is no damage.</summary>
    public static bool IsPlainText(string path) => ProductFile.Identify(path).Id == "text";

    private static bool Exists(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true };
        }
        catch (IOException)
        {
            return false;
        }
    }

    // A zip may be a product of Sentinel-3; whatever else is one is no file of observations.
    private static string? ArchiveOf(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.Entries.Any(entry => entry.Name == "xfdumanifest.xml")) return null;
            return zip.Entries.Count > 0 && zip.Entries.All(entry => entry.Name.EndsWith(".npy", StringComparison.Ordinal))
                ? "holds arrays of NumPy (.npz), which say neither time nor place nor unit"
                : "is an archive (zip); unpack it";
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput($"{path}: damaged zip file: {exception.Message}", exception);
        }
    }

    private static void Walk(string folder, List<(string, string?)> files, HashSet<string> seen)
    {
        // A link to a folder above would lead round for ever.
        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        if (!seen.Add(real)) return;
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw OceanException.BadInput($"{folder}: permission denied", exception);
        }

        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.')) continue;
            var path = Path.Combine(folder, entry.Name);
            if (entry.LinkTarget is { } target && !Exists(entry)) files.Add((path, $"is a link that leads nowhere ({target})"));
            else if (Directory.Exists(path)) Walk(path, files, seen);
            else files.Add((path, null));
        }
    }
}
