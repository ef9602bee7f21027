namespace OceanML.Crates;

/// <summary>Ties the actions of a run to the workflow they follow.</summary>
internal static class RunWorkflow
{
    public static void Add(CrateGraph crate, GalaxyWorkflow workflow, string path, IReadOnlyList<RunRecordFile> records, IReadOnlyList<CrateEntity> actions, RunFiles files, RunCrateOptions options)
    {
        crate.Conform(CrateProfile.Workflow);
        crate.Conform(CrateProfile.WorkflowRun);
        var steps = Match(workflow, records);
        // The step that packs has no record yet when it packs: it is not asked for.
        var expected = workflow.Steps.Where(step => Software(step.Tool) != "#oceanml-crate" || steps.Any(matched => matched?.Tool == step.Tool)).ToList();
        var whole = expected.All(step => steps.Any(matched => matched?.Tool == step.Tool));
        var main = crate.AddWorkflow(workflow, FileName(workflow, path), File.ReadAllBytes(path), whole ? ["HowTo"] : []);
        if (whole) crate.Conform(CrateProfile.ProvenanceRun);
        foreach (var tool in workflow.Steps.Select(step => step.Tool).Distinct().Where(tool => crate.Entities.ContainsKey(Software(tool)))) main.Link("hasPart", Software(tool));

        var run = crate.Add(new CrateEntity("#run", "CreateAction").Set("name", $"Run of “{workflow.Name}”").Set("description", $"{records.Count} steps, one action each.").Link("instrument", main.Id)
            .Set("startTime", records.Min(record => record.Started)).Set("endTime", records.Max(record => record.Ended))
            .Set("actionStatus", records.All(record => record.ExitCode == 0) ? "http://schema.org/CompletedActionStatus" : "http://schema.org/FailedActionStatus"));
        if (options.Agent is not null) run.Link("agent", Entities.Person(options.Agent, options.Orcid).Id);
        crate.Root.Link("mentions", run.Id);
        AddFiles(crate, workflow, records, steps, files, run);
        if (whole) AddSteps(crate, expected, main, run, steps, actions, options);
    }

    /// <summary>The workflow's name in the crate: its own, or made from its title where Galaxy called the file dataset_1.dat.</summary>
    public static string FileName(GalaxyWorkflow workflow, string path) => path.EndsWith(".ga", StringComparison.Ordinal) ? Path.GetFileName(path) : Entities.Slug(workflow.Name) + ".ga";

    /// <summary>The step of the workflow that each record is a run of: by tool, in order; further runs of a tool belong to its last step.</summary>
    private static List<WorkflowStep?> Match(GalaxyWorkflow workflow, IReadOnlyList<RunRecordFile> records)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return records.Select(record =>
        {
            var tool = record.Step.Replace('-', '_');
            var steps = workflow.Steps.Where(step => step.Tool.Split('/') is var parts && (parts.Length > 4 ? parts[^2] : step.Tool) == tool).ToList();
            var index = seen[tool] = seen.GetValueOrDefault(tool, -1) + 1;
            return steps.Count == 0 ? null : steps[Math.Min(index, steps.Count - 1)];
        }).ToList();
    }

    private static string Software(string tool) => "#" + (tool.Split('/') is { Length: > 4 } parts ? parts[^2] : tool).Replace('_', '-');

    private static void AddFiles(CrateGraph crate, GalaxyWorkflow workflow, IReadOnlyList<RunRecordFile> records, List<WorkflowStep?> steps, RunFiles files, CrateEntity run)
    {
        var written = records.SelectMany(record => record.Outputs).Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var file in records[i].Inputs.Where(file => !written.Contains(file.Sha256)))
            {
                var entity = files.Entity(file);
                run.Link("object", entity.Id);
                var option = records[i].Parameters.FirstOrDefault(pair => pair.Value.Split(',').Contains(file.Path)).Key ?? "input";
                // A file that no option names is the step's argument: the input of the tool that is no option either.
                var connection = steps[i]?.Connections.FirstOrDefault(connection => Option(connection) is var name && (option == "input" ? !records[i].Parameters.ContainsKey(name) : name == option));
                if (workflow.Inputs.FirstOrDefault(input => input.Id == connection?.Source) is { } input) Example(crate, entity, WorkflowEntities.InputId(input));
            }

            foreach (var connection in steps[i]?.Connections ?? [])
            {
                if (workflow.Inputs.FirstOrDefault(input => input.Id == connection.Source) is not { } parameter || !crate.Entities.TryGetValue($"#run-{i + 1}/{Option(connection)}", out var value)) continue;
                run.Link("object", value.Id);
                Example(crate, value, WorkflowEntities.InputId(parameter));
            }

            foreach (var file in records[i].Outputs)
            {
                var entity = files.Entity(file);
                run.Link("result", entity.Id);
                var labelled = workflow.Outputs.Where(output => output.Step == steps[i]?.Id).ToList();
                var stem = Path.GetFileNameWithoutExtension(file.Path);
                var output = labelled.FirstOrDefault(output => output.Output == stem || output.Output == RunCrate.OutputOption(records[i], file)) ?? (labelled.Count == 1 && (records[i].Outputs.Count == 1 || RunCrate.OutputOption(records[i], file) == "output") ? labelled[0] : null);
                if (output is not null) Example(crate, entity, WorkflowEntities.OutputId(output));
            }
        }
    }

    private static string Option(WorkflowConnection connection) => connection.Input.Split('|')[^1].Replace('_', '-');

    private static void Example(CrateGraph crate, CrateEntity file, string parameter)
    {
        file.Link("exampleOfWork", parameter);
        if (file.Types.Contains("File") || file.Types.Contains("PropertyValue")) crate.Entities[parameter].Link("workExample", file.Id);
    }

    private static void AddSteps(CrateGraph crate, IReadOnlyList<WorkflowStep> expected, CrateEntity main, CrateEntity run, List<WorkflowStep?> steps, IReadOnlyList<CrateEntity> actions, RunCrateOptions options)
    {
        foreach (var step in expected)
        {
            main.Link("step", crate.Add(new CrateEntity("#step-" + step.Id, "HowToStep").Set("name", step.Label).Set("description", step.Annotation).Set("position", step.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).Link("workExample", Software(step.Tool))).Id);
        }

        // An engine organised the run only where somebody says which.
        if (options.Engine is null) return;
        var parts = options.Engine.Split(' ', 2);
        var engine = crate.Add(new CrateEntity("#engine", "SoftwareApplication").Set("name", parts[0]).Set("version", parts.Length > 1 ? parts[1] : null));
        var organize = crate.Add(new CrateEntity("#organize", "OrganizeAction").Set("name", $"Run by {options.Engine}").Link("instrument", engine.Id).Link("result", run.Id));
        for (var i = 0; i < actions.Count; i++)
        {
            if (steps[i] is not { } step) continue;
            var control = crate.Add(new CrateEntity("#control-" + (i + 1), "ControlAction").Set("name", $"Step “{step.Label}”").Link("instrument", "#step-" + step.Id).Link("object", actions[i].Id));
            organize.Link("object", control.Id);
        }
    }
}
