using OceanML.CommandLine;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>What became of the rows, in the log and the run record.</summary>
internal static class DatasetReportText
{
    public static void Tell(StepRun run, PreparedDataset prepared)
    {
        run.Log($"{prepared.Table.RowCount} rows, {prepared.Features.Count} features, {prepared.Targets.Count} targets{(prepared.Step is { } step ? $"; one value every {SplitText.Length(step)}, rows look back {SplitText.Length(prepared.LookBack)}" : "")}");
        run.Result("rows", prepared.Table.RowCount);
        run.Result("features", prepared.Features.Count);
        run.Result("targets", prepared.Targets.Count);
        if (prepared.Events is { } events)
        {
            var inside = events.State.Count(state => state == 1);
            run.Log($"{events.Events.Count} events with {inside} of {events.State.Length} rows{(events.TooShort > 0 ? $"; {events.TooShort} runs were too short" : "")}");
            run.Result("events", events.Events.Count);
            run.Result("rows_in_events", inside);
            run.Result("runs_too_short", events.TooShort);
        }

        if (prepared.Split is not { } split) return;
        run.Log($"split {split.Plan.Text}: {split.Sentence}");
        for (var fold = 0; fold < split.FoldCount; fold++) run.Result($"rows:{split.FoldNames[fold]}", split.Fold.Count(one => one == fold));
    }

    public static void Tell(StepRun run, LeakageReport report)
    {
        if (report.Verdict == LeakageVerdict.Leaks) run.Warn(report.Sentences[0]);
        else run.Log(report.Sentences[0]);
        foreach (var sentence in report.Sentences.Skip(1)) run.Log(sentence);
        run.Result("leakage:groups_in_several_folds", report.SharedGroups);
        run.Result("leakage:exact_duplicates", report.ExactDuplicates);
        run.Result("leakage:same_features_other_target", report.SameFeatures);
        run.Result("leakage:near_duplicates_share", report.NearDuplicates);
        foreach (var distance in report.Distances)
        {
            run.Result($"leakage:{distance.Measure}_held_out_median", distance.Held[3]);
            run.Result($"leakage:{distance.Measure}_training_median", distance.Within[3]);
        }
    }
}
