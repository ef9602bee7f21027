using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Formats.Fields;

namespace OceanML.Steps;

/// <summary>The field files of a run: each once, named by its file name where that tells it apart.</summary>
internal static class FieldFiles
{
    /// <summary>The option that names them.</summary>
    public static Option<string[]> Option =>
        OptionKinds.Several("--fields", "FILE|DIR", "Satellite granules, composites or model fields (netCDF, SEN3 folders or zips), any number, in any order; also directories, a text file with one path per line, or a catalogue of oceanml-colocate catalogue. Only those near enough in time are read.", required: true);

    public static List<FieldSource> Of(StepRun run, IEnumerable<string> paths)
    {
        var files = Distinct(run, paths);
        var names = files.Select(path => Path.GetFileName(path)!).ToList();
        var ambiguous = names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. files.Select((path, i) => new FieldSource(ambiguous.Contains(names[i]) ? path : names[i], () => FieldFile.Open(path), () => FieldFile.Checksum(path)))];
    }

    // A granule given twice would match everything twice: the same path, or another path with the same bytes.
    private static List<string> Distinct(StepRun run, IEnumerable<string> paths)
    {
        var kept = new List<string>();
        foreach (var sameLength in paths.Distinct().Select(run.Input).GroupBy(FieldFile.Length))
        {
            var seen = new Dictionary<string, string>();
            foreach (var path in sameLength.Order(StringComparer.Ordinal))
            {
                if (sameLength.Skip(1).Any() && !seen.TryAdd(FieldFile.Checksum(path), path))
                {
                    run.Warn($"{path} has the same content as {seen[FieldFile.Checksum(path)]} and is used once");
                    continue;
                }

                kept.Add(path);
            }
        }

        return kept;
    }
}
