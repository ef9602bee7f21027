using Xunit;

namespace OceanML.Tests;

/// <summary>
/// Real files written by others, kept beside the repository (../shared) or where OCEANML_SHARED points; a test that needs them
/// skips with a plain message where they are absent.
/// </summary>
internal static class SharedData
{
    /// <summary>Root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Full path of a shared file or folder, e.g. <c>data/argo/index</c>; skips the test where it is absent.</summary>
    public static string Path(string relative)
    {
        var root = Environment.GetEnvironmentVariable("OCEANML_SHARED") is { Length: > 0 } set
            ? set
            : System.IO.Path.Combine(Repository, "..", "shared");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
        if (!File.Exists(path) && !Directory.Exists(path)) Assert.Skip($"shared data absent: {relative} (set OCEANML_SHARED)");
        return path;
    }

    /// <summary>Full path of a file of the repository's test-data folder.</summary>
    public static string TestData(string relative) => System.IO.Path.Combine(Repository, "test-data", relative);

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "galaxy-oceanml.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }
}
