using System.Globalization;
using System.Text.Json;
using OceanML.Core;
using OceanML.Crates.Croissant;
using OceanML.Formats.Readiness;

namespace OceanML.Steps;

/// <summary>A table as a Croissant data set: what its metadata say, and what a person adds.</summary>
internal static class CroissantOfTable
{
    /// <summary>The data set of a table.</summary>
    /// <param name="facts">The table.</param>
    /// <param name="about">What a person says of it: name, description, license, url, creator, date_published, cite_as, version.</param>
    /// <exception cref="OceanException">The file is no table.</exception>
    public static CroissantDataset Of(DatasetFacts facts, IReadOnlyDictionary<string, string> about)
    {
        if (!facts.IsTable) throw OceanException.BadInput($"{facts.File.Path}: Croissant describes the columns of tables (Parquet, CSV, TSV); make one with oceanml-access files");
        var file = Path.GetFileName(facts.File.Path);
        var licence = Said("license", "license", "licence") ?? facts.File.Product.Description?.Licence;
        var creator = Said("creator", "creator_name", "investigators", "pi_name", "author");
        var meanings = DataDictionary.Of(facts).ToDictionary(entry => entry.Name, entry => entry);
        return new CroissantDataset(Said("name", "title", "name") ?? Path.GetFileNameWithoutExtension(file), file, MediaType(facts), facts.File.Bytes, facts.Sha256, [.. facts.Variables.Select(variable => Field(facts, variable, meanings[variable.Name]))])
        {
            Description = Said("description", "summary", "description", "abstract") ?? Described(facts),
            License = licence is null ? null : Licence.Find(licence)?.Url ?? licence,
            Url = Said("url", "metadata_link", "landing_page", "infoUrl", "url") ?? (Said("doi", "doi") is { } doi ? doi.StartsWith("http", StringComparison.Ordinal) ? doi : "https://doi.org/" + doi : null),
            Creator = creator ?? Said("organisation", "institution", "creator_institution"),
            CreatorIsOrganization = creator is null,
            DatePublished = Said("date_published", "date_issued", "date_created", "creation_date"),
            CiteAs = Said("cite_as", "citation", "cite_as", "acknowledgement") ?? facts.File.Product.Description?.Reference,
            Version = Said("version", "product_version", "version"),
            Keywords = [.. (Said("keywords", "keywords") ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            SpatialBox = facts.File.Space is { CrossesDateline: false } space ? string.Create(CultureInfo.InvariantCulture, $"{space.South:0.####} {space.West:0.####} {space.North:0.####} {space.East:0.####}") : null,
            TemporalCoverage = facts.File.Time is { } time ? $"{Timestamp.Format(time.Start)}/{Timestamp.Format(time.End)}" : null,
            Labels = Labels(facts),
        };

        string? Said(string key, params ReadOnlySpan<string> attributes) => about.TryGetValue(key, out var text) ? text : facts.Attribute(attributes) is { } found ? found.Text : null;
    }

    private static CroissantField Field(DatasetFacts facts, VariableFacts variable, DictionaryEntry entry)
    {
        var meaning = entry.Meaning.Length > 0 ? entry.Meaning : $"Column {variable.Name}";
        var unit = entry.Unit is "" or "1" ? "" : $", {entry.Unit}";
        var flags = variable.Role == VariableRole.Flag && entry.Flags.Length > 0 ? $"; flags: {entry.Flags}" : "";
        return new CroissantField(variable.Name, Type(variable.Type), meaning + unit + flags)
        {
            StandardName = variable.StandardName,
            IsLabel = variable.Role == VariableRole.Label && variable.Type == "text",
            Splits = variable.Role == VariableRole.Split && facts.Observations?.Find(variable.Name) is TextColumn parts ? [.. parts.Values.OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(20)] : [],
        };
    }

    private static CroissantType Type(string kind) => kind switch
    {
        "number" => CroissantType.Float,
        "integer" => CroissantType.Integer,
        "boolean" => CroissantType.Boolean,
        "time" => CroissantType.DateTime,
        _ => CroissantType.Text,
    };

    private static string MediaType(DatasetFacts facts) =>
        facts.File.Format.StartsWith("Parquet", StringComparison.Ordinal) ? "application/x-parquet" : facts.File.Format.Contains("tab-separated", StringComparison.Ordinal) ? "text/tab-separated-values" : "text/csv";

    private static string Described(DatasetFacts facts)
    {
        var platforms = facts.Sampling is { Platforms: > 0 } sampling ? $" of {sampling.Platforms} {(sampling.Platforms == 1 ? "platform" : "platforms")}" : "";
        return $"{facts.File.Rows} rows{platforms} with {string.Join(", ", facts.Data.Take(20).Select(variable => variable.Name))}{(facts.Data.Count > 20 ? $" and {facts.Data.Count - 20} more variables" : "")}.";
    }

    private static IReadOnlyList<(string, string, string?)> Labels(DatasetFacts facts)
    {
        if (!facts.Attributes.TryGetValue("label_vocabulary", out var text)) return [];
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateObject().Select(label => (label.Name, Text(label.Value, "definition") ?? "", Text(label.Value, "uri")))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
