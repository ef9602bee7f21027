using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-colocate</c> and the protocol they spell.</summary>
internal sealed class ColocateOptions
{
    public Option<string> Observations { get; } = new("--observations")
    {
        HelpName = "FILE",
        Required = true,
        Description = "Observations with time, latitude and longitude: Parquet, CSV, TSV, or a file of a known product such as Argo netCDF. All columns go into the output.",
    };

    public Option<string[]> Fields { get; } = Several("--fields", "FILE", "Satellite granules, composites or model fields (netCDF), any number, in any order. Only those near enough in time are read.", required: true);

    public Option<string[]> Variables { get; } = Several("--variables", "NAMES", "Variables of the fields: names, patterns such as 'Rrs_*', CF standard names, or single bands such as Rrs_442.5. Default: all.");

    public Option<int> Box { get; } = new("--box")
    {
        HelpName = "N",
        DefaultValueFactory = _ => 3,
        Description = "Side of the macro-pixel in pixels, odd: statistics are taken over N x N pixels round the nearest one.",
    };

    public Option<string> Within { get; } = new("--within")
    {
        HelpName = "TIME",
        DefaultValueFactory = _ => "1d",
        Description = "Greatest time between observation and field: 1d, 3h, 30min; 3h,0h for a field up to 3 h before the observation and not after it; any for no limit. A composite counts from start to end of what it covers.",
    };

    public Option<double?> Radius { get; } = new("--radius")
    {
        HelpName = "KM",
        Description = "Greatest distance to the centre of the nearest pixel, km. Default: the observation must lie within the pixel (half a step on a grid, half a pixel diagonal on a swath).",
    };

    public Option<string[]> Mask { get; } = Several("--mask", "FLAGS", "Flags whose pixels are left out: default (those of the product), none, or names such as LAND,CLDICE. A flag that the product requires (WATER, Valid_PE) stays required unless none is given.");

    public Option<double> MinimumValid { get; } = new("--min-valid")
    {
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.5,
        Description = "Smallest share of valid pixels in the macro-pixel, 0 to 1; below it the match is rejected as too_few_valid.",
    };

    public Option<double?> VariationLimit { get; } = new("--cv-limit")
    {
        HelpName = "CV",
        Description = "Largest coefficient of variation (sd / mean) in the macro-pixel, e.g. 0.15; above it the match is rejected as too_variable. Default: no limit.",
    };

    public Option<string[]> VariationOf { get; } = Several("--cv-of", "NAMES", "Hold the median coefficient of variation of these bands against --cv-limit, for all variables together, e.g. 'Rrs_5*'. Default: each variable by itself.");

    public Option<string> Outliers { get; } = Choice("--outliers", "none", ["none", "bw06"], "Pixels left out as outliers: none, or bw06 for those beyond mean +- 1.5 sd (Bailey and Werdell 2006).");

    public Option<string[]> Geometric { get; } = Several("--geometric", "NAMES", "Variables averaged in log10 (geometric mean, sd in decades), e.g. chlor_a.");

    public Option<string> Edges { get; } = Choice("--edges", "pad", ["pad", "drop"], "Macro-pixels over the edge of a field: pad counts the pixels beyond as missing, drop rejects the match. Grids round the Earth wrap.");

    public Option<string> Matches { get; } = Choice("--matches", "nearest", ["nearest", "all"], "Where several fields match an observation: keep the nearest in time (then in space, then by file name), or all.");

    public Option<bool> Once { get; } = new("--once") { Description = "Use a pixel of a field for one observation only, the nearest in time; others are rejected as pixel_already_matched." };

    public Option<string> Flags { get; } = Choice("--flags", "good", ["good", "all"], "Observations used: good leaves out those whose flag (v_qc, position_qc, time_qc) is not 1, 2, 5 or 8; all uses every value.");

    public Option<double?> Surface { get; } = new("--surface")
    {
        HelpName = "METRES",
        Description = "Reduce profiles to one row each first: mean of the values no deeper than this (depth in m or pressure in dbar), e.g. 10. Default: match every row.",
    };

    public Option<string> Prefix { get; } = new("--prefix")
    {
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
        Description = "Put before the names of the field's columns, e.g. pace_.",
    };

    public Option<string?> Rejected { get; } = new("--rejected")
    {
        HelpName = "FILE",
        Description = "Also write a table of the candidates that did not become matchups, each with its reason, distance and time difference.",
    };

    public IEnumerable<Symbol> All =>
    [
        Observations, Fields, Variables, Box, Within, Radius, Mask, MinimumValid, VariationLimit, VariationOf, Outliers, Geometric, Edges, Matches, Once, Flags,
        Surface, Prefix, Rejected,
    ];

    public bool GoodFlagsOnly(StepRun run) => run.Value(Flags) == "good";

    public MatchupProtocol Protocol(StepRun run) => new()
    {
        Variables = Names(run, Variables) is { Length: > 0 } names ? names : ["*"],
        Shape = new MacroPixelShape.Box(run.Value(Box)),
        Window = TimeWindow.Parse(run.Value(Within)!),
        RadiusKm = run.Value(Radius),
        Edges = run.Value(Edges) == "drop" ? EdgePolicy.Drop : EdgePolicy.Pad,
        Mask = MaskRule.Parse(Names(run, Mask)),
        MinimumValid = new ValidShare(run.Value(MinimumValid)),
        Outliers = run.Value(Outliers) == "bw06" ? OutlierRule.MeanAndOneAndAHalfDeviations : OutlierRule.None,
        VariationLimit = run.Value(VariationLimit),
        VariationOf = Names(run, VariationOf),
        Geometric = Names(run, Geometric),
        Matches = run.Value(Matches) == "all" ? MatchChoice.All : MatchChoice.Nearest,
        Once = run.Value(Once),
        GoodFlagsOnly = GoodFlagsOnly(run),
        Prefix = run.Value(Prefix) ?? "",
    };

    private static string[] Names(StepRun run, Option<string[]> option) =>
        [.. (run.Value(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Option<string[]> Several(string name, string helpName, string description, bool required = false) =>
        new(name) { HelpName = helpName, Description = description, Required = required, AllowMultipleArgumentsPerToken = true };

    private static Option<string> Choice(string name, string standard, string[] values, string description)
    {
        var option = new Option<string>(name) { HelpName = string.Join('|', values), Description = description, DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
