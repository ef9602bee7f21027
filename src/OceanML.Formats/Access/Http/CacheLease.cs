using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OceanML.Core;
using OceanML.Formats.Native;

namespace OceanML.Formats.Access;

/// <summary>
/// The right of one process to write a file of a cache that several share: a lock on one of a few files in <c>.locks</c>. On a file system without locks every
/// process has the lease, and its parts a name of its own.
/// </summary>
internal sealed class CacheLease : IDisposable
{
    private const int Locks = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SafeFileHandle file;

    private CacheLease(SafeFileHandle file, bool isExclusive) => (this.file, IsExclusive) = (file, isExclusive);

    /// <summary>Whether no other process has the lease meanwhile.</summary>
    public bool IsExclusive { get; }

    /// <summary>Waits until no other transfer holds the lease of a file.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="name">The file, as a path in the cache.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="OceanException">The cache cannot be written.</exception>
    public static async Task<CacheLease> TakeAsync(string cache, string name, CancellationToken cancel)
    {
        var file = Open(cache, Path.Combine(cache, ".locks", (Number(name) % Locks).ToString("000", CultureInfo.InvariantCulture)));
        try
        {
            while (true)
            {
                var taken = FileLock.TryTake(file);
                if (taken is not false) return new CacheLease(file, taken is true);
                await Task.Delay(Pause, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Where a file arrives.</summary>
    /// <param name="target">Where it is to lie when it is whole.</param>
    public PartialFile Part(string target) => new(target, IsExclusive ? "" : string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}-{Environment.CurrentManagedThreadId}"));

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static SafeFileHandle Open(string cache, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return FileLock.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.Unreachable($"{cache}: the cache cannot be written: {exception.Message.TrimEnd('.')}; choose another folder with --cache, or use what is there with --offline", exception);
        }
    }

    /// <summary>The same number for a name in every process.</summary>
    private static uint Number(string name)
    {
        var number = 2_166_136_261;
        foreach (var character in name) number = (number ^ character) * 16_777_619;
        return number;
    }
}
