namespace OceanML.Crates;

/// <summary>Workflow Run Crate 0.5.</summary>
internal static class WorkflowRunRules
{
    public static IEnumerable<CrateProblem> Check(CrateDocument crate)
    {
        static CrateProblem Must(string entity, string message) => new(true, "workflow run", entity, message);
        static CrateProblem Should(string entity, string message) => new(false, "workflow run", entity, message);
        foreach (var problem in ProcessRunRules.Names(crate, "https://w3id.org/ro/wfrun/workflow/", "workflow run")) yield return problem;
        foreach (var profile in new[] { "https://w3id.org/ro/wfrun/process/", "https://w3id.org/workflowhub/workflow-ro-crate/" })
        {
            if (!CrateDocument.Links(crate.Root, "conformsTo").Any(iri => iri.StartsWith(profile, StringComparison.Ordinal))) yield return Should(crate.RootId!, $"conformsTo should name {profile}… too");
        }

        foreach (var workflow in crate.OfType("ComputationalWorkflow"))
        {
            foreach (var port in CrateDocument.Links(workflow, "input").Concat(CrateDocument.Links(workflow, "output")))
            {
                if (!CrateDocument.Is(crate.Find(port), "FormalParameter")) yield return Must(CrateDocument.Id(workflow), $"input and output must name FormalParameters; {port} is none");
            }
        }

        foreach (var parameter in crate.OfType("FormalParameter"))
        {
            var id = CrateDocument.Id(parameter);
            if (CrateDocument.Values(parameter, "additionalType").Count == 0) yield return Must(id, "a FormalParameter must have an additionalType");
            if (CrateDocument.Text(parameter, "name") is null) yield return Should(id, "a FormalParameter should have a name");
            foreach (var example in CrateDocument.Links(parameter, "workExample"))
            {
                if (!CrateDocument.Is(crate.Find(example), "File", "MediaObject", "Dataset", "Collection", "PropertyValue")) yield return Must(id, $"workExample must name a file, a collection or a PropertyValue; {example} is none");
            }
        }
    }
}
