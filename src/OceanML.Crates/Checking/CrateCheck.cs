using System.Text.Json;

namespace OceanML.Crates;

/// <summary>
/// Checks a crate against the profiles it names, offline: the rules of rocrate-validator
/// (<see href="https://github.com/crs4/rocrate-validator"/>) at the required level, and those of the recommended level that readers
/// of ocean crates depend on.
/// </summary>
public static class CrateCheck
{
    /// <summary>Everything that is wrong; empty for a good crate.</summary>
    /// <param name="path">A folder, a zip archive, or a metadata file.</param>
    public static IReadOnlyList<CrateProblem> Problems(string path) => Problems(path, null);

    /// <summary>Everything that is wrong, against given profiles rather than those that the crate names.</summary>
    /// <param name="path">A folder, a zip archive, or a metadata file.</param>
    /// <param name="profiles">Short names: <c>workflow</c>, <c>process</c>, <c>workflow run</c>, <c>provenance</c>, <c>testing</c>; null for those named.</param>
    public static IReadOnlyList<CrateProblem> Problems(string path, IReadOnlyCollection<string>? profiles)
    {
        CrateDocument crate;
        try
        {
            crate = CrateDocument.Open(path);
        }
        catch (Exception exception) when (exception is IOException or JsonException or InvalidDataException)
        {
            return [new CrateProblem(true, "ro-crate", CrateGraph.MetadataFile, exception is JsonException ? $"it is not JSON: {exception.Message}" : $"it cannot be read: {exception.Message}")];
        }

        var problems = BaseRules.Check(crate).ToList();
        if (crate.Root is null) return problems;
        var named = profiles ?? Named(crate);
        if (named.Contains("workflow")) problems.AddRange(WorkflowRules.Check(crate));
        if (named.Contains("process")) problems.AddRange(ProcessRunRules.Check(crate));
        if (named.Contains("workflow run")) problems.AddRange(WorkflowRunRules.Check(crate));
        if (named.Contains("provenance")) problems.AddRange(ProvenanceRunRules.Check(crate));
        if (named.Contains("testing")) problems.AddRange(WorkflowTestingRules.Check(crate));
        return problems;
    }

    private static List<string> Named(CrateDocument crate)
    {
        var iris = CrateDocument.Links(crate.Descriptor, "conformsTo").Concat(CrateDocument.Links(crate.Root, "conformsTo")).ToList();
        var named = new List<string>();
        foreach (var (part, name) in new[] { ("workflowhub/workflow-ro-crate", "workflow"), ("wfrun/process", "process"), ("wfrun/workflow", "workflow run"), ("wfrun/provenance", "provenance"), ("ro/wftest", "testing") })
        {
            if (iris.Any(iri => iri.Contains(part, StringComparison.OrdinalIgnoreCase))) named.Add(name);
        }

        return named;
    }
}
