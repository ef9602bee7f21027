using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Fields;

namespace OceanML.Steps;

/// <summary>The fields of a run: each once, named by its file name where that tells it apart.</summary>
internal static class FieldFiles
{
    /// <summary>The option that names them.</summary>
    public static Option<string[]> Option =>
        OptionKinds.Several("--fields", "FILE|DIR", "Satellite granules, composites or model fields (netCDF, SEN3 folders or zips), any number, in any order; also directories, a text file with one path per line, or a catalogue of oceanml-colocate catalogue. Only those near enough in time are read.", required: true);

    /// <summary>The fields as colocation takes them.</summary>
    public static List<FieldSource> Of(StepRun run, IEnumerable<string> paths) => Find(run, paths).ConvertAll(granule => granule.Source);

    /// <summary>The fields with their paths.</summary>
    /// <exception cref="OceanException">A file, or one that a list or catalogue names, does not exist; a directory holds no field.</exception>
    public static List<GranuleFile> Find(StepRun run, IEnumerable<string> paths) => Find(run, paths, out _);

    /// <summary>The fields with their paths, and the copies that are not among them, each with the path of the field it repeats.</summary>
    /// <exception cref="OceanException">As for <see cref="Find(StepRun, IEnumerable{string})"/>.</exception>
    public static List<GranuleFile> Find(StepRun run, IEnumerable<string> paths, out IReadOnlyList<(string Path, string SameAs)> copies)
    {
        var (entries, repeated) = FieldDuplicates.Leave([.. Usable(run, [.. paths.Distinct().SelectMany(path => FieldList.Find(run.Input(path)))])]);
        copies = repeated;
        run.Warn([.. repeated.Select(copy => $"{copy.Path} has the same content as {copy.SameAs} and is used once")]);
        var names = entries.Select(entry => entry.Name ?? FieldCatalogue.NameOf(entry.Path)).ToList();
        foreach (var group in Enumerable.Range(0, names.Count).GroupBy(i => names[i]).Where(group => group.Count() > 1).Select(group => group.ToArray()).ToList())
        {
            var told = PathEnds([.. group.Select(i => entries[i].Path)]);
            for (var i = 0; i < group.Length; i++) names[group[i]] = told[i];
        }

        return [.. entries.Select((entry, i) => new GranuleFile(
            entry.Path,
            new FieldSource(names[i], () => FieldFile.Open(entry.Path, run.Threads), () => FieldFile.Checksum(entry.Path))
            {
                Covers = entry.Covers,
                Extent = entry.Extent,
            }))];
    }

    // Files of one name are told apart by the folders above them, as few as it takes: the same wherever one stands when naming them.
    private static string[] PathEnds(string[] paths)
    {
        var parts = Array.ConvertAll(paths, path => Path.GetFullPath(path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries));
        for (var length = 2; ; length++)
        {
            var ends = Array.ConvertAll(parts, part => string.Join('/', part.TakeLast(length)));
            if (ends.Distinct().Count() == ends.Length || length >= parts.Max(part => part.Length)) return ends;
        }
    }

    // A catalogue is believed where the file has not changed since.
    private static List<CatalogueEntry> Usable(StepRun run, List<CatalogueEntry> entries)
    {
        var usable = new List<CatalogueEntry>(entries.Count);
        var (changed, broken) = (0, new List<string>());
        foreach (var entry in entries)
        {
            if (!entry.IsCurrent)
            {
                changed++;
                usable.Add(entry with { Covers = null, Extent = null, Problem = null });
            }
            else if (entry.Problem is { } problem)
            {
                broken.Add($"left out, as the catalogue says that it cannot be opened: {problem}");
            }
            else
            {
                usable.Add(entry);
            }
        }

        if (changed > 0) run.Warn($"{changed} of {entries.Count} fields have changed since they were catalogued; what the catalogue says of them is not used");
        run.Warn(broken);
        return usable;
    }
}
