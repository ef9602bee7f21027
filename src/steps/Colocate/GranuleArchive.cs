using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;

namespace OceanML.Steps;

/// <summary>The granules of an assembly by the names they have in manifests; a copy that is used once is found by its own name too.</summary>
internal sealed class GranuleArchive
{
    private readonly Dictionary<string, FieldSource> granules;
    private readonly Dictionary<string, FieldSource> copies = new(StringComparer.Ordinal);

    private GranuleArchive(List<GranuleFile> found, IReadOnlyList<(string Path, string SameAs)> repeated)
    {
        granules = found.ToDictionary(granule => granule.Source.Name, granule => granule.Source, StringComparer.Ordinal);
        var byPath = found.ToDictionary(granule => granule.Path, granule => granule.Source, StringComparer.Ordinal);
        var names = found.Select(granule => FieldCatalogue.NameOf(granule.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, sameAs) in repeated)
        {
            copies.TryAdd(path, byPath[sameAs]);
            if (FieldCatalogue.NameOf(path) is var name && !names.Contains(name)) copies.TryAdd(name, byPath[sameAs]);
        }
    }

    /// <summary>The granules of --fields.</summary>
    public static GranuleArchive Of(StepRun run, IEnumerable<string> paths)
    {
        var found = FieldFiles.Find(run, paths, out var repeated);
        return new GranuleArchive(found, repeated);
    }

    /// <summary>The granule of a name; null where there is none.</summary>
    public FieldSource? Find(string name) => granules.GetValueOrDefault(name) ?? copies.GetValueOrDefault(name);

    /// <summary>The manifests without those of copies that have another one, as copies are used once where all is done in one go.</summary>
    public List<GranuleManifest> WithoutCopies(StepRun run, List<GranuleManifest> manifests)
    {
        var names = manifests.Select(manifest => manifest.Granule).ToHashSet(StringComparer.Ordinal);
        var left = manifests.FindAll(manifest => granules.ContainsKey(manifest.Granule) || !copies.TryGetValue(manifest.Granule, out var same) || !names.Contains(same.Name));
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var manifest in left.OrderBy(manifest => granules.ContainsKey(manifest.Granule) ? 0 : 1).ThenBy(manifest => manifest.Granule, StringComparer.Ordinal))
        {
            if (manifest.Checksum is { } checksum) firsts.TryAdd(checksum, manifest.Granule);
        }

        // One granule that is given twice under the same name is a mistake that is told later.
        var again = left.FindAll(manifest => manifest.Checksum is { } checksum && firsts[checksum] != manifest.Granule);
        run.Warn([.. again.Select(manifest => $"{manifest.Granule} has the same content as {firsts[manifest.Checksum!]} and is used once")]);
        return [.. left.Except(again)];
    }

    /// <summary>Checks that the granules of manifests that point to pixels are there.</summary>
    /// <exception cref="OceanException">Some are not.</exception>
    public void Require(IEnumerable<GranuleManifest> manifests)
    {
        var gone = manifests.Where(manifest => manifest.NeedsGranule && Find(manifest.Granule) is null).ToList();
        if (gone.Count == 0) return;
        var others = gone.Count > 1 ? $" and {gone.Count - 1} more granules" : "";
        throw OceanException.BadInput(
            $"{gone[0].Granule}{others} of the manifests cannot be found among --fields; give the files, or --skip-missing to go on without; {gone[0].Table.Label} may be left from a granule that is gone: then delete it");
    }
}
