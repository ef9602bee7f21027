using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
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
        var source = observations.Read(run, asked, rules.GoodFlagsOnly);
        var granules = FieldFiles.Of(run, run.Value(fields)!);
        if (granules.Count == 0) throw OceanException.NothingSelected("no granule to extract from");
        var folder = run.Output.EndsWith('/') || Directory.Exists(run.Output) ? run.Output : null;
        if (folder is null && granules.Count > 1) throw OceanException.Usage($"{granules.Count} granules have a manifest each: --output must be a folder, e.g. manifests/");
        if (folder is not null) Directory.CreateDirectory(folder);
        var extraction = source.Extraction(rules, run.Threads);
        var located = 0;
        using var progress = run.Progress("granules", granules.Count);
        foreach (var granule in granules)
        {
            var manifest = extraction.Extract(granule);
            var table = manifest.Table.WithMetadata("surface", asked.Surface).WithMetadata("kd", asked.Kd);
            run.Write(folder is null ? run.Output : Path.Combine(folder, granule.Name + ".manifest.parquet"), path => TableFile.Write(path, table));
            located += manifest.Located;
            progress.Advance();
        }

        run.Result("granules", granules.Count);
        run.Result("located", located);
        run.Log($"{located} observations located in {granules.Count} granules");
    }
}
