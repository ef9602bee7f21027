using System.Globalization;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Matches observations with satellite or model fields.</summary>
internal sealed class ColocateStep : Step
{
    private readonly ColocateOptions options = new();

    public ColocateStep()
        : base("colocate", "Match observations with satellite or model fields: the pixels round each observation, near enough in time, with their statistics.")
    {
        Add(options.All);
        AddExample("oceanml-colocate --observations profiles.parquet --fields PACE_OCI.*.nc --variables chlor_a --box 3 --within 1d --output matchups.parquet");
        AddExample("oceanml-colocate --observations 6903247_Sprof.nc --surface 10 --fields S3A_OL_2_WFR*.nc --variables 'Rrs_*' --within 3h --cv-limit 0.15 --outliers bw06 --output matchups.parquet");
    }

    protected override string OutputDescription => "Matchup table to write: Parquet, or CSV or TSV by its extension. One row per matchup.";

    protected override void Execute(StepRun run)
    {
        var protocol = options.Protocol(run);
        protocol.Check();
        var observations = Observations(run);
        var fields = FieldFiles.Of(run, run.Value(options.Fields)!);
        MatchupResult result;
        using (var progress = run.Progress("fields", fields.Count))
            result = Matchups.Find(observations, fields, protocol, new MatchupOptions { Threads = run.Threads, KeepRejected = run.Value(options.Rejected) is not null, Opened = () => progress.Advance() });
        foreach (var note in result.Notes) run.Warn(note);
        run.CountIn(result.Observations);
        run.CountOut(result.Matched);
        foreach (var (reason, count) in result.Rejected) run.Reject(reason, count);
        if (run.Value(options.Rejected) is { } rejected) run.Write(rejected, path => TableFile.Write(path, result.Candidates!));
        if (result.Matched == 0) throw OceanException.NothingSelected(WhyNothing(result));
        run.Write(run.Output, path => TableFile.Write(path, result.Matchups));
        run.Result("matchups", result.Matchups.RowCount);
        run.Result("fields", fields.Count);
        run.Log($"{result.Matchups.RowCount} matchups of {result.Matched} observations with {result.FieldsMatched} of {fields.Count} fields");
    }

    private Table Observations(StepRun run)
    {
        var file = run.Input(run.Value(options.Observations)!);
        var set = ObservationFile.Read(file, new ObservationOptions { Threads = run.Threads });
        foreach (var warning in set.Warnings) run.Warn(warning);
        if (set.Duplicates > 0) run.Warn($"{file}: {set.Duplicates} observations have the time and position of an earlier one; all are matched");
        WarnOfDates(run, file, set.Table);
        if (run.Value(options.Surface) is { } bottom)
        {
            // Levels, not profiles: they are told apart from the balance, which counts profiles.
            foreach (var (reason, count) in set.Rejected) run.Warn($"{file}: {count} levels left out before the surface mean: {reason}");
            return Surface(run, set.Table, bottom);
        }

        foreach (var (reason, count) in set.Rejected)
        {
            run.CountIn(count);
            run.Reject(reason, count);
        }

        if (SurfaceLayer.HasLevels(set.Table))
            run.Warn($"{file} holds profiles of several levels and every level is matched by itself; --surface 10 makes one row of each profile");
        if (!options.GoodFlagsOnly(run)) return set.Table;
        var (good, left) = FlaggedValues.LeaveOut(set.Table);
        if (left > 0) run.Warn($"{file}: {left} values whose flag (v_qc) is not good were made missing; --flags all keeps them");
        return good;
    }

    private Table Surface(StepRun run, Table levels, double bottom)
    {
        var surface = SurfaceLayer.Reduce(levels, bottom, options.GoodFlagsOnly(run));
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

    private static string WhyNothing(MatchupResult result)
    {
        var culture = CultureInfo.InvariantCulture;
        var reasons = string.Join(", ", result.Rejected.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"));
        var misses = new List<string>();
        if (double.IsFinite(result.NearestMissKm)) misses.Add(string.Create(culture, $"nearest miss in space {result.NearestMissKm:0.###} km"));
        if (result.NearestMissTime < long.MaxValue) misses.Add(string.Create(culture, $"nearest miss in time {result.NearestMissTime / 3.6e9:0.##} h"));
        return $"no matchups: of {result.Observations} observations {reasons}{string.Concat(misses.Select(miss => "; " + miss))}; widen --within, --radius or the masks, or give other fields";
    }
}
