using OceanML.Core;
using static OceanML.Formats.Readiness.Answers;

namespace OceanML.Formats.Readiness;

/// <summary>What the data say of themselves.</summary>
internal static class DocumentationChecks
{
    // Highly recommended and recommended attributes of the Attribute Convention for Data Discovery 1.3.
    private static readonly string[] Discovery =
    [
        "title", "summary", "keywords", "Conventions", "id", "naming_authority", "history", "source", "processing_level", "comment", "acknowledgement", "license",
        "standard_name_vocabulary", "date_created", "creator_name", "creator_email", "creator_url", "institution", "project", "publisher_name", "publisher_email", "publisher_url",
        "geospatial_bounds", "geospatial_lat_min", "geospatial_lat_max", "geospatial_lon_min", "geospatial_lon_max", "geospatial_vertical_min", "geospatial_vertical_max",
        "geospatial_vertical_positive", "time_coverage_start", "time_coverage_end", "time_coverage_duration", "time_coverage_resolution",
    ];

    private const string Dictionary = "oceanml-describe FILE --dictionary dictionary.csv writes what is known; fill the gaps.";

    public static readonly ReadinessCheck[] All =
    [
        Check("convention", "Do the metadata follow a standard of the community?", 2, "Follow CF (netCDF), or keep Parquet made by this collection, which carries CF names and units.", facts =>
            facts.Attribute("Conventions", "conventions", "Metadata_Conventions") is { } convention ? convention.Text.Contains("CF", StringComparison.Ordinal) || convention.Text.Contains("COARDS", StringComparison.Ordinal) ? Yes(Quote(convention)) : Partly(Quote(convention))
            : Share(facts.Data, variable => variable.StandardName is not null) >= 0.5 ? Yes("CF standard names in the metadata of the columns")
            : facts.File.Product.Description is not null && facts.IsTable ? Partly($"the layout of {facts.File.Product.Title}") : No("no convention is named")),
        Check("discovery", "Are the attributes for discovery there (ACDD 1.3)?", 1, "Add the attributes that are missing.", facts =>
        {
            var missing = Discovery.Where(name => facts.Attribute(name) is null).ToList();
            var share = 1 - ((double)missing.Count / Discovery.Length);
            return ByShare(share, 0.7, 0.3, $"{Discovery.Length - missing.Count} of {Discovery.Length}{(missing.Count == 0 ? "" : $"; missing {Listed(missing)}")}");
        }, inChecklist: false),
        Check("machine-readable", "Are the metadata machine-readable?", 2, "Keep the metadata with the data: netCDF attributes, or Parquet.", facts =>
            !facts.IsTable ? Yes($"{facts.Attributes.Count} global attributes")
            : facts.Variables.Any(variable => variable.Unit is not null || variable.StandardName is not null) || facts.Attributes.Keys.Any(key => key is not ("file" or "warnings")) ? Yes("units or metadata are in the file")
            : facts.File.Product.Description is not null ? Partly($"not in the file; this collection knows the layout of {facts.File.Product.Title}") : No("the file has names of columns and nothing else")),
        Check("extent", "Do they state the extent in space and time?", 1, "Add geospatial_lat_min..., time_coverage_start and time_coverage_end.", Extent),
        Check("dictionary", "Is there a dictionary that says what each variable means?", 3, Dictionary, facts => ByShare(
            Share(facts.Described, Explained), 0.9, 0.5, $"{facts.Described.Count(Explained)} of {facts.Described.Count} variables have a unit and a name that explains them{Without(facts.Described, Explained)}")),
        Check("dictionary-standard", "Is the dictionary in a standard form?", 1, Dictionary, facts => ByShare(
            Share(facts.Described, variable => variable.StandardName is not null), 0.8, 0.4, $"{facts.Described.Count(variable => variable.StandardName is not null)} of {facts.Described.Count} variables have a CF standard name")),
        Check("dictionary-machine-readable", "Is the dictionary machine-readable?", 1, Dictionary, facts =>
            Share(facts.Described, variable => variable.Unit is not null) >= 0.5 ? Yes("attributes of the variables") : facts.File.Product.Description is { Columns.Count: > 0 } ? Partly("not in the file; this collection has one for the product") : No("no units or names in the file")),
        Check("parameters-standard", "Are the parameters named by a standard?", 2, "Give every variable its CF standard_name.", facts =>
        {
            var (named, known) = (Share(facts.Data, variable => variable.StandardName is not null), Share(facts.Data, variable => variable.Entry is not null));
            var evidence = $"{facts.Data.Count(variable => variable.StandardName is not null)} of {facts.Data.Count} have a CF standard name, {facts.Data.Count(variable => variable.Entry is not null)} a name this collection knows{Without(facts.Data, variable => variable.StandardName is not null || variable.Entry is not null)}";
            return named >= 0.8 ? Yes(evidence) : named >= 0.3 || known >= 0.5 ? Partly(evidence) : No(evidence);
        }),
        Check("crosswalk", "Are the parameters linked to an ontology or common vocabulary?", 1, "Name the vocabulary (standard_name_vocabulary) or the concept of each variable, e.g. of vocab.nerc.ac.uk.", facts =>
            facts.Variables.Any(variable => variable.HasVocabularyLink) ? Yes($"{facts.Variables.Count(variable => variable.HasVocabularyLink)} variables name a vocabulary")
            : facts.Attribute("standard_name_vocabulary", "keywords_vocabulary") is { } vocabulary ? Yes(Quote(vocabulary))
            : Share(facts.Data, variable => variable.StandardName is not null) >= 0.8 ? Partly("by CF standard names, whose table is not named") : No("no vocabulary is named")),
        Check("units", "Do all variables have units that a program understands?", 3, "Write units as UDUNITS does: mg m-3, degree_Celsius, umol kg-1, 1 for a pure number.", facts =>
        {
            var written = facts.Described.Where(variable => !IsText(variable) && !NeedsNoUnit(variable)).ToList();
            return ByShare(Share(written, variable => variable.HasReadableUnit), 0.9, 0.5, $"{written.Count(variable => variable.HasReadableUnit)} of {written.Count} variables{Without(written, variable => variable.HasReadableUnit)}");
        }, inChecklist: false),
        Check("missing-declared", "Is it declared what stands for a missing value?", 2, "Declare _FillValue; in text leave the field empty.", facts =>
        {
            if (Sentinels(facts) is { Count: > 0 } sentinels) return No($"values that look like signs of missing ones: {Listed(sentinels)}");
            return facts.IsTable ? Yes("empty fields") : ByShare(Share(facts.Data, variable => variable.DeclaresMissing), 0.9, 0.5, $"{facts.Data.Count(variable => variable.DeclaresMissing)} of {facts.Data.Count} variables declare _FillValue or missing_value");
        }, inChecklist: false),
        Check("identifier", "Do they have a persistent identifier (DOI)?", 2, "Deposit the data (e.g. SEANOE, Zenodo), and write the DOI into the file.", facts =>
            Doi.Find(facts) is { } doi ? Yes($"doi:{doi}")
            : facts.File.Product.Description?.Reference is { } reference && Doi.Of(reference) is { } known ? Partly($"not in the file; the product has doi:{known}")
            : facts.Attribute("id", "uuid", "tracking_id", "naming_authority") is { } id ? Partly($"no DOI; {Quote(id)}") : No("none")),
        Check("expert", "Is there contact information of experts?", 1, "Name the scientist and their ORCID (creator_name, contributor_name).", facts =>
            facts.Attribute("creator_name", "pi_name", "principal_investigator", "investigators", "author", "authors", "contact", "creator_email") is { } expert ? Yes(Quote(expert))
            : GeneralChecks.Investigator(facts) is { } investigator ? Yes(investigator) : facts.Attribute("institution", "affiliations") is { } institution ? Partly(Quote(institution)) : No("none")),
        Check("feedback", "Can users report faults and suggestions?", 1, "Name an address or an issue tracker.", facts => GeneralChecks.Contact(facts) is { } contact ? Yes(Quote(contact)) : Person()),
        Check("examples", "Are there examples of how to use them?", 1, "Answer with --answers.", _ => Person()),
        Check("licence", "Is the licence stated?", 3, "State one (attribute license), e.g. CC-BY-4.0.", facts =>
            facts.Attribute("license", "licence", "distribution_statement", "data_license", "use_constraints", "rights") is { } licence ? Yes(Quote(licence))
            : facts.File.Product.Description?.Licence is { } known ? Partly($"not in the file; that of the product: {known}") : No("none")),
        Check("licence-standard", "Is the licence a standard, machine-readable one?", 2, "Write its SPDX identifier or address, e.g. https://creativecommons.org/licenses/by/4.0/.", facts =>
            facts.Attribute("license", "licence", "distribution_statement", "data_license", "use_constraints", "rights") is { } licence
                ? Licence.Find(licence.Text) is { } spdx ? Yes(spdx.Spdx) : No($"not in the SPDX list: {Cut(licence.Text, 60)}")
                : facts.File.Product.Description?.Licence is { } known && Licence.Find(known) is { } found ? Partly($"not in the file; {found.Spdx}") : No("no licence")),
        Check("used-in-ml", "Were they used in machine learning before?", 1, "Answer with --answers.", _ => Person()),
        Check("intended-use", "Are intended and unsuitable uses stated?", 1, "Answer with --answers.", _ => Person()),
    ];

    internal static double Share<T>(IReadOnlyCollection<T> of, Func<T, bool> have) => of.Count == 0 ? 0 : (double)of.Count(have) / of.Count;

    /// <summary>Variables whose extreme value is one that people write for missing.</summary>
    internal static List<string> Sentinels(DatasetFacts facts) =>
        [.. facts.Data.Where(variable => IsSentinel(variable.Minimum) || IsSentinel(variable.Maximum)).Select(variable => $"{variable.Name} {(IsSentinel(variable.Minimum) ? variable.Minimum : variable.Maximum)}")];

    private static bool IsSentinel(string? text) => text is "-99" or "-999" or "-9999" or "-99999" or "99999" or "999999" or "-999.9" or "-99.9" or "-9.99" or "9999" or "-10000000000" or "-1E+10" or "1E+20" or "9.969209968386869E+36";

    // Names of time and place explain themselves, and text has no unit.
    private static bool Explained(VariableFacts variable) =>
        variable.Role == VariableRole.Coordinate && (IsText(variable) || variable.Entry is not null)
        || (UnitText.IsWritten(variable.Unit) && (variable.LongName is not null || variable.StandardName is not null || variable.Entry is not null));

    private static bool IsText(VariableFacts variable) => variable.Type is "text" or "time" or "char" or "string" or "boolean";

    // Names are no quantities; a latitude or longitude is in degrees whether it says so or not.
    private static bool NeedsNoUnit(VariableFacts variable) => variable.Entry?.Name is "platform" or "profile" or "latitude" or "longitude";

    private static string Without(IReadOnlyCollection<VariableFacts> of, Func<VariableFacts, bool> have)
    {
        var missing = of.Where(variable => !have(variable)).Select(variable => variable.Name).ToList();
        return missing.Count == 0 ? "" : $"; not {Listed(missing)}";
    }

    private static (ReadinessVerdict, string) Extent(DatasetFacts facts)
    {
        var space = facts.Attribute("geospatial_lat_min") is not null && facts.Attribute("geospatial_lon_max") is not null;
        var time = facts.Attribute("time_coverage_start") is not null && facts.Attribute("time_coverage_end") is not null;
        if (space && time) return Yes("geospatial_lat_min... and time_coverage_start...");
        if (space || time) return Partly(space ? "in space, not in time" : "in time, not in space");
        return facts.File.Space is not null || facts.Sampling is { Period: not null } ? Partly("not stated; it follows from the coordinates") : No("neither stated nor in the data");
    }

    private static ReadinessCheck Check(string id, string text, int weight, string fix, Func<DatasetFacts, (ReadinessVerdict, string)> answer, bool inChecklist = true) =>
        new(new ReadinessQuestion("documentation." + id, ReadinessSection.Documentation, text, weight, fix, inChecklist), answer);
}
