using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-access argo</c> beside those of both ways of access.</summary>
internal sealed class AccessArgoOptions
{
    public Option<string> Index { get; } = new("--index")
    {
        HelpName = "FILE",
        Required = true,
        Description = "Profile index of a GDAC, plain or gzipped: argo_synthetic-profile_index.txt (temperature, salinity and biogeochemistry on one axis), argo_bio-profile_index.txt or ar_index_global_prof.txt.",
    };

    public Option<string?> Mirror { get; } = new("--mirror")
    {
        HelpName = "FOLDER",
        Description = "Copy of a GDAC on disk: the folder that holds dac/. Give this or --url.",
    };

    public Option<string?> Url { get; } = new("--url")
    {
        HelpName = "ADDRESS",
        Description = "GDAC over HTTP, e.g. https://data-argo.ifremer.fr. Interrupted transfers are tried again where they stopped.",
    };

    public Option<string[]> Parameters { get; } = List("--parameters", "Profiles that have at least one of these, by Argo or canonical name, e.g. CHLA,DOXY. Not with a core index.");

    public Option<string[]> Platforms { get; } = List("--platforms", "Floats by WMO number, e.g. 6903247,3902131.");

    public Option<string[]> DataModes { get; } = List("--data-mode", "Data modes of the wanted parameters: R real time, A adjusted, D delayed mode, e.g. A,D. A core index tells only D from the rest, the file itself then decides.");

    public Option<string[]> Dacs { get; } = List("--dac", "Data centres, e.g. coriolis,aoml.");

    public Option<bool> Core { get; } = new("--core")
    {
        Description = "With a bio index: read the core file of each profile too and merge it level by level, which adds temperature and salinity.",
    };

    public Option<string?> ListFile { get; } = new("--list")
    {
        HelpName = "FILE",
        Description = "Also write the selected profiles with what became of each (CSV, or Parquet by extension).",
    };

    public Option<string?> Cache { get; } = new("--cache")
    {
        HelpName = "FOLDER",
        Description = "Folder in which fetched files are kept for the next run; a file the index calls newer is fetched again. Default: a temporary folder.",
    };

    public Option<int> Parallel { get; } = new("--parallel")
    {
        HelpName = "N",
        Description = "Transfers at a time.",
        DefaultValueFactory = _ => 4,
    };

    public Option<int> Retries { get; } = new("--retries")
    {
        HelpName = "N",
        Description = "Times a failed transfer is tried again, waiting 1 s, 2 s, 4 s and so on.",
        DefaultValueFactory = _ => 4,
    };

    public Option<double> Patience { get; } = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "Longest silence of the server.",
        DefaultValueFactory = _ => 60,
    };

    private static Option<string[]> List(string name, string description) =>
        new(name) { HelpName = "NAMES", AllowMultipleArgumentsPerToken = true, Description = description };
}
