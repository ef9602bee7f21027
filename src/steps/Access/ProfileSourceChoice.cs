using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Steps;

/// <summary>The mirror or server that the command line names; a cache that it does not name is temporary.</summary>
internal sealed class ProfileSourceChoice : IDisposable
{
    private readonly HttpSource? http;
    private readonly DirectoryInfo? temporary;

    public ProfileSourceChoice(StepRun run, AccessArgoOptions options)
    {
        if (run.Value(options.Mirror) is { } mirror)
        {
            Source = new MirrorSource(mirror);
            return;
        }

        if (run.Value(options.Retries) < 0 || run.Value(options.Parallel) < 1 || !(run.Value(options.Patience) > 0))
            throw OceanException.Usage("--retries must be 0 or more, --parallel 1 or more, --timeout above 0");
        var cache = run.Value(options.Cache);
        if (cache is null) cache = (temporary = Directory.CreateTempSubdirectory("oceanml-access-")).FullName;
        else Directory.CreateDirectory(cache);
        var patience = new HttpSourceOptions(run.Value(options.Retries), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(run.Value(options.Patience)));
        Source = http = new HttpSource(run.Value(options.Url)!, cache, patience, $"oceanml-access/{StepVersion.Current}");
    }

    public IProfileSource Source { get; }

    public void Dispose()
    {
        http?.Dispose();
        temporary?.Delete(recursive: true);
    }
}
