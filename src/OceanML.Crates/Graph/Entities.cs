using System.Globalization;
using System.Security.Cryptography;

namespace OceanML.Crates;

/// <summary>Builders of the entities that ocean crates are made of, each with the properties its profile asks for.</summary>
public static class Entities
{
    /// <summary>The Argo data set as a whole: what to cite for any profile of it.</summary>
    public const string ArgoDoi = "https://doi.org/10.17882/42182";

    /// <summary>Adds a file that lies in the crate: size, checksum and format are read from it.</summary>
    /// <param name="crate">The crate.</param>
    /// <param name="path">Path in the crate, with forward slashes.</param>
    /// <param name="source">Where the bytes are now.</param>
    /// <param name="name">What it is, for people.</param>
    public static CrateEntity AddFile(this CrateGraph crate, string path, string source, string name) => AddFile(crate, path, File.ReadAllBytes(source), name);

    /// <summary>Adds a file that lies in the crate.</summary>
    /// <param name="crate">The crate.</param>
    /// <param name="path">Path in the crate, with forward slashes.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">What it is, for people.</param>
    /// <param name="types">Types beyond File.</param>
    public static CrateEntity AddFile(this CrateGraph crate, string path, byte[] content, string name, params IEnumerable<string> types)
    {
        ArgumentNullException.ThrowIfNull(crate);
        ArgumentNullException.ThrowIfNull(content);
        var entity = crate.AddPart(new CrateEntity(Iri(path), types.Prepend("File")));
        return Measured(crate, entity, path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), content.AsSpan(0, Math.Min(64, content.Length))).Set("name", name);
    }

    /// <summary>Adds a document that people go on editing: its format, and no checksum that every edit would make wrong.</summary>
    /// <param name="crate">The crate.</param>
    /// <param name="path">Path in the crate, with forward slashes.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">What it is, for people.</param>
    public static CrateEntity AddDocument(this CrateGraph crate, string path, byte[] content, string name)
    {
        ArgumentNullException.ThrowIfNull(crate);
        return Formatted(crate, crate.AddPart(new CrateEntity(Iri(path), "File")), EncodingFormat.Of(path, content.AsSpan(0, Math.Min(64, content.Length)))).Set("name", name);
    }

    /// <summary>Sets the size, checksum and format of a file.</summary>
    public static CrateEntity Measured(CrateGraph crate, CrateEntity file, string path, long bytes, string sha256, ReadOnlySpan<byte> head)
    {
        ArgumentNullException.ThrowIfNull(crate);
        ArgumentNullException.ThrowIfNull(file);
        file.Set("contentSize", bytes.ToString(CultureInfo.InvariantCulture)).Set("sha256", sha256);
        return Formatted(crate, file, EncodingFormat.Of(path, head));
    }

    /// <summary>A licence of the SPDX list.</summary>
    public static CrateEntity License(string spdx)
    {
        ArgumentNullException.ThrowIfNull(spdx);
        return new CrateEntity($"https://spdx.org/licenses/{spdx}", "CreativeWork").Set("name", spdx).Set("identifier", spdx)
            .Set("description", $"The licence {spdx} of the SPDX licence list.").Set("url", $"https://spdx.org/licenses/{spdx}.html");
    }

    /// <summary>A person, by ORCID where it is known.</summary>
    public static CrateEntity Person(string name, string? orcid)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new CrateEntity(orcid is null ? "#" + Slug(name) : "https://orcid.org/" + orcid[(orcid.LastIndexOf('/') + 1)..], "Person").Set("name", name);
    }

    /// <summary>An organisation.</summary>
    public static CrateEntity Organization(string name, string? url) => new CrateEntity(url ?? "#" + Slug(name), "Organization").Set("name", name).Set("url", url);

    /// <summary>Galaxy's workflow language, with the identifier that registries look for.</summary>
    public static CrateEntity GalaxyLanguage() => new CrateEntity("https://w3id.org/workflowhub/workflow-ro-crate#galaxy", "ComputerLanguage")
        .Set("name", "Galaxy").Link("identifier", "https://galaxyproject.org/").Link("url", "https://galaxyproject.org/");

    /// <summary>The Common Workflow Language, of the abstract description.</summary>
    public static CrateEntity CwlLanguage() => new CrateEntity("https://w3id.org/workflowhub/workflow-ro-crate#cwl", "ComputerLanguage")
        .Set("name", "Common Workflow Language").Set("alternateName", "CWL").Set("version", "v1.2").Link("identifier", "https://w3id.org/cwl/v1.2/").Link("url", "https://www.commonwl.org/");

    /// <summary>A parameter of a workflow or a tool, in the abstract.</summary>
    /// <param name="id">Identifier.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>File</c>, <c>Collection</c>, <c>Text</c>, <c>Integer</c>, <c>Float</c> or <c>Boolean</c>.</param>
    /// <param name="description">What it is.</param>
    public static CrateEntity FormalParameter(string id, string name, string type, string? description) =>
        new CrateEntity(id, "FormalParameter").Set("name", name).Set("additionalType", type).Set("description", description)
            .Link("conformsTo", "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE");

    /// <summary>The citation of the Argo data.</summary>
    public static CrateEntity ArgoCitation() => new CrateEntity(ArgoDoi, "CreativeWork")
        .Set("name", "Argo float data and metadata from Global Data Assembly Centre (Argo GDAC)").Set("author", "Argo").Set("publisher", "SEANOE").Set("identifier", ArgoDoi).Set("license", "CC-BY-4.0");

    /// <summary>A path as a relative IRI.</summary>
    public static string Iri(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }

    /// <summary>Letters, digits and dashes of a text, for identifiers.</summary>
    public static string Slug(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('-', new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static CrateEntity Formatted(CrateGraph crate, CrateEntity file, EncodingFormat format)
    {
        if (format.Iri is null) return file.Set("encodingFormat", format.MediaType);
        crate.Add(new CrateEntity(format.Iri, "WebSite").Set("name", format.Name));
        return file.Link("encodingFormat", format.Iri);
    }
}
