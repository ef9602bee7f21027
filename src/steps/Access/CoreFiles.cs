using OceanML.Formats.Access;

namespace OceanML.Steps;

/// <summary>The core files beside biogeochemical ones: BR6903247_010.nc lies beside R6903247_010.nc or D6903247_010.nc.</summary>
internal static class CoreFiles
{
    /// <summary>One outcome per entry: the delayed core file where there is one, else the real-time one.</summary>
    public static ProfileFetch[] FetchAll(IProfileSource source, IReadOnlyList<GdacEntry> entries, int parallel, Action advance)
    {
        var outcomes = ProfileFetcher.FetchAll(source, [.. entries.Select(entry => Core(entry, 'D'))], parallel, advance);
        int[] others = [.. Enumerable.Range(0, entries.Count).Where(i => outcomes[i].Path is null)];
        var second = ProfileFetcher.FetchAll(source, [.. others.Select(i => Core(entries[i], 'R'))], parallel, () => { });
        for (var i = 0; i < others.Length; i++) outcomes[others[i]] = second[i];
        return outcomes;
    }

    private static GdacEntry Core(GdacEntry entry, char mode)
    {
        var folder = entry.File[..(entry.File.LastIndexOf('/') + 1)];
        return entry with { File = $"{folder}{mode}{entry.Profile}.nc" };
    }
}
