using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;

namespace OceanML.Steps;

/// <summary>Matches observations with satellite or model fields, in one go or in two phases.</summary>
internal sealed class ColocateStep : Step
{
    private readonly ObservationInput observations = new();
    private readonly WindowOptions windows = new();
    private readonly MatchOptions matches = new();
    private readonly MatchupOutput output = new();
    private readonly ProtocolOption protocol = new();
    private readonly Option<string[]> fields = FieldFiles.Option;

    public ColocateStep()
        : base("colocate", "Match observations with satellite or model fields: the pixels round each observation, near enough in time, with their statistics.")
    {
        Add(observations.File, fields, protocol.Option);
        Add(windows.All);
        Add(observations.SurfaceOptions);
        Add(matches.All);
        Add(output.All);
        Add(new ExtractStep());
        Add(new AssembleStep());
        Add(new CatalogueStep());
        AddExample("oceanml-colocate --observations profiles.parquet --fields PACE_OCI.*.nc --variables chlor_a --box 3 --within 1d --output matchups.parquet");
        AddExample("oceanml-colocate --observations 6903247_Sprof.nc --surface 10 --fields S3A_OL_2_WFR*.SEN3 --protocol eumetsat-standard --within 3h --output matchups.nc");
    }

    protected override string OutputDescription => MatchupOutput.Description;

    protected override string HelpText =>
        """
        One go or two phases:
          Without a command, all is done in one go. For archives of many granules the same is done in two phases, with the same result:
          extract   reads times and coordinates of each granule, and writes a small manifest: which observations lie where in it.
                    Run it per granule, in parallel, on other machines, and again as granules arrive: what is done is skipped.
          assemble  reads the manifests of a period and the pixels they point to, screens them, and writes the matchups.
          catalogue lists when and where the granules of an archive are, so that those which cannot match are never opened.
        """;

    /// <summary>The options that a protocol may set.</summary>
    internal static IEnumerable<Symbol> ProtocolOptions => [.. new WindowOptions().All, .. new MatchOptions().All];

    protected override void Execute(StepRun run)
    {
        var values = protocol.Values(run, ProtocolOptions);
        var rules = windows.Apply(matches.Protocol(run, values), values);
        rules.Check();
        var source = observations.Read(run, observations.Asked(run), rules.GoodFlagsOnly);
        var granules = FieldFiles.Of(run, run.Value(fields)!);
        MatchupResult result;
        using (var progress = run.Progress("fields", granules.Count)) result = source.Find(granules, rules, output.Options(run, progress));
        output.Write(run, result, granules.Count);
    }
}
