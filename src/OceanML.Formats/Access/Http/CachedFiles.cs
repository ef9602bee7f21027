namespace OceanML.Formats.Access;

/// <summary>What processes that were killed leave behind in a cache.</summary>
internal static class CachedFiles
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>Removes files of a pattern that nobody has written to for a day.</summary>
    public static void RemoveOld(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Old) File.Delete(file);
        }
    }
}
