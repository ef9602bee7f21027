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

    public Option<double?> Surface { get; } = new("--surface")
    {
        HelpName = "METRES",
        Description = "Reduce profiles to one row each first: mean of the values no deeper than this (depth in m or pressure in dbar), e.g. 10. Default: match every row.",
    };

    /// <summary>Reads the observations.</summary>
    /// <param name="run">The run.</param>
    /// <param name="surface">Depth of the surface layer, m; null to match every row.</param>
    /// <param name="goodFlagsOnly">Whether values with bad flags are left out.</param>
    public ObservationSource Read(StepRun run, double? surface, bool goodFlagsOnly)
    {
        var path = run.Input(run.Value(File)!);
        if (!Directory.Exists(path)) return new ObservationSource(ReadTable(run, path, surface, goodFlagsOnly));
        if (surface is not null) throw OceanException.Usage("--surface needs one file of observations: a profile may be spread over the files of a directory");
        throw OceanException.BadInput($"{path}: is a folder, not a file");
    }

    private static Table ReadTable(StepRun run, string file, double? surface, bool goodFlagsOnly)
    {
        var set = ObservationFile.Read(file, new ObservationOptions { Threads = run.Threads });
        foreach (var warning in set.Warnings) run.Warn(warning);
        if (set.Duplicates > 0) run.Warn($"{file}: {set.Duplicates} observations have the time and position of an earlier one; all are matched");
        WarnOfDates(run, file, set.Table);
        if (surface is { } bottom)
        {
            // Levels, not profiles: they are told apart from the balance, which counts profiles.
            foreach (var (reason, count) in set.Rejected) run.Warn($"{file}: {count} levels left out before the surface mean: {reason}");
            return ReduceToSurface(run, set.Table, bottom, goodFlagsOnly);
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

    private static Table ReduceToSurface(StepRun run, Table levels, double bottom, bool goodFlagsOnly)
    {
        var surface = SurfaceLayer.Reduce(levels, bottom, goodFlagsOnly);
        run.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"{surface.Levels} levels became {surface.Profiles.RowCount} profiles by the mean down to {bottom} ({surface.Vertical}); {surface.BadValues} values with bad flags were left out"));
        run.CountIn(surface.WithoutLevel);
        run.Reject("no_surface_level", surface.WithoutLevel);
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
