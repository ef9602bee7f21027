namespace OceanML.Galaxy.Tests;

/// <summary>A folder for PATH that holds every executable of the collection: the published one, or the newer one just built.</summary>
internal static class Executables
{
    private static readonly Lazy<string> Folder = new(Gather);

    /// <summary>What a job finds on its PATH: the executables, then the system's shell and coreutils.</summary>
    public static string SearchPath => Folder.Value + ":/usr/local/bin:/usr/bin:/bin";

    /// <summary>Names of the steps that have a project.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        Directory.EnumerateDirectories(Path.Combine(SharedData.Repository, "src", "steps"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => Path.GetFileName(folder).ToLowerInvariant()).Order(StringComparer.Ordinal).ToList();

    /// <summary>Full path of one executable, or null where it was not built.</summary>
    public static string? Find(string step)
    {
        var published = Path.Combine(SharedData.Repository, "publish", "oceanml-" + step);
        var project = Directory.EnumerateDirectories(Path.Combine(SharedData.Repository, "src", "steps")).Single(folder => Path.GetFileName(folder).Equals(step, StringComparison.OrdinalIgnoreCase));
        var built = Path.Combine(SharedData.Repository, "artifacts", "bin", Path.GetFileName(project), "release_linux-x64", "oceanml-" + step);
        return new[] { published, built }.Where(File.Exists).MaxBy(path => NewestWrite(path));
    }

    private static DateTime NewestWrite(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var own = File.GetLastWriteTimeUtc(path);
        return Path.GetFileName(folder) == "publish" ? own : Directory.EnumerateFiles(folder, "*.dll").Select(File.GetLastWriteTimeUtc).Append(own).Max();
    }

    private static string Gather()
    {
        var folder = Directory.CreateTempSubdirectory("oceanml-path-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var step in Steps)
        {
            if (Find(step) is { } executable) File.CreateSymbolicLink(Path.Combine(folder, "oceanml-" + step), executable);
        }

        return folder;
    }
}
