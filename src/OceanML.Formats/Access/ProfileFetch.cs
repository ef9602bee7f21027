namespace OceanML.Formats.Access;

/// <summary>The outcome of asking a source for a file.</summary>
/// <param name="Path">Where the whole file lies, or null.</param>
/// <param name="Failure">Why there is none: one clause, or null.</param>
/// <param name="Reason">The failure in one word for counts: <c>missing</c>, <c>not_in_files</c>, <c>unreachable</c>; or null.</param>
public sealed record ProfileFetch(string? Path, string? Failure, string? Reason)
{
    /// <summary>The file is there.</summary>
    public static ProfileFetch At(string path) => new(path, null, null);

    /// <summary>The source does not have the file.</summary>
    public static ProfileFetch Missing(string failure) => new(null, failure, "missing");

    /// <summary>The files at hand do not hold the profile; they rarely hold all that an index has.</summary>
    public static ProfileFetch NotInFiles() => new(null, "in the index, not in the files", "not_in_files");

    /// <summary>The source failed.</summary>
    public static ProfileFetch Unreachable(string failure) => new(null, failure, "unreachable");
}
