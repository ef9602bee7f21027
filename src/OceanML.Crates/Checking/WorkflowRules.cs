namespace OceanML.Crates;

/// <summary>Workflow RO-Crate 1.0.</summary>
internal static class WorkflowRules
{
    public static IEnumerable<CrateProblem> Check(CrateDocument crate)
    {
        static CrateProblem Must(string entity, string message) => new(true, "workflow", entity, message);
        static CrateProblem Should(string entity, string message) => new(false, "workflow", entity, message);
        var rootId = crate.RootId!;
        if (CrateDocument.Values(crate.Root, "license").Count == 0) yield return Must(rootId, "a workflow crate must have a license");
        var mains = CrateDocument.Links(crate.Root, "mainEntity");
        if (mains.Count == 0)
        {
            yield return Must(rootId, "mainEntity must name the workflow");
            yield break;
        }

        var id = mains[0];
        if (crate.Find(id) is not { } workflow)
        {
            yield return Must(id, "the workflow that mainEntity names is not described");
            yield break;
        }

        foreach (var type in new[] { "File", "SoftwareSourceCode", "ComputationalWorkflow" })
        {
            if (!CrateDocument.Is(workflow, type)) yield return Must(id, $"the main workflow must be a {type}");
        }

        if (!crate.Linked(workflow, "programmingLanguage").Any(language => CrateDocument.Is(language, "ComputerLanguage"))) yield return Must(id, "programmingLanguage must name a ComputerLanguage of the crate");
        if (!id.Contains("://", StringComparison.Ordinal) && !crate.Exists(id)) yield return Must(id, "the workflow file is not there");
        if (!CrateDocument.Links(workflow, "conformsTo").Any(iri => iri.StartsWith("https://bioschemas.org/profiles/ComputationalWorkflow/", StringComparison.Ordinal))) yield return Should(id, "conformsTo should name the Bioschemas ComputationalWorkflow profile");
        var descriptor = CrateDocument.Links(crate.Descriptor, "conformsTo");
        if (!descriptor.Contains(CrateProfile.Workflow.Iri)) yield return Should(crate.DescriptorId!, $"conformsTo should name {CrateProfile.Workflow.Iri} too");
        foreach (var cwl in crate.Linked(workflow, "subjectOf"))
        {
            var cwlId = CrateDocument.Id(cwl);
            if (!CrateDocument.Is(cwl, "SoftwareSourceCode") || !CrateDocument.Is(cwl, "File")) yield return Must(cwlId, "the abstract description must be a File and SoftwareSourceCode");
            if (CrateDocument.Links(cwl, "programmingLanguage").Count == 0) yield return Should(cwlId, "the abstract description should name its language");
        }

        if (!crate.Linked(workflow, "image").Any(image => CrateDocument.Is(image, "ImageObject"))) yield return Should(id, "image should name a diagram of the workflow");
        if (crate.Find("README.md") is { } readme)
        {
            if (!CrateDocument.Links(readme, "about").Contains(rootId)) yield return Should("README.md", "about should name the root");
        }
    }
}
