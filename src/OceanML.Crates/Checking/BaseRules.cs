using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OceanML.Crates;

/// <summary>RO-Crate 1.1.</summary>
internal static partial class BaseRules
{
    public static IEnumerable<CrateProblem> Check(CrateDocument crate) => Format(crate).Concat(Descriptor(crate)).Concat(Root(crate)).Concat(DataEntities(crate)).Concat(Contextual(crate));

    private static CrateProblem Must(string entity, string message) => new(true, "ro-crate", entity, message);

    private static CrateProblem Should(string entity, string message) => new(false, "ro-crate", entity, message);

    private static IEnumerable<CrateProblem> Format(CrateDocument crate)
    {
        const string File = CrateGraph.MetadataFile;
        var contexts = CrateDocument.Values(crate.Json, "@context").Select(context => context.ToString()).ToList();
        if (!contexts.Any(context => context.StartsWith("https://w3id.org/ro/crate/", StringComparison.Ordinal))) yield return Must(File, "@context must name the RO-Crate context https://w3id.org/ro/crate/1.1/context");
        if (crate.Json["@graph"] is not JsonArray graph)
        {
            yield return Must(File, "there is no @graph");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in graph)
        {
            if (item is not JsonObject entity)
            {
                yield return Must(File, "@graph must hold objects");
                continue;
            }

            var id = CrateDocument.Id(entity);
            if (entity["@id"] is null) yield return Must(id, $"an entity of type {string.Join(", ", CrateDocument.Types(entity))} has no @id");
            else if (!seen.Add(id)) yield return Must(id, "the @id occurs twice");
            if (CrateDocument.Types(entity).Count == 0) yield return Must(id, "it has no @type");
            foreach (var (property, _) in entity.Where(pair => pair.Key.Contains("://", StringComparison.Ordinal))) yield return Must(id, $"the key {property} must be compacted to a term of the context");
            foreach (var (property, value) in entity)
            {
                foreach (var nested in (value is JsonArray list ? list.ToList() : [value]).OfType<JsonObject>())
                {
                    var isValue = nested.ContainsKey("@value") && !nested.ContainsKey("@id") && nested.All(pair => pair.Key is "@value" or "@type" or "@language")
                        && (nested["@language"] is null || (nested["@type"] is null && nested["@value"] is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String));
                    var isReference = nested.Count == 1 && nested["@id"] is JsonValue;
                    if (!isValue && !isReference) yield return Must(id, $"{property} must be a text, a number or a reference ({{\"@id\": …}}); the metadata must be flattened");
                }
            }
        }
    }

    private static IEnumerable<CrateProblem> Descriptor(CrateDocument crate)
    {
        if (crate.Descriptor is not { } descriptor)
        {
            yield return Must(CrateGraph.MetadataFile, $"there is no entity {CrateGraph.MetadataFile}");
            yield break;
        }

        var id = crate.DescriptorId!;
        if (!CrateDocument.Is(descriptor, "CreativeWork")) yield return Must(id, "it must be a CreativeWork");
        if (CrateDocument.Links(descriptor, "about").Count != 1) yield return Must(id, "about must name the root, and nothing else");
        else if (crate.Root is null) yield return Must(id, $"about names {crate.RootId}, which is not in the crate");
        if (!CrateDocument.Links(descriptor, "conformsTo").Any(iri => iri.StartsWith("https://w3id.org/ro/crate/1.", StringComparison.Ordinal))) yield return Must(id, "conformsTo must name the version of RO-Crate, e.g. https://w3id.org/ro/crate/1.1");
    }

    private static IEnumerable<CrateProblem> Root(CrateDocument crate)
    {
        if (crate.Root is not { } root) yield break;
        var id = crate.RootId!;
        if (!CrateDocument.Is(root, "Dataset")) yield return Must(id, "the root must be a Dataset");
        if (!id.EndsWith('/')) yield return Must(id, "the identifier of the root must end with /");
        foreach (var property in new[] { "name", "description", "datePublished" })
        {
            if (string.IsNullOrWhiteSpace(CrateDocument.Text(root, property))) yield return Must(id, $"the root must have a {property}");
        }

        if (CrateDocument.Text(root, "datePublished") is { Length: > 0 } date)
        {
            if (!IsoDate().IsMatch(date)) yield return Must(id, $"datePublished '{date}' is not an ISO 8601 date");
            else if (date.Length < 8) yield return Should(id, $"datePublished '{date}' should be exact to the day");
        }

        if (CrateDocument.Values(root, "license").Count == 0) yield return Must(id, "the root must have a license");
        foreach (var license in CrateDocument.Links(root, "license"))
        {
            if (crate.Find(license) is not { } entity) yield return Should(id, $"the license {license} should be an entity of the crate");
            else if (CrateDocument.Text(entity, "name") is null) yield return Should(license, "a license should have a name");
            else if (CrateDocument.Text(entity, "description") is null) yield return Should(license, "a license should have a description");
        }

        foreach (var publisher in CrateDocument.Values(root, "publisher"))
        {
            if (publisher is not JsonObject link || !CrateDocument.Is(crate.Find(link["@id"]?.ToString() ?? ""), "Organization", "Person")) yield return Must(id, "publisher must be an Organization or a Person");
        }

        if (CrateDocument.Links(root, "author").Count == 0) yield return Should(id, "the root should have an author, a Person or an Organization of the crate");
        foreach (var part in CrateDocument.Links(root, "hasPart"))
        {
            if (crate.Find(part) is null) yield return Must(part, "it is a part of the crate but is not described");
        }
    }

    private static IEnumerable<CrateProblem> DataEntities(CrateDocument crate)
    {
        if (crate.RootId is not { } rootId || crate.Root is null) yield break;
        var reachable = new HashSet<string>(StringComparer.Ordinal) { rootId };
        var open = new Queue<string>(reachable);
        while (open.TryDequeue(out var id))
        {
            foreach (var part in CrateDocument.Links(crate.Find(id), "hasPart").Select(part => crate.Find(part)).OfType<JsonObject>().Select(CrateDocument.Id))
            {
                if (reachable.Add(part)) open.Enqueue(part);
            }
        }

        foreach (var (id, entity) in crate.Entities)
        {
            if (id == rootId || id == crate.DescriptorId || id.StartsWith('#') || id.StartsWith(rootId + "#", StringComparison.Ordinal)) continue;
            var isFile = CrateDocument.Is(entity, "File", "MediaObject");
            var isFolder = CrateDocument.Is(entity, "Dataset", "Directory");
            if (!isFile && !isFolder) continue;
            if (!reachable.Contains(id)) yield return Must(id, "it is not a part of the crate: no hasPart leads to it from the root");
            if (id.Contains("://", StringComparison.Ordinal)) continue;
            if (isFile && id.Contains('#', StringComparison.Ordinal)) continue;
            if (!crate.Exists(id)) yield return Must(id, isFile ? "the file is not there" : "the folder is not there");
            if (isFolder && !isFile && !id.EndsWith('/')) yield return Should(id, "the identifier of a folder should end with /");
            if (isFile && entity["encodingFormat"] is null) yield return Should(id, "a file should have an encodingFormat");
        }
    }

    private static IEnumerable<CrateProblem> Contextual(CrateDocument crate)
    {
        foreach (var site in crate.OfType("WebSite"))
        {
            if (CrateDocument.Text(site, "name") is null) yield return Must(CrateDocument.Id(site), "a WebSite must have a name");
        }

        foreach (var person in crate.OfType("Person", "Organization"))
        {
            if (CrateDocument.Text(person, "name") is null) yield return Should(CrateDocument.Id(person), "it should have a name");
        }
    }

    [GeneratedRegex(@"^([\+-]?\d{4})((-?)((0[1-9]|1[0-2])(\3([12]\d|0[1-9]|3[01]))?|W([0-4]\d|5[0-2])(-?[1-7])?|(00[1-9]|0[1-9]\d|[12]\d{2}|3([0-5]\d|6[1-6])))([T\s]((([01]\d|2[0-3])((:?)?[0-5]\d)?|24:?00)([\.,]\d+(?!:))?)?(\17[0-5]\d([\.,]\d+)?)?([zZ]|([\+-])([01]\d|2[0-3]):?([0-5]\d)?)?)?)?$")]
    private static partial Regex IsoDate();
}
