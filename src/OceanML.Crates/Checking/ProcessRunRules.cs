using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OceanML.Crates;

/// <summary>Process Run Crate 0.5.</summary>
internal static partial class ProcessRunRules
{
    private static readonly string[] Actions = ["CreateAction", "ActivateAction", "UpdateAction"];

    public static IEnumerable<CrateProblem> Check(CrateDocument crate)
    {
        foreach (var problem in Names(crate, "https://w3id.org/ro/wfrun/process/", "process run")) yield return problem;
        foreach (var action in crate.OfType(Actions))
        {
            foreach (var problem in Action(crate, action)) yield return problem;
        }
    }

    public static bool IsTool(JsonObject? entity) => CrateDocument.Is(entity, "SoftwareApplication", "SoftwareSourceCode", "ComputationalWorkflow");

    public static bool IsAction(JsonObject? entity) => CrateDocument.Is(entity, Actions);

    /// <summary>The root must name the profile, as a CreativeWork of the crate.</summary>
    public static IEnumerable<CrateProblem> Names(CrateDocument crate, string prefix, string profile)
    {
        var iri = CrateDocument.Links(crate.Root, "conformsTo").FirstOrDefault(iri => iri.StartsWith(prefix, StringComparison.Ordinal));
        if (iri is null) yield return new CrateProblem(true, profile, crate.RootId!, $"conformsTo must name the profile, {prefix}…");
        foreach (var named in CrateDocument.Links(crate.Root, "conformsTo").Where(named => !CrateDocument.Is(crate.Find(named), "CreativeWork", "Profile"))) yield return new CrateProblem(true, profile, named, "the profile must be described as a CreativeWork");
    }

    private static IEnumerable<CrateProblem> Action(CrateDocument crate, JsonObject action)
    {
        static CrateProblem Must(string entity, string message) => new(true, "process run", entity, message);
        static CrateProblem Should(string entity, string message) => new(false, "process run", entity, message);
        var id = CrateDocument.Id(action);
        var instruments = CrateDocument.Links(action, "instrument");
        if (instruments.Count == 0 || !instruments.All(instrument => IsTool(crate.Find(instrument)))) yield return Must(id, "instrument must name the software that was run, described in the crate");
        foreach (var property in new[] { "name", "description" })
        {
            if (CrateDocument.Text(action, property) is null) yield return Should(id, $"an action should have a {property}");
        }

        if (CrateDocument.Text(action, "endTime") is not { } end) yield return Should(id, "an action should have an endTime");
        else if (!Instant().IsMatch(end)) yield return Should(id, $"endTime '{end}' should be like 2026-01-31T12:00:00+00:00");
        if (CrateDocument.Values(action, "result").Count == 0 && !CrateDocument.Is(action, "ActivateAction")) yield return Should(id, "an action should have a result");
        if (!crate.Linked(action, "agent").Any(agent => CrateDocument.Is(agent, "Person", "Organization"))) yield return Should(id, "agent should name who ran it");
        if (!CrateDocument.Links(crate.Root, "mentions").Contains(id)) yield return Should(id, "the root should mention the action");
        if (CrateDocument.Text(action, "actionStatus") is { } status && status is not ("http://schema.org/CompletedActionStatus" or "http://schema.org/FailedActionStatus")) yield return Should(id, $"actionStatus '{status}' should be CompletedActionStatus or FailedActionStatus");
        if (CrateDocument.Text(action, "error") is not null && CrateDocument.Text(action, "actionStatus") != "http://schema.org/FailedActionStatus") yield return Should(id, "error belongs to an action that failed");
        foreach (var used in CrateDocument.Links(action, "object").Concat(CrateDocument.Links(action, "result")))
        {
            if (!CrateDocument.Is(crate.Find(used), "File", "MediaObject", "Dataset", "Collection", "CreativeWork", "PropertyValue")) yield return Should(id, $"{used} should be described as a file, a collection, a work or a value");
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$")]
    private static partial Regex Instant();
}
