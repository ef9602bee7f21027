using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Last part on a cluster: the result from all journals.</summary>
internal sealed class TuneGatherStep : Step
{
    private readonly TuneOptions options = new();
    private readonly Option<string> journals = new("--journals") { HelpName = "FOLDER", Description = "Folder with the journals of all processes.", Required = true };

    public TuneGatherStep()
        : base("gather", "Write what oceanml-tune writes, from the journals of all processes; nothing is trained.")
    {
        Add(options.OfSearch);
        Add(journals);
        Add(options.OfReport);
        AddExample("oceanml-tune gather matchups.parquet --features 'Rrs_*' --targets 'CHLA_*' --log10 --journals work/journals/ --output best.yaml");
    }

    protected override bool UsesSeed => true;

    protected override string OutputDescription => "Best settings to write (YAML), for oceanml-train --settings.";

    /// <summary>The journals of a folder, in order of their names.</summary>
    public static IEnumerable<string> Journals(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
        : throw OceanException.BadInput($"{folder}: no such folder");

    /// <summary>Refuses where an evaluation of an earlier stage is missing.</summary>
    public static void Complete(TuneWork work, int stages, string folder)
    {
        for (var stage = 0; stage < stages; stage++)
        {
            if (work.Tuning.Open(stage).Count is > 0 and var open)
                throw OceanException.BadInput($"{folder}: {open} of {work.Tuning.Jobs(stage).Count} evaluations of stage {stage + 1} are missing; run its tasks again, which do what is open");
        }
    }

    protected override void Execute(StepRun run)
    {
        TuneReport.CheckFolders(run, options);
        var work = TuneWork.Of(run, options);
        var folder = run.Value(journals)!;
        foreach (var path in Journals(folder)) TuneJournal.Read(run.Input(path), work);
        Complete(work, work.Tuning.StageCount, folder);
        TuneReport.Write(run, options, work);
    }
}
