using System.CommandLine;
using System.Globalization;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;

namespace OceanML.Steps;

/// <summary>The observations of a run: a table in memory, or a directory that stays on disk.</summary>
internal sealed class ObservationInput
{
    public Option<string> File { get; } = new("--observations")
    {
        HelpName = "FILE|DIR",
        Required = true,
        Description = "Observations with time, latitude and longitude: Parquet, CSV, TSV, a file of a known product such as Argo netCDF, or a directory of Parquet files, which may be larger than memory. All columns go into the output.",
    };

    public Option<string?> Surface { get; } = new("--surface")
    {
        HelpName = "METRES|optical",
        Description = "Reduce profiles to one row each first: 10 for the mean of the values no deeper than 10 m (or dbar); optical for what a satellite sees, the mean weighted by exp(-2 Kd z). Default: match every row.",
    };

    public Option<string?> Attenuation { get; } = new("--kd")
    {
        HelpName = "morel|COLUMN",
        Description = "Diffuse attenuation Kd (m-1) for --surface optical: a column of the observations, or morel, the default: from their chlorophyll, whose column morel:NAME names.",
    };

    /// <summary>The options of the reduction of profiles.</summary>
    public IEnumerable<Symbol> SurfaceOptions => [Surface, Attenuation];

    /// <summary>What is asked of the reduction of profiles, as it travels in manifests; empty for none.</summary>
    public (string Surface, string Kd) Asked(StepRun run) => (run.Value(Surface) ?? "", run.Value(Attenuation) ?? "");

    /// <summary>Reads the observations.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asked">How profiles are reduced: --surface and --kd; empty to match every row.</param>
    /// <param name="goodFlagsOnly">Whether values with bad flags are left out.</param>
    public ObservationSource Read(StepRun run, (string Surface, string Kd) asked, bool goodFlagsOnly)
    {
        if (asked is { Surface: "", Kd: not "" }) throw OceanException.Usage("--kd goes with --surface optical");
        var surface = asked.Surface.Length == 0 ? null : SurfaceReduction.Parse(asked.Surface, asked.Kd);
        var path = run.Input(run.Value(File)!);
        if (!ObservationStores.IsStore(path)) return new ObservationSource(ReadTable(run, path, surface, goodFlagsOnly));
        if (surface is not null) throw OceanException.Usage("--surface needs one file of observations: a profile may be spread over the files of a directory");
        var store = ObservationStores.Open(path, run.Threads);
        run.Warn(store.Warnings);
        run.Log($"{store.Count} observations in {store.Files.Count()} files");
        return new ObservationSource(goodFlagsOnly ? new GoodValues(store) : store);
    }

    private static Table ReadTable(StepRun run, string file, SurfaceReduction? surface, bool goodFlagsOnly)
    {
        var set = ObservationFile.Read(file, new ObservationOptions { Threads = run.Threads });
        foreach (var warning in set.Warnings) run.Warn(warning);
        if (set.Duplicates > 0) run.Warn($"{file}: {set.Duplicates} observations have the time and position of an earlier one; all are matched");
        WarnOfDates(run, file, set.Table);
        if (surface is not null)
        {
            // Levels, not profiles: they are told apart from the balance, which counts profiles.
            foreach (var (reason, count) in set.Rejected) run.Warn($"{file}: {count} levels left out before the surface mean: {reason}");
            return Reduce(run, set.Table, surface, goodFlagsOnly);
        }

        foreach (var (reason, count) in set.Rejected)
        {
            run.CountIn(count);
            run.Reject(reason, count);
        }

        if (SurfaceLayer.HasLevels(set.Table))
            run.Warn($"{file} holds profiles of several levels and every level is matched by itself; --surface 10 makes one row of each profile");
        if (!goodFlagsOnly) return set.Table;
        var (good, left) = FlaggedValues.LeaveOut(set.Table);
        if (left > 0) run.Warn($"{file}: {left} values whose flag (v_qc) is not good were made missing; --flags all keeps them");
        return good;
    }

    private static Table Reduce(StepRun run, Table levels, SurfaceReduction reduction, bool goodFlagsOnly)
    {
        var surface = reduction.Reduce(levels, goodFlagsOnly);
        run.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"{surface.Levels} levels became {surface.Profiles.RowCount} profiles by {reduction.Description} ({surface.Vertical}); {surface.BadValues} values with bad flags were left out"));
        if (surface.Uncovered > 0) run.Warn($"{surface.Uncovered} values are missing because their levels begin below 1/Kd or cover less than half of the light");
        foreach (var (reason, count) in surface.Rejected)
        {
            run.CountIn(count);
            run.Reject(reason, count);
        }

        return surface.Profiles;
    }

    // Daily means carry the date of their day as midnight, where the field of the day before is as near as that of the day itself.
    private static void WarnOfDates(StepRun run, string file, Table observations)
    {
        if (observations.Find("time") is not TimeColumn { Length: > 0 } times) return;
        var midnights = times.Values.Count(time => time != Timestamp.Missing && time % Timestamp.PerDay == 0);
        if (midnights * 5 >= times.Length)
            run.Warn($"{file}: {midnights} of {times.Length} observations are at 00:00:00 UTC; dates without a time of day are matched as midnight, so add 12 h to daily means");
    }
}
