using OceanML.Core;
using static OceanML.Formats.Readiness.Answers;

namespace OceanML.Formats.Readiness;

/// <summary>What the data are.</summary>
internal static class GeneralChecks
{
    public static readonly ReadinessCheck[] All =
    [
        Check("name", "Do the data have a name?", 2, "Give a title (netCDF global attribute title; for a table the metadata key title).", facts =>
            facts.Attribute("title", "name", "dataset_title", "dataset", "data_file_name") is { } title ? Yes(Quote(title))
            : facts.Attribute("experiment", "investigators") is { } header ? Partly($"no title; {Quote(header)}")
            : facts.File.Product.Description is not null ? Partly($"no title; recognised as {facts.File.Product.Title}") : No("no title")),
        Check("landing-page", "Is there a page that describes them?", 1, "Name the page of the data set (metadata_link, infoUrl or the DOI).", facts =>
            facts.Attribute("metadata_link", "infoUrl", "landing_page", "url", "documents", "references", "doi", "DOI", "further_info_url", "documentation_url") is { } link && link.Text.Contains("http", StringComparison.OrdinalIgnoreCase) ? Yes(Quote(link))
            : Doi.Find(facts) is { } doi ? Yes($"doi:{doi}")
            : facts.File.Product.Description?.Reference is { } reference ? Partly($"the file names none; the product is described at {reference}") : No("no address of a page")),
        Check("version", "Is their version stated?", 1, "State a version (product_version), at least the date of the last change (date_modified).", facts =>
            facts.Attribute("product_version", "processing_version", "version", "dataset_version", "file_version", "software_version_number") is { } version ? Yes(Quote(version))
            : facts.Attribute("date_update", "date_modified", "date_created", "creation_date", "history", "DATE_UPDATE") is { } date ? Partly($"no version; {Quote(date)}")
            : facts.Variables.Any(variable => variable.Name == "DATE_UPDATE") ? Partly("no version; DATE_UPDATE says when the file was last changed") : No("neither version nor date of change")),
        Check("contact", "Is there a point of contact?", 2, "Name a person or desk with an address (creator_name, creator_email, contact).", facts =>
            Contact(facts) is { } mail ? Yes(Quote(mail))
            : facts.Attribute("creator_name", "contact", "investigators", "pi_name", "principal_investigator", "publisher_name", "author", "authors") is { } name ? Partly($"no address; {Quote(name)}")
            : Investigator(facts) is { } investigator ? Partly($"no address; {investigator}")
            : facts.Attribute("institution", "affiliations", "creator_institution") is { } institution ? Partly($"only {Quote(institution)}") : No("nobody is named")),
        Check("published", "Is it stated when they were published?", 1, "State date_issued or date_created.", facts =>
            facts.Attribute("date_issued", "date_created", "creation_date", "date_metadata_modified", "release_date", "published", "CDI_date", "date_update") is { } date ? Yes(Quote(date))
            : facts.Variables.FirstOrDefault(variable => variable.Name == "DATE_CREATION") is not null ? Yes("variable DATE_CREATION") : No("no date")),
        Check("raw-or-derived", "Is it stated whether they are raw or derived?", 1, "State processing_level, or the data mode of each variable.", facts =>
            facts.Attribute("processing_level", "level", "data_mode", "product_level", "data_status") is { } level ? Yes(Quote(level))
            : facts.File.Argo is { Parameters.Count: > 0 } argo ? Yes("data mode per parameter: " + Listed(argo.Parameters.Select(parameter => $"{parameter.Name} {string.Join("+", parameter.Modes.Select(mode => mode.Mode))}")))
            : facts.Variables.Any(variable => variable.Name.EndsWith("_mode", StringComparison.Ordinal)) ? Yes("columns " + Listed(facts.Variables.Where(variable => variable.Name.EndsWith("_mode", StringComparison.Ordinal)).Select(variable => variable.Name)))
            : facts.File.Product.Description is not null ? Partly($"the file does not say; recognised as {facts.File.Product.Title}") : No("not stated")),
        Check("observed-or-modelled", "Is it stated whether they were observed, modelled or made up, and are these told apart?", 3, "Add v_origin (measured, estimated, simulated) beside each variable, or the attribute source.", Origin),
        Check("sources", "Is it stated from how many sources they come?", 1, "Name the sources (attribute source, or a column platform).", facts =>
            facts.Sampling is { Platforms: > 0 } sampling ? Yes(sampling.Platforms == 1 ? "one platform" : $"{sampling.Platforms} platforms")
            : facts.Attribute("source", "platform", "platform_code", "sensor", "instrument", "sensors_present") is { } source ? Yes(Quote(source))
            : facts.File.Product.Description is not null ? Partly($"the file does not say; recognised as {facts.File.Product.Title}") : No("no column names a platform, no attribute a source")),
    ];

    /// <summary>An attribute with an e-mail address or an ORCID, or null.</summary>
    public static (string Name, string Text)? Contact(DatasetFacts facts)
    {
        foreach (var name in (string[])["creator_email", "contact", "publisher_email", "contributor_email", "email", "pi_email", "contact_email", "creator_url", "creator_name", "principal_investigator_email", "author_email"])
        {
            if (facts.Attribute(name) is { } found && (found.Text.Contains('@', StringComparison.Ordinal) || found.Text.Contains("orcid.org", StringComparison.OrdinalIgnoreCase))) return found;
        }

        return null;
    }

    /// <summary>Where the principal investigator stands, or null.</summary>
    public static string? Investigator(DatasetFacts facts) => facts.Variables.FirstOrDefault(variable => variable.Name == "PI_NAME") is not null ? "variable PI_NAME" : null;

    private static (ReadinessVerdict, string) Origin(DatasetFacts facts)
    {
        var columns = facts.Observations?.Columns.OfType<TextColumn>().Where(column => column.Name.EndsWith("_origin", StringComparison.Ordinal)).ToList() ?? [];
        if (columns.Count > 0 && facts.IsTable)
        {
            var counts = columns.SelectMany(column => column.Values).OfType<string>().CountBy(value => value).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
            var covered = facts.Data.Count(variable => facts.Variables.Any(other => other.Name == variable.Name + "_origin"));
            var evidence = $"{columns.Count} columns v_origin: {string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"))}";
            return covered >= facts.Data.Count ? Yes(evidence) : Partly($"{evidence}; none for {facts.Data.Count - covered} of {facts.Data.Count} variables");
        }

        if (facts.Attribute("source", "observation_type", "data_type", "cdm_data_type", "experiment_id", "platform", "sensor") is { } source) return Yes(Quote(source));
        return facts.File.Product.Description is not null ? Partly($"the file does not say; recognised as {facts.File.Product.Title}") : No("nothing says whether values were measured, estimated or simulated");
    }

    private static ReadinessCheck Check(string id, string text, int weight, string fix, Func<DatasetFacts, (ReadinessVerdict, string)> answer) =>
        new(new ReadinessQuestion("general." + id, ReadinessSection.General, text, weight, fix), answer);
}
