using System.CommandLine;

namespace OceanML.Steps;

/// <summary>Options of oceanml-crate.</summary>
internal sealed class CrateOptions
{
    public Argument<string[]> Records { get; } = new("RECORDS")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Run records (JSON) that the steps wrote with --record, in any order.",
    };

    public Option<string?> Workflow { get; } = new("--workflow")
    {
        HelpName = "FILE.ga",
        Description = "Galaxy workflow that the steps follow; it becomes the main entity of the crate.",
    };

    public Option<string[]> Files { get; } = new("--files")
    {
        HelpName = "FILE",
        Description = "Files of the run that lie elsewhere now (in Galaxy always); they are recognised by checksum.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public Option<string> Include { get; } = new("--include")
    {
        HelpName = "all|outputs|none",
        Description = "Which files to pack; the others are described by size and checksum alone.",
        DefaultValueFactory = _ => "all",
    };

    public Option<string?> Name { get; } = new("--name") { HelpName = "TEXT", Description = "Title of the crate; default: from the workflow or the steps." };

    public Option<string?> Description { get; } = new("--description") { HelpName = "TEXT", Description = "What was done, for a reader who has nothing else." };

    public Option<string> License { get; } = new("--license")
    {
        HelpName = "SPDX",
        Description = "Licence of the crate, as in the SPDX list.",
        DefaultValueFactory = _ => "CC-BY-4.0",
    };

    public Option<string?> Agent { get; } = new("--agent") { HelpName = "NAME", Description = "Who ran the steps; validators ask for it." };

    public Option<string?> Orcid { get; } = new("--orcid") { HelpName = "ID", Description = "Their ORCID, e.g. 0000-0002-1825-0097 (the example of orcid.org)." };

    public Option<string?> Engine { get; } = new("--engine") { HelpName = "TEXT", Description = "Workflow engine and version that ran the steps, e.g. 'Galaxy 25.1'." };

    public Option<string[]> Cite { get; } = new("--cite")
    {
        HelpName = "DOI",
        Description = "DOI of data or a method to cite; Argo's is added where oceanml-access argo was run.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public Option<long?> Epoch { get; } = new("--epoch")
    {
        HelpName = "SECONDS",
        Description = "Time that the members of the archive bear, seconds since 1970; default SOURCE_DATE_EPOCH, else the end of the last step.",
    };

    public Option<string?> Check { get; } = new("--check")
    {
        HelpName = "CRATE",
        Description = "Check a crate (folder, zip or metadata file) against the profiles it names, print every rule it breaks, and stop; exit code 3 if a required one is broken.",
    };

    public IEnumerable<Symbol> All => [Records, Workflow, Files, Include, Name, Description, License, Agent, Orcid, Engine, Cite, Epoch, Check];
}
