using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;

namespace OceanML.Steps;

/// <summary>First part on a cluster: how many evaluations each stage has.</summary>
internal sealed class TunePlanStep : Step
{
    private readonly TuneOptions options = new();

    public TunePlanStep()
        : base("plan", "Check table and space, and write how many evaluations each stage has, one line per stage; nothing is trained.")
    {
        Add(options.OfSearch);
        AddExample("oceanml-tune plan matchups.parquet --features 'Rrs_*' --targets 'CHLA_*' --log10 --output work/stages.txt");
    }

    protected override bool UsesSeed => true;

    protected override string OutputDescription => "Text to write: the number of evaluations of each stage, a line each. A stage needs the ones before it.";

    protected override void Execute(StepRun run)
    {
        var work = TuneWork.Of(run, options);
        TuneReport.Announce(run, work);
        run.Write(run.Output, temporary => File.WriteAllLines(temporary, Enumerable.Range(0, work.Tuning.StageCount).Select(stage => work.Tuning.Size(stage).ToString(CultureInfo.InvariantCulture))));
    }
}
