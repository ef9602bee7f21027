using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Second phase for archives: reads the pixels that manifests point to and writes the matchups.</summary>
internal sealed class AssembleStep : Step
{
    private readonly ObservationInput observations = new();
    private readonly MatchOptions matches = new();
    private readonly MatchupOutput output = new();
    private readonly ProtocolOption protocol = new();
    private readonly Option<string[]> fields = FieldFiles.Option;
    private readonly Option<string[]> manifests = OptionKinds.Several("--manifests", "FILE|DIR", "Manifests of oceanml-colocate extract, or folders of them.", required: true);
    private readonly Option<bool> skipMissing = new("--skip-missing") { Description = "Go on where a granule was deleted since: its candidates are rejected as granule_gone. Default: stop before anything is read." };

    public AssembleStep()
        : base("assemble", "Read the pixels that manifests point to, screen them, and write the matchups; the same as oceanml-colocate makes in one go.")
    {
        Add(observations.File, manifests, fields, protocol.Option);
        Add(matches.All);
        Add(output.All);
        Add(skipMissing);
        AddExample("oceanml-colocate assemble --observations profiles.parquet --manifests manifests/ --fields archive/ --variables 'Rrs_*' --cv-limit 0.15 --output matchups.nc");
    }

    protected override string OutputDescription => MatchupOutput.Description;

    protected override void Execute(StepRun run)
    {
        var values = protocol.Values(run, ColocateStep.ProtocolOptions);
        var rules = matches.Protocol(run, values);
        var read = Manifests(run);
        if (read.Count == 0) throw OceanException.NothingSelected("no manifest to assemble; run oceanml-colocate extract first");
        rules = read[0].WithWindows(rules);
        if (WindowOptions.Difference(rules, values) is { } difference) run.Warn(difference);
        var source = observations.Read(run, Surface(read), rules.GoodFlagsOnly);
        var granules = GranuleArchive.Of(run, run.Value(fields)!);
        read = granules.WithoutCopies(run, read);
        if (!run.Value(skipMissing)) granules.Require(read);
        MatchupResult result;
        using (var progress = run.Progress("granules", read.Count)) result = source.Assemble(read, granules.Find, rules, output.Options(run, progress));
        output.Write(run, result, read.Count);
    }

    private List<GranuleManifest> Manifests(StepRun run)
    {
        var files = (run.Value(manifests) ?? []).SelectMany(path => Directory.Exists(path) ? ManifestFolder.In(path) : [path]).Select(run.Input);
        return [.. TableFile.ReadEach(files, new TableReadOptions { Threads = run.Threads }).Select(GranuleManifest.Of)];
    }

    // The observations must be reduced as they were when they were located.
    private static (string Surface, string Kd) Surface(List<GranuleManifest> manifests)
    {
        var asked = manifests.Select(manifest => (manifest.Table.Metadata.GetValueOrDefault("surface", ""), manifest.Table.Metadata.GetValueOrDefault("kd", ""))).Distinct().ToList();
        return asked.Count == 1 ? asked[0] : throw OceanException.BadInput($"the manifests were extracted with different --surface ({string.Join(", ", asked.Select(pair => pair.Item1))}); extract again");
    }
}
