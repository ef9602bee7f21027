using System.Globalization;

namespace OceanML.Crates;

/// <summary>
/// Turns the run records of a chain into a run crate: every step an action with its tool, parameters, files and scores; with the
/// workflow that the chain follows, a Workflow Run Crate; where every tool of it was run, a Provenance Run Crate.
/// </summary>
/// <remarks>Leo et al. 2024, <see href="https://doi.org/10.1371/journal.pone.0309210"/>.</remarks>
public sealed class RunCrate
{
    private readonly CrateGraph crate;
    private readonly IReadOnlyList<RunRecordFile> records;
    private readonly RunCrateOptions options;
    private readonly RunFiles files;
    private readonly List<CrateEntity> actions = [];

    private RunCrate(IReadOnlyList<RunRecordFile> records, GalaxyWorkflow? workflow, RunCrateOptions options)
    {
        this.records = [.. records.OrderBy(record => record.Started, StringComparer.Ordinal).ThenBy(record => record.Step, StringComparer.Ordinal)];
        this.options = options;
        var steps = string.Join(", ", this.records.Select(record => record.Step).Distinct());
        var title = options.Name ?? (workflow is null ? $"Run of {steps}" : $"Run of “{workflow.Name}”");
        var description = options.Description ?? $"The inputs, outputs, parameters and scores of {this.records.Count} steps ({steps}), from their run records.{(workflow is null ? "" : " " + workflow.Annotation)}";
        crate = new CrateGraph(title, description, this.records.Max(record => record.Ended)!);
        files = new RunFiles(crate, this.records, options);
    }

    /// <summary>Builds the crate.</summary>
    /// <param name="records">One record per step that was run, one or more.</param>
    /// <param name="workflow">Path of the Galaxy workflow that the chain follows, or null.</param>
    /// <param name="options">What the records do not know.</param>
    /// <param name="absent">Files that should lie in the crate but were changed or removed since the run.</param>
    public static CratePackage Of(IReadOnlyList<RunRecordFile> records, string? workflow, RunCrateOptions options, out IReadOnlyList<string> absent)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(options);
        var galaxy = workflow is null ? null : GalaxyWorkflow.Read(workflow);
        var run = new RunCrate(records, galaxy, options);
        run.Describe();
        run.AddActions();
        if (galaxy is not null) RunWorkflow.Add(run.crate, galaxy, workflow!, run.records, run.actions, run.files, options);
        absent = run.files.Absent;
        var payload = new Dictionary<string, Func<Stream>>(run.files.Packed, StringComparer.Ordinal);
        foreach (var (path, source) in run.RecordPaths()) payload[path] = () => File.OpenRead(source);
        if (galaxy is not null) payload[RunWorkflow.FileName(galaxy, workflow!)] = () => File.OpenRead(workflow!);
        return new CratePackage(run.crate, payload);
    }

    private void Describe()
    {
        crate.Conform(CrateProfile.ProcessRun);
        crate.Root.Link("license", crate.Add(Entities.License(options.License)).Id);
        if (options.Agent is not null) crate.Root.Link("author", crate.Add(Entities.Person(options.Agent, options.Orcid)).Id);
        if (records.Any(record => record is { Step: "oceanml-access", Subcommand: "argo" })) crate.Root.Link("citation", crate.Add(Entities.ArgoCitation()).Id);
        foreach (var citation in options.Citations)
        {
            var iri = citation.StartsWith("http", StringComparison.Ordinal) ? citation : "https://doi.org/" + citation;
            crate.Root.Link("citation", crate.Add(iri == Entities.ArgoDoi ? Entities.ArgoCitation() : new CrateEntity(iri, "CreativeWork").Set("name", citation).Set("identifier", iri)).Id);
        }
    }

    private IEnumerable<(string Path, string Source)> RecordPaths() =>
        records.Select((record, i) => ($"records/{(i + 1).ToString("00", CultureInfo.InvariantCulture)}-{record.Step}.json", record.Source));

    private void AddActions()
    {
        var paths = RecordPaths().ToList();
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            var tool = crate.Add(new CrateEntity("#" + record.Step, "SoftwareApplication").Set("name", record.Step).Set("version", record.Version)
                .Set("description", "A step of galaxy-oceanml: ocean machine learning in small steps."));
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var action = crate.Add(new CrateEntity($"#run-{number}-{record.Step}", "CreateAction").Link("instrument", tool.Id));
            var command = record.Subcommand is null ? record.Step : $"{record.Step} {record.Subcommand}";
            action.Set("name", $"Run of {command}").Set("startTime", record.Started).Set("endTime", record.Ended)
                .Set("description", $"{command}{(record.Counts.Length == 0 ? "" : ": " + record.Counts)}");
            action.Set("actionStatus", record.ExitCode == 0 ? "http://schema.org/CompletedActionStatus" : "http://schema.org/FailedActionStatus");
            if (record.ExitCode != 0) action.Set("error", record.Failure ?? $"exit code {record.ExitCode.ToString(CultureInfo.InvariantCulture)}");
            if (options.Agent is not null) action.Link("agent", Entities.Person(options.Agent, options.Orcid).Id);
            AddParameters(record, tool, action, number);
            foreach (var (name, value) in record.Results)
            {
                action.Link("result", crate.Add(new CrateEntity($"#run-{number}/result/{Entities.Iri(name)}", "PropertyValue").Set("name", name).Set("value", value)).Id);
            }

            var source = crate.AddFile(paths[i].Path, record.Source, $"Run record of {command}");
            action.Link("subjectOf", source.Id);
            crate.Root.Link("mentions", action.Id);
            actions.Add(action);
        }
    }

    private void AddParameters(RunRecordFile record, CrateEntity tool, CrateEntity action, string number)
    {
        foreach (var file in record.Inputs)
        {
            // Which option named the file: the record keeps options as text, lists separated by commas.
            var option = record.Parameters.FirstOrDefault(pair => pair.Value.Split(',').Contains(file.Path)).Key ?? "input";
            var entity = files.Entity(file);
            action.Link("object", entity.Id);
            entity.Link("exampleOfWork", Port(tool, "input", option, entity).Id);
        }

        foreach (var (name, value) in record.Parameters.Where(pair => !record.Inputs.Any(file => pair.Value.Split(',').Contains(file.Path))))
        {
            var parameter = crate.Add(Entities.FormalParameter($"{tool.Id}/{name}", name, "Text", $"Option --{name} of {record.Step}."));
            tool.Link("input", parameter.Id);
            action.Link("object", crate.Add(new CrateEntity($"#run-{number}/{name}", "PropertyValue").Set("name", name).Set("value", value.Length == 0 ? " " : value).Link("exampleOfWork", parameter.Id)).Id);
        }

        foreach (var file in record.Outputs)
        {
            var entity = files.Entity(file);
            action.Link("result", entity.Id);
            entity.Link("exampleOfWork", Port(tool, "output", OutputOption(record, file), entity).Id);
        }
    }

    private CrateEntity Port(CrateEntity tool, string direction, string option, CrateEntity file)
    {
        var type = file.Types.Contains("File") ? "File" : "CreativeWork";
        var port = crate.Add(Entities.FormalParameter($"{tool.Id}/{option}", option, type, $"{(direction == "input" ? "Read" : "Written")} by {tool.Id.TrimStart('#')}{(option is "input" ? "" : $" (--{option})")}."));
        tool.Link(direction, port.Id);
        return port;
    }

    /// <summary>The option that stands before the path on the command line; <c>output</c> where none does.</summary>
    internal static string OutputOption(RunRecordFile record, RecordedFile file)
    {
        for (var i = 1; i < record.Command.Count; i++)
        {
            if (record.Command[i] != file.Path && !file.Path.StartsWith(record.Command[i] + "/", StringComparison.Ordinal)) continue;
            if (record.Command[i - 1].StartsWith("--", StringComparison.Ordinal)) return record.Command[i - 1].TrimStart('-');
        }

        return "output";
    }
}
