using System.CommandLine;
using OceanML.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-label</c>.</summary>
internal sealed class LabelStepOptions
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Description = "Observation tables (Parquet, CSV, TSV) or Argo netCDF files, one or more; they become one table.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string[]> Events { get; } = new("--events")
    {
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
        Description = "Label events, CSV, TSV or Parquet, one event per row. Columns: label (required); platform and variable (names, patterns such as 69* or CHLA|TEMP; "
            + "empty or * for all); start and end (UTC, both included, empty for open; an end written as a date lasts to the end of that day); "
            + "depth_min, depth_max (m) or pressure_min, pressure_max (dbar); west, south, east, north (degrees); "
            + "confidence (0 to 1, or a word: certain, probable, possible, doubtful); author (name or ORCID); vocabulary (URI); comment; id. Other columns are kept.",
    };

    public Option<string[]> Vocabulary { get; } = new("--vocabulary")
    {
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
        Description = "YAML with labels of your own, added to the built-in ones (see --list-labels); each needs name, kind (phenomenon, instrument, operation) and definition.",
    };

    public Option<string> Overlap { get; } = new("--overlap")
    {
        Description = "Where several events speak of one value: all writes all their labels in alphabetical order, joined by |, with the smallest confidence; confident writes the one of the highest confidence.",
        DefaultValueFactory = _ => "all",
    };

    public Option<bool> Keep { get; } = new("--keep")
    {
        Description = "Keep labels that stand in the table and add to them. Without it, labels of a variable that an event speaks of are replaced.",
    };

    public Option<string?> Applied { get; } = new("--applied")
    {
        HelpName = "FILE",
        Description = "Also write the events with what became of each: rows in it, values labelled, and why where there is none (CSV by extension). It can be given as --events again. CSV and TSV outputs cannot carry the events; this file does.",
    };

    public Option<string?> Report { get; } = new("--report")
    {
        HelpName = "FILE",
        Description = "Also write a report (JSON): values per label and variable, events, overlaps.",
    };

    public Option<string?> ListEvents { get; } = new("--list-events")
    {
        HelpName = "FILE",
        Description = "Write the events of a table that has labels, to edit and apply again: those it carries, or stretches of equal labels where it carries none.",
    };

    public Option<bool> ListLabels { get; } = new("--list-labels")
    {
        Description = "Print the labels there are, with kind, definition and URI, as a table (tabs), and do nothing else.",
    };
}
