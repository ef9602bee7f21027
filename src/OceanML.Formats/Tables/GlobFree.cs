namespace OceanML.Formats.Tables;

/// <summary>Paths for an engine that takes <c>* ? [</c> in them for patterns.</summary>
internal static class GlobFree
{
    /// <summary>The full path with every pattern character put in brackets, where it stands for itself.</summary>
    public static string Path(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return full.AsSpan().IndexOfAny("*?[") < 0
            ? full
            : string.Concat(full.Select(letter => letter is '*' or '?' or '[' ? $"[{letter}]" : letter.ToString()));
    }
}
