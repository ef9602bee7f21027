using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Second part on a cluster: some evaluations of a stage.</summary>
internal sealed class TuneTrialStep : Step
{
    private readonly TuneOptions options = new();
    private readonly Option<int> stage = new("--stage") { HelpName = "N", Description = "Stage, from 1; the ones before it must be complete.", Required = true };
    private readonly Option<int> worker = new("--worker") { HelpName = "N", Description = "Which of the processes that share the stage this is, from 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> workers = new("--workers") { HelpName = "N", Description = "Number of processes that share the stage.", DefaultValueFactory = _ => 1 };

    public TuneTrialStep()
        : base("trial", "Make the evaluations of a stage that fall to one process, one per thread. Interrupted and run again, it goes on.")
    {
        Add(options.OfSearch);
        Add(stage, worker, workers);
        AddExample("oceanml-tune trial matchups.parquet --features 'Rrs_*' --targets 'CHLA_*' --log10 --stage 1 --worker 3 --workers 20 --output work/journals/");
    }

    protected override bool UsesSeed => true;

    protected override string OutputDescription => "Folder with the journals of all processes: those of earlier stages are read, that of this one is written.";

    protected override void Execute(StepRun run)
    {
        var (number, of, at) = (run.Value(worker), run.Value(workers), run.Value(stage));
        if (of < 1 || number < 1 || number > of) throw OceanException.Usage($"--worker is {number} of --workers {of}; it must be from 1 to their number");
        var work = TuneWork.Of(run, options);
        if (at < 1 || at > work.Tuning.StageCount) throw OceanException.Usage($"--stage is {at}; there are {work.Tuning.StageCount}");
        Directory.CreateDirectory(run.Output);
        var own = Path.Combine(run.Output, string.Create(CultureInfo.InvariantCulture, $"stage{at}-worker{number}.jsonl"));
        foreach (var path in TuneGatherStep.Journals(run.Output).Where(path => Path.GetFileName(path) != Path.GetFileName(own))) TuneJournal.Read(path, work);
        TuneGatherStep.Complete(work, at - 1, run.Output);
        var (journal, _) = TuneJournal.Open(own, work);
        List<TuningResult> done;
        using (journal)
        {
            var share = work.Tuning.Jobs(at - 1).Where((_, i) => i % of == number - 1).Where(job => work.Tuning.Find(job) is null).ToList();
            using var progress = run.Progress("evaluations", share.Count);
            work.Perform(run, at - 1, share, journal, progress);
            done = work.Tuning.Jobs(at - 1).Where((_, i) => i % of == number - 1).Select(work.Tuning.Find).OfType<TuningResult>().ToList();
            run.Log($"{share.Count} evaluations of stage {at} made, as worker {number} of {of}");
        }

        run.Write(own, temporary => File.WriteAllText(temporary, TuneJournal.Text(work, done)));
    }
}
