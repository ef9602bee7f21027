using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Steps;

/// <summary>The options that say how patient a run is with a server.</summary>
internal sealed class NetworkOptions
{
    public Option<int> Retries { get; } = new("--retries")
    {
        HelpName = "N",
        Description = "Times a failed request is tried again, waiting 1 s, 2 s, 4 s and so on.",
        DefaultValueFactory = _ => 4,
    };

    public Option<double> Patience { get; } = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "Longest silence of the server.",
        DefaultValueFactory = _ => 60,
    };

    /// <summary>The patience asked for.</summary>
    /// <exception cref="OceanException">A value that is none.</exception>
    public HttpSourceOptions Of(StepRun run)
    {
        if (run.Value(Retries) < 0 || !(run.Value(Patience) > 0)) throw OceanException.Usage("--retries must be 0 or more, --timeout above 0");
        return new HttpSourceOptions(run.Value(Retries), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(run.Value(Patience)));
    }
}
