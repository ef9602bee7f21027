namespace OceanML.Galaxy.Tests;

/// <summary>A dataset that a job wrote, or a collection of them.</summary>
/// <param name="Path">The dataset's file.</param>
/// <param name="Format">Galaxy's name of its format.</param>
/// <param name="FilesPath">Folder of the further files of a composite dataset.</param>
internal sealed record JobOutput(string Path, string Format, string FilesPath)
{
    /// <summary>Elements of a collection, or discovered datasets, by identifier.</summary>
    public SortedDictionary<string, JobOutput> Elements { get; } = new(StringComparer.Ordinal);
}
