using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Crates;

namespace OceanML.Steps;

/// <summary>Packs the run records of a chain, with its files and its workflow, as a Workflow Run RO-Crate; or checks a crate.</summary>
internal sealed class CrateStep : Step
{
    private readonly CrateOptions options = new();

    public CrateStep()
        : base("crate", "Pack the run records of a chain of steps, with their files and the workflow, as a Workflow Run RO-Crate that a reader can check and cite.")
    {
        Add(options.All);
        AddExample("oceanml-crate run/*.json --workflow workflow.ga --agent 'Ada Lovelace' --output run.crate.zip");
        AddExample("oceanml-crate run/*.json --include outputs --output crate-folder");
        AddExample("oceanml-crate --check run.crate.zip");
    }

    protected override bool OutputRequired => false;

    protected override string OutputDescription => "Crate to write: a zip archive where the name ends in .zip, else a folder.";

    protected override void Execute(StepRun run)
    {
        if (run.Value(options.Check) is { } checkedCrate)
        {
            Check(run, checkedCrate);
            return;
        }

        var paths = run.Value(options.Records)!;
        if (paths.Length == 0) throw OceanException.Usage("no run records are given; every step writes one with --record FILE");
        var records = paths.Select(path => Read(run.Input(path))).ToList();
        var workflow = run.Value(options.Workflow) is { } ga ? run.Input(ga) : null;
        run.CountIn(records.Count);
        var package = Translate(() =>
        {
            var built = RunCrate.Of(records, workflow, Settings(run), out var absent);
            foreach (var path in absent) run.Warn($"{path}: was changed or removed since the run, or is named in no --files; it is described by its checksum alone");
            return built;
        });
        var isArchive = run.Output.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        run.Write(run.Output, temporary =>
        {
            if (isArchive) package.WriteZip(temporary, Epoch(run, records));
            else package.WriteFolder(temporary);
            if (CrateCheck.Problems(temporary).FirstOrDefault(problem => problem.Required) is { } broken) throw new InvalidOperationException($"the crate breaks a rule: {broken}");
        });
        run.CountOut(records.Count);
        run.Log($"{package.Graph.Entities.Count} entities, {package.Payload.Count} files");
    }

    private static void Check(StepRun run, string path)
    {
        var problems = CrateCheck.Problems(run.Input(path));
        foreach (var problem in problems) Console.Out.WriteLine(problem);
        var broken = problems.Count(problem => problem.Required);
        run.Log($"{broken} required rules and {problems.Count - broken} recommended ones are broken");
        if (broken > 0) throw OceanException.BadInput($"{path}: {problems.First(problem => problem.Required)}");
    }

    private static RunRecordFile Read(string path) => Translate(() => RunRecordFile.Read(path));

    private static T Translate<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput(exception.Message, exception);
        }
    }

    private RunCrateOptions Settings(StepRun run)
    {
        var include = run.Value(options.Include) switch
        {
            "all" => CratePayload.All,
            "outputs" => CratePayload.Outputs,
            "none" => CratePayload.None,
            var other => throw OceanException.Usage($"--include is '{other}'; it must be all, outputs or none"),
        };
        if (run.Value(options.Orcid) is { } orcid)
        {
            if (run.Value(options.Agent) is null) throw OceanException.Usage("--orcid needs --agent, the name it belongs to");
            if (!Orcid.IsValid(orcid)) throw OceanException.Usage($"--orcid is '{orcid}', which is not an ORCID (sixteen digits in fours, the last one a check digit)");
        }

        var files = run.Value(options.Files)!.Select(run.Input).ToList();
        return new RunCrateOptions(run.Value(options.Name), run.Value(options.Description), run.Value(options.License)!, run.Value(options.Agent), run.Value(options.Orcid), run.Value(options.Engine), run.Value(options.Cite)!, include, files);
    }

    private DateTimeOffset Epoch(StepRun run, List<RunRecordFile> records)
    {
        if (run.Value(options.Epoch) is { } seconds) return DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is { Length: > 0 } text)
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                ? DateTimeOffset.FromUnixTimeSeconds(given)
                : throw OceanException.Usage($"SOURCE_DATE_EPOCH is '{text}', which is not a number of seconds");
        }

        return DateTimeOffset.Parse(records.Max(record => record.Ended)!, CultureInfo.InvariantCulture);
    }
}
