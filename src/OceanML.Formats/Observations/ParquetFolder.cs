using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>The Parquet files of a folder and of the folders in it, as Spark, Dask, pandas and DuckDB write them.</summary>
internal static class ParquetFolder
{
    /// <summary>The files in ordinal order of their paths below the folder, and what was left out.</summary>
    /// <exception cref="OceanException">There is none, or a file named <c>.parquet</c> is not one.</exception>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> Warnings) Files(string folder)
    {
        var files = new List<string>();
        var others = new List<string>();
        var partitions = false;
        foreach (var path in All(folder).OrderBy(path => Path.GetRelativePath(folder, path), StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(folder, path);

            // .crc, _SUCCESS, _metadata, and files that another program is still writing.
            if (relative.Split(Path.DirectorySeparatorChar).Any(part => part[0] is '.' or '_')) continue;
            var named = Path.GetExtension(path).ToLowerInvariant() is ".parquet" or ".parq" or ".pq";
            if (HasMagic(path))
            {
                files.Add(path);
                partitions |= relative.Contains('=', StringComparison.Ordinal) && relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
            }
            else if (named)
            {
                throw OceanException.BadInput($"{path}: is not Parquet although its name says so; the file is empty, cut off or damaged");
            }
            else
            {
                others.Add(relative);
            }
        }

        if (files.Count == 0) throw OceanException.BadInput($"{folder}: holds no Parquet file{(others.Count > 0 ? $"; it has {string.Join(", ", others.Take(5))}" : "")}");
        var warnings = new List<string>();
        if (others.Count > 0) warnings.Add($"{folder}: {others.Count} files are not Parquet and are left out: {string.Join(", ", others.Take(5))}{(others.Count > 5 ? ", ..." : "")}");
        if (partitions) warnings.Add($"{folder}: names of folders such as year=2024 are not read as columns");
        return (files, warnings);
    }

    private static string[] All(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.BadInput($"{folder}: cannot be read: {exception.Message}", exception);
        }
    }

    private static bool HasMagic(string path)
    {
        try
        {
            return ParquetReader.HasMagic(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.BadInput($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
