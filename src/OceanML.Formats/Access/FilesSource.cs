using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;

namespace OceanML.Formats.Access;

/// <summary>Profile files at hand, under whatever names: what each holds is read from it. A file of a whole float serves all its profiles.</summary>
public sealed class FilesSource : IProfileSource
{
    private readonly Dictionary<(GdacIndexKind Kind, string Profile), string> files = [];

    /// <summary>Looks into files.</summary>
    /// <exception cref="OceanException">One of them holds no Argo profiles.</exception>
    public FilesSource(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            using var file = NetCdfFile.Open(path);
            var (product, profiles) = ArgoProfiles.Contents(file);
            var kind = product.Contains("synthetic", StringComparison.OrdinalIgnoreCase) || product.Contains("merged", StringComparison.OrdinalIgnoreCase) ? GdacIndexKind.Synthetic
                : product.StartsWith("B-", StringComparison.OrdinalIgnoreCase) ? GdacIndexKind.Bio
                : GdacIndexKind.Core;
            foreach (var profile in profiles)
            {
                if (!files.TryAdd((kind, profile), path)) Repeated.Add($"{profile} is in {files[(kind, profile)]}, which is used, and in {path}");
            }
        }

        Name = paths.Count == 1 ? paths[0] : $"{paths.Count} files";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Unreachable => null;

    /// <summary>Profiles that two files hold, a sentence each.</summary>
    public IList<string> Repeated { get; } = [];

    /// <summary>Number of profiles in the files, synthetic, core and biogeochemical ones of a cycle counted once.</summary>
    public int Profiles => files.Keys.Select(key => key.Profile).Distinct().Count();

    /// <inheritdoc/>
    public Task<ProfileFetch> FetchAsync(GdacEntry entry, CancellationToken cancel)
    {
        var letters = GdacPath.Letters(entry.File);
        var kind = letters.StartsWith("S") || letters.StartsWith("M") ? GdacIndexKind.Synthetic : letters.StartsWith("B") ? GdacIndexKind.Bio : GdacIndexKind.Core;
        return Task.FromResult(files.TryGetValue((kind, entry.Profile), out var path) ? ProfileFetch.At(path) : ProfileFetch.NotInFiles());
    }

    /// <inheritdoc/>
    public string? Fetch(IReadOnlyList<string> names, CancellationToken cancel = default) => null;
}
