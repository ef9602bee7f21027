using OceanML.CommandLine;

namespace OceanML.Steps;

/// <summary>Searches the settings of a model.</summary>
internal sealed class TuneStep : Step
{
    private readonly TuneOptions options = new();

    public TuneStep()
        : base("tune", "Search the settings with which a model predicts best what was held out: inner folds choose, outer folds judge, whole groups stay together. What it writes, oceanml-train --settings reads.")
    {
        Add(options.OfSearch);
        Add(options.Journal);
        Add(options.OfReport);
        AddExample("oceanml-tune matchups.parquet --features 'Rrs_*,sin_time,cos_time' --targets 'CHLA_*' --log10 --group-by platform --output best.yaml --comparison tuning.md");
        AddExample("oceanml-tune matchups.parquet --features 'Rrs_*' --targets CHLA_0_10 --log10 --space space.yaml --method random --trials 40 --output best.yaml");
        Add(new TunePlanStep());
        Add(new TuneTrialStep());
        Add(new TuneGatherStep());
    }

    protected override bool UsesSeed => true;

    protected override string OutputDescription => "Best settings to write (YAML), for oceanml-train --settings.";

    protected override string HelpText =>
        "The score of the best configuration on the folds that chose it is too good; the score on outer folds is what to expect. On a cluster, plan, trial and gather do the same in parts, with the same options: see containers/deploy/batch.";

    protected override void Execute(StepRun run)
    {
        TuneReport.CheckFolders(run, options);
        var work = TuneWork.Of(run, options);
        var path = run.Value(options.Journal) ?? run.Output + ".journal.jsonl";
        TuneReport.Announce(run, work);
        var (journal, known) = TuneJournal.Open(path, work);
        using (journal)
        {
            if (known > 0) run.Log($"{known} evaluations are in {path} already");
            using var progress = run.Progress("evaluations", work.Size);
            progress.Advance(known);
            for (var stage = 0; stage < work.Tuning.StageCount; stage++) work.Perform(run, stage, work.Tuning.Open(stage), journal, progress);
        }

        // In the order of the plan, whatever the order in which threads finished.
        run.Write(path, temporary => File.WriteAllText(temporary, TuneJournal.Text(work, work.Tuning.Results)));
        TuneReport.Write(run, options, work);
    }
}
