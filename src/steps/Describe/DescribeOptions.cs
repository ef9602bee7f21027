using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-describe</c>.</summary>
internal sealed class DescribeOptions
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Description = "Files to describe: netCDF (Argo, satellite Level 1 to 4, any CF file), SEN3 folders of Sentinel-3 OLCI or zips of them, Parquet, CSV, TSV, Argo indexes and grey list, "
            + "FloatViz, SeaBASS. What a file is, is seen from its content; its name does not matter.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> Format { get; } = new("--format")
    {
        Description = "text for people; json for programs: one object (a list for several files) with the keys file, product {id, title, kind}, format, "
            + "bytes, rows, about {}, dimensions [{name, length, unlimited}], variables [{name, type, dimensions, shape, unit, standard_name, long_name, "
            + "count, examined, missing, minimum, maximum, example, wavelengths}], space {west, south, east, north, crosses_dateline, positions, unknown}, "
            + "time {start, end, steps, source}, argo {platforms, profiles, first_cycle, last_cycle, data_modes}, "
            + "roles {sun_zenith, view_zenith, wind_speed, aerosol_thickness: variable}, "
            + "flags [{name, pixels, passing, excluded, required, uncounted, excluded_for {}, source, flags [{name, mask, count}]}], quality [{name, counts [{flag, meaning, count}]}], "
            + "notes [], next []. What is not known is null or empty; missing is a share from 0 to 1; times are UTC. "
            + "With --readiness: file, product, sha256, checklist, score, yes, partly, no, ask_a_person, not_applicable, sections [{section, score...}], "
            + "answers [{id, question, weight, in_checklist, answer, evidence, by_person, fix}], next [ids, most useful first].",
        DefaultValueFactory = _ => "text",
    };

    public Option<bool> Full { get; } = new("--full")
    {
        Description = "Examine every value. Without it a variable of more than 8 million values is sampled for its range and missing share, and the "
            + "output says so.",
    };

    public Option<bool> Readiness { get; } = new("--readiness")
    {
        Description = "Say instead how ready the data are for machine learning: the questions of the ESIP checklist 1.0 answered from the file itself, scored from 0 to 100 by section and in all, "
            + "each with its evidence, and what to do next.",
    };

    public Option<string?> Answers { get; } = new("--answers")
    {
        HelpName = "FILE",
        Description = "With --readiness: YAML with what only a person can answer, e.g. access.cloud: no, or access.cloud: {answer: yes, because: s3://...}. These answers take the place of what was found. "
            + "With --croissant: what the table does not say of itself, under about: name, description, license, url, creator, organisation, date_published, cite_as, version, keywords.",
    };

    public Option<string?> Html { get; } = new("--html")
    {
        HelpName = "FILE",
        Description = "With --readiness: also write the report as a page to read.",
    };

    public Option<string?> Dictionary { get; } = new("--dictionary")
    {
        HelpName = "FILE",
        Description = "Also write a data dictionary of one file: name, role, meaning, unit, CF standard name, flags, range, missing share, source of each variable; CSV or TSV by extension, Markdown for .md.",
    };

    public Option<string?> Croissant { get; } = new("--croissant")
    {
        HelpName = "FILE",
        Description = "Also describe one table (Parquet, CSV, TSV) as Croissant 1.0 JSON-LD, which frameworks of machine learning and dataset search read.",
    };
}
