using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>A GDAC tree on disk: the folder that holds <c>dac/</c>, or <c>dac/</c> itself, or one folder with the profile files in it.</summary>
public sealed class MirrorSource : IProfileSource
{
    private readonly string root;

    /// <summary>Opens a mirror.</summary>
    /// <exception cref="OceanException">The folder does not exist.</exception>
    public MirrorSource(string root)
    {
        this.root = root;
        if (!Directory.Exists(root)) throw OceanException.Unreachable($"{root}: no such folder; --mirror wants the folder of a GDAC copy that holds dac/");
    }

    /// <inheritdoc/>
    public string Name => root;

    /// <inheritdoc/>
    public string? Unreachable => null;

    /// <inheritdoc/>
    public Task<ProfileFetch> FetchAsync(GdacEntry entry, CancellationToken cancel)
    {
        string[] places = [Path.Combine(root, "dac", entry.File), Path.Combine(root, entry.File), Path.Combine(root, Path.GetFileName(entry.File))];
        var found = places.FirstOrDefault(File.Exists);
        return Task.FromResult(found is null ? ProfileFetch.Missing("in the index, not in the mirror") : ProfileFetch.At(found));
    }

    /// <inheritdoc/>
    public string? Fetch(IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        string[] folders = Path.GetFileName(Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar)) == "dac" ? [root, Path.Combine(root, "..")] : [root];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
