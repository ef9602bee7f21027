using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Options of what is read from the fields, what makes a matchup, and which are kept: all that <c>assemble</c> needs.</summary>
internal sealed class MatchOptions
{
    public Option<string[]> Variables { get; } = OptionKinds.Several("--variables", "NAMES", "Variables of the fields: names, patterns such as 'Rrs_*', CF standard names, or single bands such as Rrs_442.5. Default: all.");

    public Option<string[]> Mask { get; } = OptionKinds.Several("--mask", "FLAGS", "Flags whose pixels are left out: default (those of the product), none, or names such as LAND,CLDICE, for one product as olci-l2-wfr:CLOUD. A flag that the product requires (WATER, Valid_PE) stays required unless none is given.");

    public Option<string[]> MaskFor { get; } = OptionKinds.Several("--mask-for", "VAR:FLAG", "Flags that leave pixels out for some variables only, e.g. chlor_a:CHLFAIL; on top of --mask.");

    public Option<string> MinimumValid { get; } = new("--min-valid")
    {
        HelpName = "SHARE",
        DefaultValueFactory = _ => "0.5",
        Description = "Smallest share of valid pixels, 0 to 1, among those of the macro-pixel that are not land; '>0.5' for more than half. Below it the match is rejected as too_few_valid.",
    };

    public Option<string[]> Limits { get; } = OptionKinds.Several("--limit", "NAME=MAX", "Pixels count only where another variable of the field is within limits: sun_zenith=70 and view_zenith=60 (degrees), wind_speed=8 (m s-1), aerosol_thickness=0.2, or any variable of the field, also as NAME=MIN..MAX.");

    public Option<string> Outliers { get; } = OptionKinds.Choice("--outliers", "none", ["none", "bw06", "spectrum"], "Pixels left out as outliers: none; bw06 for those beyond mean +- 1.5 sd of each variable (Bailey and Werdell 2006); spectrum for those beyond it in any band, left out of all bands.");

    public Option<double?> VariationLimit { get; } = new("--cv-limit")
    {
        HelpName = "CV",
        Description = "Largest coefficient of variation (sd / mean) in the macro-pixel, e.g. 0.15; above it the match is rejected as too_variable. Default: no limit.",
    };

    public Option<string[]> VariationOf { get; } = OptionKinds.Several("--cv-of", "BANDS", "Hold the median coefficient of variation of these bands against --cv-limit, for all variables together: names or patterns such as 'Rrs_5*', 560nm for the nearest band, 405-570nm for a range. Default: each variable by itself.");

    public Option<string[]> Geometric { get; } = OptionKinds.Several("--geometric", "NAMES", "Variables averaged in log10 (geometric mean, sd in decades), e.g. chlor_a.");

    public Option<string> Matches { get; } = OptionKinds.Choice("--matches", "nearest", ["nearest", "best", "all"], "Where several fields match an observation: keep the nearest in time (then in space, then by file name), the one with most valid pixels, or all.");

    public Option<string> Several { get; } = OptionKinds.Choice("--several", "all", ["all", "closest", "mean"], "Where several observations of one platform match the same pixel of a field: keep all, marked as sharing pixels; the closest in time; or their mean in one row, with sd.");

    public Option<bool> Once { get; } = new("--once") { Description = "Use a pixel of a field for one observation only, the nearest in time, whichever its platform; others are rejected as pixel_already_matched." };

    public Option<string?> Start { get; } = new("--start") { HelpName = "TIME", Description = "Match only observations made from this time (UTC) on, e.g. 2024-06-01." };

    public Option<string?> End { get; } = new("--end") { HelpName = "TIME", Description = "Match only observations made before this time (UTC), e.g. 2024-07-01." };

    public Option<string> Prefix { get; } = new("--prefix")
    {
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
        Description = "Put before the names of the field's columns, e.g. pace_.",
    };

    public IEnumerable<Symbol> All =>
        [Variables, Mask, MaskFor, MinimumValid, Limits, Outliers, VariationLimit, VariationOf, Geometric, Matches, Several, Once, Prefix, Start, End];

    /// <summary>The protocol that these options spell.</summary>
    public MatchupProtocol Protocol(StepRun run, OptionValues values) => new()
    {
        Name = values.ProtocolName,
        Period = Period(run.Value(Start), run.Value(End)),
        Variables = values.Names(Variables) is { Length: > 0 } names ? names : ["*"],
        Mask = MaskRule.Parse(values.Names(Mask)) with { FlagsFor = values.Names(MaskFor), IsStrict = !values.IsBuiltIn(Mask) && !values.IsBuiltIn(MaskFor) },
        MinimumValid = ValidShare.Parse(values.Text(MinimumValid)),
        Limits = [.. values.Names(Limits).Select(PixelLimit.Parse)],
        Outliers = values.Text(Outliers) switch
        {
            "bw06" => OutlierRule.MeanAndOneAndAHalfDeviations,
            "spectrum" => OutlierRule.WholeSpectrum,
            "none" => OutlierRule.None,
            var other => throw OceanException.Usage($"'{other}' is no rule for outliers; it is none, bw06 or spectrum"),
        },
        VariationLimit = values.Number(VariationLimit),
        VariationOf = values.Names(VariationOf),
        Geometric = values.Names(Geometric),
        Matches = Word<MatchChoice>(values.Text(Matches), "--matches"),
        Several = Word<SeveralObservations>(values.Text(Several), "--several"),
        Once = values.Switch(Once),
        Prefix = values.Text(Prefix),
    };

    private static TimeInterval? Period(string? start, string? end) =>
        start is null && end is null ? null : new TimeInterval(start is null ? long.MinValue : Timestamp.Parse(start), end is null ? long.MaxValue : Timestamp.Parse(end));

    private static T Word<T>(string word, string option)
        where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw OceanException.Usage($"'{word}' is not possible for {option}; it is {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
}
