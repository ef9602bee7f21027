using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>Workflow Testing RO-Crate 0.1.</summary>
internal static class WorkflowTestingRules
{
    private static readonly string[] Services = ["https://w3id.org/ro/terms/test#GithubService", "https://w3id.org/ro/terms/test#TravisService", "https://w3id.org/ro/terms/test#JenkinsService"];

    public static IEnumerable<CrateProblem> Check(CrateDocument crate)
    {
        static CrateProblem Must(string entity, string message) => new(true, "testing", entity, message);
        if (!crate.Linked(crate.Root, "mentions").Any(entity => CrateDocument.Is(entity, "TestSuite"))) yield return Must(crate.RootId!, "mentions must name a TestSuite");
        foreach (var suite in crate.OfType("TestSuite"))
        {
            var id = CrateDocument.Id(suite);
            if (!CrateDocument.Links(crate.Root, "mentions").Contains(id)) yield return Must(id, "the root must mention the test suite");
            if (!Names(crate, suite, "instance", "TestInstance") && !Names(crate, suite, "definition", "TestDefinition")) yield return Must(id, "a test suite must name a TestInstance or a TestDefinition");
        }

        foreach (var instance in crate.OfType("TestInstance"))
        {
            var id = CrateDocument.Id(instance);
            var services = CrateDocument.Links(instance, "runsOn");
            if (services.Count == 0 || !services.All(service => Services.Contains(service) && CrateDocument.Is(crate.Find(service), "TestService"))) yield return Must(id, "runsOn must name a known TestService of the crate");
            if (CrateDocument.Text(instance, "url")?.StartsWith("http", StringComparison.Ordinal) != true) yield return Must(id, "url must be the address of the service");
            if (!IsText(instance["resource"])) yield return Must(id, "resource must be the path of the tests at the service");
        }

        foreach (var definition in crate.OfType("TestDefinition"))
        {
            var id = CrateDocument.Id(definition);
            if (!CrateDocument.Is(definition, "File")) yield return Must(id, "a test definition must be a File");
            if (!crate.Linked(definition, "conformsTo").Any(engine => CrateDocument.Is(engine, "SoftwareApplication"))) yield return Must(id, "conformsTo must name the test engine");
            if (!IsText(definition["engineVersion"])) yield return Must(id, "engineVersion must be given as a text");
        }
    }

    private static bool Names(CrateDocument crate, JsonObject entity, string property, string type)
    {
        var named = CrateDocument.Links(entity, property).Select(crate.Find).ToList();
        return named.Count > 0 && named.All(candidate => CrateDocument.Is(candidate, type));
    }

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String;
}
