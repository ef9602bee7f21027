using System.CommandLine;
using System.Globalization;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Writes matchups, accounts for the observations, and says what stood in the way where there are none.</summary>
internal sealed class MatchupOutput
{
    public const string Description = "File to write, one row per matchup: Parquet, or CSV or TSV by its extension, or with .nc a multi-matchup netCDF file that also holds the pixels.";

    private readonly SpectraOptions spectra = new();
    private BandMatchOptions? bands;

    public Option<string> Format { get; } = OptionKinds.Choice("--format", "auto", ["auto", "table", "netcdf"], "What --output becomes: table; netcdf with the pixels of every macro-pixel; or auto, netCDF where the name ends in .nc.");

    public Option<string?> Rejected { get; } = new("--rejected")
    {
        HelpName = "FILE",
        Description = "Also write a table of the candidates that did not become matchups, each with its reason, distance and time difference. Of a directory of observations only those near a field in time are listed.",
    };

    public IEnumerable<Symbol> All => [.. spectra.All, Rejected, Format];

    /// <summary>What the matching is to keep; reads the options of the spectra too, so that a mistake in them is told before anything is matched.</summary>
    public MatchupOptions Options(StepRun run, StepProgress progress)
    {
        bands = spectra.Read(run);
        return new MatchupOptions
        {
            Threads = run.Threads,
            KeepRejected = run.Value(Rejected) is not null,
            KeepPixels = IsNetCdf(run),
            Opened = () => progress.Advance(),
        };
    }

    /// <summary>Writes the results.</summary>
    /// <exception cref="OceanException">There is no matchup; the rejected candidates are written nevertheless.</exception>
    public void Write(StepRun run, MatchupResult result, int fields)
    {
        foreach (var note in result.Notes) run.Warn(note);
        run.CountIn(result.Observations);
        run.CountOut(result.Matched);
        foreach (var (reason, count) in result.Rejected) run.Reject(reason, count);
        if (run.Value(Rejected) is { } rejected) run.Write(rejected, path => TableFile.Write(path, result.Candidates!));
        if (result.Matched == 0) throw OceanException.NothingSelected(WhyNothing(result));
        var matchups = SpectraOptions.Apply(run, result.Matchups, bands);
        if (result.Cube is { } cube) run.Write(run.Output, path => MatchupNetCdf.Write(path, cube with { Matchups = matchups }));
        else run.Write(run.Output, path => TableFile.Write(path, matchups));
        run.Result("matchups", matchups.RowCount);
        run.Result("fields", fields);
        run.Log($"{matchups.RowCount} matchups of {result.Matched} observations with {result.FieldsMatched} of {fields} fields");
    }

    private bool IsNetCdf(StepRun run) => run.Value(Format) switch
    {
        "netcdf" => true,
        "table" => false,
        _ => run.Output.EndsWith(".nc", StringComparison.OrdinalIgnoreCase),
    };

    private static string WhyNothing(MatchupResult result)
    {
        var culture = CultureInfo.InvariantCulture;
        var rejected = result.Rejected.OrderByDescending(pair => pair.Value).ToList();
        var reasons = string.Join(", ", rejected.Select(pair => $"{pair.Value} {pair.Key}"));
        var misses = new List<string>();
        if (double.IsFinite(result.NearestMissKm)) misses.Add(string.Create(culture, $"nearest miss in space {result.NearestMissKm:0.###} km"));
        if (result.NearestMissTime is > 0 and < long.MaxValue) misses.Add(string.Create(culture, $"nearest miss in time {result.NearestMissTime / 3.6e9:0.##} h"));
        var advice = rejected.Count == 0 ? "there are no observations" : rejected[0].Key switch
        {
            Rejections.OutsideTimeWindow => "give fields of other times, or widen --within",
            Rejections.OutsideField or Rejections.AtFieldEdge => "give fields of that place, or widen --radius",
            Rejections.TooVariable => "loosen --cv-limit, or look at --rejected",
            Rejections.OutsidePeriod => "look at --start and --end",
            Rejections.GranuleGone => "give the granules",
            Rejections.NoTime or Rejections.NoPosition or Rejections.BadTimeFlag or Rejections.BadPositionFlag => "look at the observations, or use --flags all",
            _ => "look at --mask, --limit and --min-valid",
        };
        return $"no matchups: of {result.Observations} observations {reasons}{string.Concat(misses.Select(miss => "; " + miss))}; {advice}";
    }
}
