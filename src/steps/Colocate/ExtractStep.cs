using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>First phase for archives: where the observations lie in each granule.</summary>
internal sealed class ExtractStep : Step
{
    private readonly ObservationInput observations = new();
    private readonly WindowOptions windows = new();
    private readonly ProtocolOption protocol = new();
    private readonly Option<string[]> fields = FieldFiles.Option;

    public ExtractStep()
        : base("extract", "Find where the observations lie in granules and write a small manifest of each; no pixel is read.")
    {
        Add(observations.File, fields, protocol.Option);
        Add(windows.All);
        Add(observations.SurfaceOptions);
        AddExample("oceanml-colocate extract --observations profiles.parquet --fields archive/ --within 3h --box 5 --output manifests/");
    }

    protected override string OutputDescription =>
        "Manifest to write for one granule, or a folder (an existing one, or a name that ends in /) for one manifest per granule; in a folder, granules that are done and did not change are skipped.";

    protected override void Execute(StepRun run)
    {
        var values = protocol.Values(run, ColocateStep.ProtocolOptions);
        var rules = windows.Apply(new MatchupProtocol { Variables = ["*"] }, values);
        rules.Check();
        var asked = observations.Asked(run);
        var granules = FieldFiles.Find(run, run.Value(fields)!);
        if (granules.Count == 0) throw OceanException.NothingSelected("no granule to extract from");
        var toFolder = run.Output.EndsWith('/') || Directory.Exists(run.Output);
        if (!toFolder && granules.Count > 1) throw OceanException.Usage($"{granules.Count} granules have a manifest each: --output must be a folder, e.g. manifests/");
        if (toFolder) Directory.CreateDirectory(run.Output);
        using var folder = new ManifestFolder(toFolder ? run.Output : ".");

        // A single manifest is not to depend on when its granule was copied; in a folder that says what need not be done again.
        var key = toFolder
            ? ManifestFolder.KeyOf([.. GranuleManifest.Windows(rules).Values, asked.Surface, asked.Kd, ManifestFolder.KeyOfObservations(run.Input(run.Value(observations.File)!))])
            : null;
        var open = key is not null ? granules.FindAll(granule => !folder.IsCurrent(granule.Source.Name, granule.Path, key)) : granules;
        run.CountIn(granules.Count);
        run.Reject("already_done", granules.Count - open.Count);
        if (open.Count > 0) Extract(run, open, observations.Read(run, asked, rules.GoodFlagsOnly).Extraction(rules, run.Threads), granule => toFolder ? folder.PathOf(granule) : run.Output, asked, key);
    }

    private static void Extract(StepRun run, List<GranuleFile> granules, GranuleExtraction extraction, Func<string, string> output, (string Surface, string Kd) asked, string? key)
    {
        var (located, failures) = (0L, new List<string>());
        using var progress = run.Progress("granules", granules.Count);
        foreach (var granule in granules)
        {
            try
            {
                // The stamp comes first: a granule that changes while it is read must not look done.
                var stamp = FieldStamp.Of(granule.Path);
                var manifest = extraction.Extract(granule.Source);
                var table = manifest.Table.WithMetadata("surface", asked.Surface).WithMetadata("kd", asked.Kd);
                run.Write(output(granule.Source.Name), path => TableFile.Write(path, key is null ? table : ManifestFolder.Marked(table, stamp, key)));
                located += manifest.Located;
            }
            catch (OceanException exception) when (granules.Count > 1 && exception.Code == ExitCode.BadInput)
            {
                // One damaged granule of an archive must not cost the others.
                run.Warn(exception.Message);
                failures.Add(exception.Message);
            }

            progress.Advance();
        }

        run.CountOut(granules.Count - failures.Count);
        run.Reject("cannot_be_read", failures.Count);
        run.Result("granules", granules.Count - failures.Count);
        run.Result("located", located);
        run.Log($"{located} observations located in {granules.Count - failures.Count} granules");
        if (failures.Count > 0) throw OceanException.BadInput($"{failures.Count} of {granules.Count} granules cannot be read, the others are extracted; the first: {failures[0]}");
    }
}
