namespace OceanML.CommandLine;

/// <summary>One name for one file, however it is written: whole, and with its symbolic links followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path of what a path names; what does not exist keeps its name.</summary>
    public static string Of(string path) => Of(Path.GetFullPath(path), MostLinks);

    private static string Of(string full, int links)
    {
        full = Path.TrimEndingDirectorySeparator(full);
        if (Path.GetDirectoryName(full) is not { } folder) return full;
        var real = Path.Combine(Of(folder, links), Path.GetFileName(full));
        if (links == 0 || new FileInfo(real).LinkTarget is not { } target) return real;
        return Of(Path.GetFullPath(target, Path.GetDirectoryName(real)!), links - 1);
    }
}
