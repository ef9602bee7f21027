using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>Provenance Run Crate 0.5.</summary>
internal static class ProvenanceRunRules
{
    public static IEnumerable<CrateProblem> Check(CrateDocument crate) =>
        ProcessRunRules.Names(crate, "https://w3id.org/ro/wfrun/provenance/", "provenance").Concat(Workflows(crate)).Concat(Steps(crate)).Concat(Orchestration(crate)).Concat(Connections(crate));

    private static CrateProblem Must(string entity, string message) => new(true, "provenance", entity, message);

    private static IEnumerable<CrateProblem> Workflows(CrateDocument crate)
    {
        foreach (var workflow in crate.OfType("ComputationalWorkflow"))
        {
            var id = CrateDocument.Id(workflow);
            var tools = CrateDocument.Links(workflow, "hasPart").Select(crate.Find).ToList();
            if (tools.Count == 0 || !tools.All(ProcessRunRules.IsTool)) yield return Must(id, "hasPart must name the tools that the workflow runs");
            if (CrateDocument.Links(workflow, "step").Count > 0 && !CrateDocument.Is(workflow, "HowTo")) yield return Must(id, "a workflow with steps must be a HowTo too");
            foreach (var problem in Named(crate, workflow, "connection", "ParameterConnection")) yield return problem;
            foreach (var tool in tools.OfType<JsonObject>())
            {
                var toolId = CrateDocument.Id(tool);
                if (!crate.Pointing("instrument", toolId).Any(ProcessRunRules.IsAction)) yield return Must(toolId, "no action was done with this tool");
                foreach (var port in CrateDocument.Links(tool, "input").Concat(CrateDocument.Links(tool, "output")))
                {
                    if (!CrateDocument.Is(crate.Find(port), "FormalParameter")) yield return Must(toolId, $"input and output must name FormalParameters; {port} is none");
                }
            }
        }

        foreach (var action in crate.Entities.Values.Where(ProcessRunRules.IsAction))
        {
            foreach (var problem in Named(crate, action, "resourceUsage", "PropertyValue")) yield return problem;
            foreach (var usage in crate.Linked(action, "resourceUsage"))
            {
                if (CrateDocument.Values(usage, "propertyID").Count == 0) yield return Must(CrateDocument.Id(usage), "a resource usage must have a propertyID");
            }
        }
    }

    private static IEnumerable<CrateProblem> Steps(CrateDocument crate)
    {
        foreach (var step in crate.OfType("HowToStep"))
        {
            var id = CrateDocument.Id(step);
            if (!crate.Pointing("step", id).Any(workflow => CrateDocument.Is(workflow, "ComputationalWorkflow"))) yield return Must(id, "no workflow names this step");
            var tools = CrateDocument.Links(step, "workExample").Select(crate.Find).ToList();
            if (tools.Count == 0 || !tools.All(ProcessRunRules.IsTool)) yield return Must(id, "workExample must name the tool of the step");
            if (step["position"] is { } position && !int.TryParse(position.ToString(), out _)) yield return Must(id, $"position '{position}' must be a whole number");
            foreach (var problem in Named(crate, step, "connection", "ParameterConnection")) yield return problem;
        }
    }

    private static IEnumerable<CrateProblem> Orchestration(CrateDocument crate)
    {
        foreach (var control in crate.OfType("ControlAction"))
        {
            var id = CrateDocument.Id(control);
            var instruments = CrateDocument.Links(control, "instrument").Select(crate.Find).ToList();
            if (instruments.Count == 0 || !instruments.All(instrument => CrateDocument.Is(instrument, "HowToStep"))) yield return Must(id, "instrument must name the step of the workflow");
            var objects = CrateDocument.Links(control, "object").Select(crate.Find).ToList();
            if (objects.Count == 0 || !objects.All(ProcessRunRules.IsAction)) yield return Must(id, "object must name the action of the tool");
        }

        foreach (var organize in crate.OfType("OrganizeAction"))
        {
            var id = CrateDocument.Id(organize);
            var instruments = CrateDocument.Links(organize, "instrument").Select(crate.Find).ToList();
            if (instruments.Count == 0 || !instruments.All(ProcessRunRules.IsTool)) yield return Must(id, "instrument must name the workflow engine");
            var results = CrateDocument.Links(organize, "result").Select(crate.Find).ToList();
            if (results.Count == 0 || !results.All(ProcessRunRules.IsAction)) yield return Must(id, "result must name the action of the workflow");
            var objects = CrateDocument.Links(organize, "object").Select(crate.Find).ToList();
            if (objects.Count == 0 || !objects.All(candidate => CrateDocument.Is(candidate, "ControlAction"))) yield return Must(id, "object must name the ControlActions of the steps");
        }
    }

    private static IEnumerable<CrateProblem> Connections(CrateDocument crate)
    {
        foreach (var connection in crate.OfType("ParameterConnection"))
        {
            foreach (var end in new[] { "sourceParameter", "targetParameter" })
            {
                var ends = CrateDocument.Links(connection, end).Select(crate.Find).ToList();
                if (ends.Count == 0 || !ends.All(parameter => CrateDocument.Is(parameter, "FormalParameter"))) yield return Must(CrateDocument.Id(connection), $"{end} must name a FormalParameter");
            }
        }
    }

    private static IEnumerable<CrateProblem> Named(CrateDocument crate, JsonObject entity, string property, string type) =>
        CrateDocument.Values(entity, property).Where(value => value is not JsonObject link || !CrateDocument.Is(crate.Find(link["@id"]?.ToString() ?? ""), type))
            .Select(value => Must(CrateDocument.Id(entity), $"{property} must name a {type}; {value.ToJsonString()} is none"));
}
