using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OceanML.Core;
using Polly;
using Polly.Retry;

namespace OceanML.Formats.Access;

/// <summary>
/// Files of a server in a folder that several processes may share. A file is there only when it is whole; a part of it, which a later run goes on with,
/// has another name.
/// </summary>
internal sealed class HttpCache : IDisposable
{
    private readonly HttpClient client;
    private readonly HttpSourceOptions options;
    private readonly ResiliencePipeline retry;
    private volatile HttpFailure? down;

    /// <summary>Opens a cache.</summary>
    public HttpCache(string folder, HttpSourceOptions options, string agent)
    {
        (Folder, this.options) = (folder, options);
        client = HttpPatience.Client(options, agent);
        retry = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is HttpFailure { IsTransient: true } && down is null),
                MaxRetryAttempts = Math.Max(1, options.Retries),
                Delay = options.FirstDelay,
                MaxDelay = TimeSpan.FromSeconds(30),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                    arguments.Outcome.Exception is HttpFailure { RetryAfter: { } wait } ? wait < TimeSpan.FromMinutes(1) ? wait : TimeSpan.FromMinutes(1) : null),
            })
            .Build();
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Why the server cannot be reached, once that is known; nothing more is asked of it then.</summary>
    public HttpFailure? Down => down;

    /// <summary>A file at hand, unless it is older than it should be, or from the server.</summary>
    /// <param name="name">Path in the cache.</param>
    /// <param name="address">Address.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="updated">When the file last changed, UTC microseconds, or missing: an older copy is fetched again.</param>
    /// <param name="cancel">Ends the transfer.</param>
    /// <returns>Path of the whole file.</returns>
    /// <exception cref="HttpFailure">The server does not give it.</exception>
    /// <exception cref="OceanException">The disk is full or cannot be written.</exception>
    public async Task<string> GetAsync(string name, Uri address, TransferKind kind, long updated, CancellationToken cancel)
    {
        var target = Path.Combine(Folder, name);
        if (IsFresh(target, updated)) return target;
        if (options.IsOffline) return File.Exists(target) ? target : throw new HttpFailure("is not in the cache, and --offline forbids to fetch it") { Status = HttpStatusCode.NotFound };
        using var lease = await CacheLease.TakeAsync(Folder, name, cancel).ConfigureAwait(false);

        // Another process may have brought it meanwhile.
        if (IsFresh(target, updated)) return target;
        var partial = lease.Part(target);
        partial.Local(() => Directory.CreateDirectory(Path.GetDirectoryName(target)!));
        await RunAsync(new CachedTransfer(client, address, partial, kind, options.Timeout), cancel).ConfigureAwait(false);

        // A server whose dates are older than those of its index must not make every run fetch the file again.
        var changed = partial.Modified?.UtcDateTime ?? DateTime.UtcNow;
        partial.Commit(updated != Timestamp.Missing && changed < Timestamp.ToDateTime(updated) ? Timestamp.ToDateTime(updated) : changed);
        return target;
    }

    /// <summary>The version of a file that the server has now; what is at hand is not fetched again where it is that one.</summary>
    /// <returns>Path of the whole file, and whether it was at hand.</returns>
    /// <exception cref="HttpFailure">The server does not give it.</exception>
    /// <exception cref="OceanException">The disk is full or cannot be written.</exception>
    public async Task<(string Path, bool WasThere)> GetCurrentAsync(string name, Uri address, TransferKind kind, CancellationToken cancel)
    {
        var target = Path.Combine(Folder, name);
        if (options.IsOffline) return File.Exists(target) ? (target, true) : throw new HttpFailure("is not in the cache, and --offline forbids to fetch it") { Status = HttpStatusCode.NotFound };
        using var lease = await CacheLease.TakeAsync(Folder, name, cancel).ConfigureAwait(false);
        var partial = lease.Part(target);
        var version = target + ".version.txt";
        partial.Local(() => Directory.CreateDirectory(Path.GetDirectoryName(target)!));
        var isNew = await RunAsync(new CachedTransfer(client, address, partial, kind, options.Timeout) { Known = Known(target, version) }, cancel).ConfigureAwait(false);
        if (!isNew) return (target, true);
        var (tag, modified) = (partial.Tag, partial.Modified);
        partial.Local(() =>
        {
            File.Delete(version);
            return true;
        });
        partial.Commit(modified?.UtcDateTime ?? DateTime.UtcNow);
        partial.Local(() =>
        {
            File.WriteAllText(version, string.Create(CultureInfo.InvariantCulture, $"{tag}\n{modified:r}\nend\n"));
            return true;
        });
        return (target, false);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<bool> RunAsync(CachedTransfer transfer, CancellationToken cancel)
    {
        if (down is { } known) throw known;
        try
        {
            return options.Retries == 0
                ? await transfer.RunAsync(cancel).ConfigureAwait(false)
                : await retry.ExecuteAsync(async token => await transfer.RunAsync(token).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch (HttpFailure failure) when (failure.IsServerDown)
        {
            down = failure;
            throw;
        }
    }

    /// <summary>The index says when a file last changed; a file of the cache has that time or a later one.</summary>
    private static bool IsFresh(string path, long updated) =>
        File.Exists(path) && (updated == Timestamp.Missing || File.GetLastWriteTimeUtc(path) >= Timestamp.ToDateTime(updated));

    private static (EntityTagHeaderValue? Tag, DateTimeOffset? Modified) Known(string target, string version)
    {
        if (!File.Exists(target) || !File.Exists(version)) return default;
        var lines = File.ReadAllLines(version);
        if (lines.Length < 3 || lines[2] != "end") return default;
        DateTimeOffset? modified = DateTimeOffset.TryParseExact(lines[1], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
        return (EntityTagHeaderValue.TryParse(lines[0], out var tag) ? tag : null, modified);
    }
}
