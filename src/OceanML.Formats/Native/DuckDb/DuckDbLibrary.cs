using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Formats.Native.DuckDb;

/// <summary>
/// Finds and loads <c>libduckdb.so</c>, on first use only: a step that reads nothing but netCDF never pays for it.
/// Looked for in this order: beside the executable; the file named by <c>OCEANML_DUCKDB</c>; in <c>node_modules</c> of the
/// repository that holds the executable (development and tests).
/// </summary>
internal static class DuckDbLibrary
{
    /// <summary>The name the entry points are bound to: the SONAME of the library, which the loader finds once it is loaded.</summary>
    public const string Name = "libduckdb.so";

    private const string InRepository = "node_modules/@duckdb/node-bindings-linux-x64/" + Name;

    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>Loads the library unless that has been done.</summary>
    /// <exception cref="OceanException">It is nowhere, or cannot be loaded.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static nint Load()
    {
        var path = Find() ?? throw OceanException.Unreachable(
            $"{Name} (DuckDB, reads and writes tables) is not beside the executable in {AppContext.BaseDirectory}; "
            + "set OCEANML_DUCKDB to its path, or in a clone of the repository run: npm ci");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw OceanException.Unreachable($"{path}: cannot be loaded as DuckDB's library: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    private static string? Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Name);
        if (File.Exists(beside)) return beside;
        if (Environment.GetEnvironmentVariable("OCEANML_DUCKDB") is { Length: > 0 } set) return set;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, InRepository);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
