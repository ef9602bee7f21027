using OceanML.Core;
using OceanML.Formats.Fields;

namespace OceanML.Formats.Archives;

/// <summary>What tells without reading whether a field is still the file it was: its size and when it was last modified.</summary>
/// <param name="Bytes">Bytes of the file, or of all files of a SEN3 folder.</param>
/// <param name="Modified">Last modification, of a folder that of its latest file; microseconds since 1970 UTC.</param>
public readonly record struct FieldStamp(long Bytes, long Modified)
{
    /// <summary>The stamp of a field; of the file itself where the path is a link to it.</summary>
    /// <exception cref="OceanException">It does not exist or cannot be read.</exception>
    public static FieldStamp Of(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return Of(new FileInfo(path));
            var (bytes, modified) = (0L, 0L);
            foreach (var file in new DirectoryInfo(path).EnumerateFiles())
            {
                var stamp = Of(file);
                bytes += stamp.Bytes;
                modified = Math.Max(modified, stamp.Modified);
            }

            return new FieldStamp(bytes, modified);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw OceanException.BadInput($"{path}: no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.BadInput($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static FieldStamp Of(FileInfo file)
    {
        var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        return new FieldStamp(target.Length, Timestamp.From(target.LastWriteTimeUtc));
    }
}
