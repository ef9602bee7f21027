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
    private readonly Option<bool> again = new("--again") { Description = "Extract granules again that are done, as where their bytes changed but not their size and time of modification. Default: skip them." };

    public ExtractStep()
        : base("extract", "Find where the observations lie in granules and write a small manifest of each; no pixel is read.")
    {
        Add(observations.File, fields, protocol.Option);
        Add(windows.All);
        Add(observations.SurfaceOptions);
        Add(again);
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
            ? ManifestFolder.KeyOf([StepVersion.Current, .. GranuleManifest.Windows(rules).Values, asked.Surface, asked.Kd, ManifestFolder.KeyOfObservations(run.Input(run.Value(observations.File)!))])
            : null;
        var open = key is not null && !run.Value(again) ? granules.FindAll(granule => !folder.IsCurrent(granule.Source.Name, granule.Path, key)) : granules;

        // Jobs that name their granules one by one share a folder; an archive that is given as a whole has no others.
        if (toFolder && granules.Count > run.Value(fields)!.Length && folder.OfOthers(granules.Select(granule => granule.Source.Name)) is { Count: > 0 } others)
            run.Warn($"{run.Output} holds {others.Count} manifests of granules that are not among --fields, the first {Path.GetFileName(others[0])}; assemble will look for these granules, so delete the manifests if they are gone");
        run.CountIn(granules.Count);
        run.Reject("already_done", granules.Count - open.Count);
        if (open.Count > 0) Extract(run, open, observations.Read(run, asked, rules.GoodFlagsOnly).Extraction(rules, run.Threads), toFolder ? folder : null, asked, key);
    }

    private void Extract(StepRun run, List<GranuleFile> granules, GranuleExtraction extraction, ManifestFolder? folder, (string Surface, string Kd) asked, string? key)
    {
        var (located, failures) = (0L, new List<string>());
        using var progress = run.Progress("granules", granules.Count);
        foreach (var granule in granules)
        {
            try
            {
                // The stamp comes first: a granule that changes while it is read must not look done.
                var stamp = FieldStamp.Of(granule.Path);
                if (folder is not null) CheckName(run, folder, granule);
                var manifest = extraction.Extract(granule.Source);
                var table = manifest.Table.WithMetadata("surface", asked.Surface).WithMetadata("kd", asked.Kd);
                run.Write(
                    folder?.PathOf(granule.Source.Name) ?? run.Output, path => TableFile.Write(path, key is null ? table : ManifestFolder.Marked(table, granule.Path, stamp, key)));
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

    // Files of the same name in two folders, a job for each: the second is not to replace the first.
    private void CheckName(StepRun run, ManifestFolder folder, GranuleFile granule)
    {
        if (folder.OtherOfName(granule.Source.Name, granule.Path) is not { } other) return;
        var manifest = folder.PathOf(granule.Source.Name);
        if (Path.Exists(other))
            throw OceanException.BadInput($"{granule.Path}: {manifest} is of another granule of this name, {other}; extract both in one run, which tells them apart by their paths, or rename one");
        if (!run.Value(again)) throw OceanException.BadInput($"{granule.Path}: {manifest} is of another granule of this name, {other}, which is gone; delete the manifest, or --again to replace it");
        run.Warn($"{granule.Path}: replaces {other}, a granule of the same name that is gone");
    }
}
