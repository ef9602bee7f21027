using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Steps;

/// <summary>The mirror, server or files that the command line names; a cache that it does not name is temporary.</summary>
internal sealed class ProfileSourceChoice : IDisposable
{
    private static readonly Dictionary<string, string> Indexes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["synthetic"] = "argo_synthetic-profile_index.txt",
        ["bio"] = "argo_bio-profile_index.txt",
        ["core"] = "ar_index_global_prof.txt",
    };

    private readonly StepRun run;
    private readonly HttpSource? http;
    private readonly DirectoryInfo? temporary;

    public ProfileSourceChoice(StepRun run, ProfileSourceOptions options)
    {
        this.run = run;
        var (mirror, url, files) = (run.Value(options.Mirror), run.Value(options.Url), run.Value(options.Files) ?? []);
        if ((mirror is null ? 0 : 1) + (url is null ? 0 : 1) + (files.Length == 0 ? 0 : 1) != 1)
            throw OceanException.Usage("give one source: --mirror FOLDER, --url ADDRESS or --files FILES");
        var patience = options.PatienceOf(run);
        Cache = run.Value(options.Cache);
        if (mirror is not null)
        {
            Source = new MirrorSource(mirror);
        }
        else if (files.Length > 0)
        {
            var source = new FilesSource([.. files.Select(run.Input)]);
            run.Warn([.. source.Repeated]);
            Source = source;
        }
        else
        {
            var cache = Cache ?? (temporary = Directory.CreateTempSubdirectory("oceanml-access-")).FullName;
            Source = http = new HttpSource(url!, cache, patience, $"oceanml-access/{StepVersion.Current}");
        }
    }

    public IProfileSource Source { get; }

    /// <summary>The folder of the cache that the user named, or null.</summary>
    public string? Cache { get; }

    /// <summary>Whether fetched files outlive the run.</summary>
    public bool IsLasting => temporary is null;

    /// <summary>The file of an index: a file at hand, or the one that the source has now.</summary>
    /// <exception cref="OceanException">There is none.</exception>
    public string Index(string name)
    {
        if (File.Exists(name)) return run.Input(name);
        var text = Indexes.GetValueOrDefault(name) ?? name;
        IReadOnlyList<string> names = text.EndsWith(".gz", StringComparison.Ordinal) ? [text] : [text + ".gz", text];
        if (!name.Contains('/', StringComparison.Ordinal) && Source.Fetch(names) is { } path) return Lasting(path);
        throw OceanException.BadInput($"{name}: no such index; {(Source is FilesSource ? "" : $"{Source.Name} has none of that name; ")}give a file, or with --mirror or --url synthetic, bio or core");
    }

    /// <summary>The grey list that the user named, or that of the source; null where there is none.</summary>
    /// <exception cref="OceanException">The file named cannot be read.</exception>
    public GreyList? GreyList(string? name)
    {
        if (name == "none") return null;
        var path = name is not null ? run.Input(name) : Source.Fetch(["ar_greylist.txt"]) is { } own ? Lasting(own) : null;
        return path is null ? null : GreyListFile.Read(path);
    }

    /// <summary>A file of the source; the record holds it if it is still there at the end.</summary>
    public string Lasting(string path) => IsLasting ? run.Input(path) : path;

    public void Dispose()
    {
        http?.Dispose();
        temporary?.Delete(recursive: true);
    }
}
