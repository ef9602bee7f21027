namespace OceanML.Crates;

/// <summary>What workflow crates and run crates say alike of a workflow.</summary>
internal static class WorkflowEntities
{
    private static readonly Dictionary<string, string> EdamFormats = new(StringComparer.Ordinal)
    {
        ["netcdf"] = "http://edamontology.org/format_3650",
        ["h5"] = "http://edamontology.org/format_3590",
        ["csv"] = "http://edamontology.org/format_3752",
        ["tsv"] = "http://edamontology.org/format_3475",
        ["tabular"] = "http://edamontology.org/format_3475",
        ["json"] = "http://edamontology.org/format_3464",
        ["png"] = "http://edamontology.org/format_3603",
        ["svg"] = "http://edamontology.org/format_3604",
        ["html"] = "http://edamontology.org/format_2331",
        ["zip"] = "http://edamontology.org/format_3987",
    };

    /// <summary>Adds the workflow as main entity: language, creators, licence, ports; the tools are left to the caller.</summary>
    /// <param name="crate">The crate.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="path">Its path in the crate.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="types">Types beyond File, SoftwareSourceCode and ComputationalWorkflow.</param>
    public static CrateEntity AddWorkflow(this CrateGraph crate, GalaxyWorkflow workflow, string path, byte[] content, params string[] types)
    {
        var main = crate.AddFile(path, content, workflow.Name, ["SoftwareSourceCode", "ComputationalWorkflow", .. types]);
        main.Set("description", workflow.Annotation).Set("version", workflow.Release).Set("keywords", workflow.Tags)
            .Link("programmingLanguage", crate.Add(Entities.GalaxyLanguage()).Id).Link("conformsTo", "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE");
        if (workflow.License.Length > 0) main.Link("license", crate.Add(Entities.License(workflow.License)).Id);
        foreach (var creator in workflow.Creators)
        {
            var author = crate.Add(creator.Type == "Person" ? Entities.Person(creator.Name, creator.Identifier.Length > 0 ? creator.Identifier : null) : Entities.Organization(creator.Name, creator.Url.Length > 0 ? creator.Url : null));
            main.Link("creator", author.Id);
        }

        foreach (var input in workflow.Inputs)
        {
            var parameter = crate.Add(Entities.FormalParameter(InputId(input), input.Label, input.Type, input.Annotation).Set("valueRequired", !input.Optional).Set("defaultValue", input.Default));
            Formats(parameter, input.Formats);
            main.Link("input", parameter.Id);
        }

        foreach (var output in workflow.Outputs)
        {
            var format = workflow.Steps.Single(step => step.Id == output.Step).Outputs.FirstOrDefault(candidate => candidate.Name == output.Output).Format;
            var parameter = crate.Add(Entities.FormalParameter(OutputId(output), output.Label, "File", null));
            Formats(parameter, format is null ? [] : [format]);
            main.Link("output", parameter.Id);
        }

        crate.Root.Link("mainEntity", main.Id);
        return main;
    }

    public static string InputId(WorkflowInput input) => "#input-" + Entities.Slug(input.Label);

    public static string OutputId(WorkflowOutput output) => "#output-" + Entities.Slug(output.Label);

    private static void Formats(CrateEntity parameter, IReadOnlyList<string> formats)
    {
        foreach (var format in formats.Where(EdamFormats.ContainsKey).Select(format => EdamFormats[format]).Distinct()) parameter.Link("encodingFormat", format);
    }
}
