using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Steps;

/// <summary>The options that say where profile files come from.</summary>
internal sealed class ProfileSourceOptions
{
    private readonly NetworkOptions network = new();

    public Option<string?> Mirror { get; } = new("--mirror")
    {
        HelpName = "FOLDER",
        Description = "Copy of a GDAC on disk: the folder that holds dac/. Give this, --url or --files.",
    };

    public Option<string?> Url { get; } = new("--url")
    {
        HelpName = "ADDRESS",
        Description = "GDAC over HTTP, e.g. https://data-argo.ifremer.fr. Interrupted transfers go on where they stopped, with --cache in a later run too.",
    };

    public Option<string[]> Files { get; } = new("--files")
    {
        HelpName = "FILES",
        AllowMultipleArgumentsPerToken = true,
        Description = "Argo profile files at hand, under whatever names; files of a whole float too. What the index selects is taken from them.",
    };

    public Option<string?> Cache { get; } = new("--cache")
    {
        HelpName = "FOLDER",
        Description = "Folder in which fetched files and searched indexes are kept for later runs, which may run at the same time; a file the index calls newer is fetched again. Default: a temporary folder.",
    };

    public Option<bool> Offline { get; } = new("--offline")
    {
        Description = "With --url: use what is in the folder of --cache and ask no server.",
    };

    public Option<int> Parallel { get; } = new("--parallel")
    {
        HelpName = "N",
        Description = "Transfers at a time.",
        DefaultValueFactory = _ => 4,
    };

    public Option<int> Retries => network.Retries;

    public Option<double> Patience => network.Patience;

    /// <summary>The patience asked for.</summary>
    /// <exception cref="OceanException">A value that is none.</exception>
    public HttpSourceOptions PatienceOf(StepRun run)
    {
        if (run.Value(Parallel) < 1) throw OceanException.Usage("--parallel must be 1 or more");
        if (run.Value(Offline) && run.Value(Cache) is null) throw OceanException.Usage("--offline needs the folder of --cache");
        return network.Of(run) with { IsOffline = run.Value(Offline) };
    }
}
