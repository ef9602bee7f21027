using System.Net;
using OceanML.Core;
using Polly;

namespace OceanML.Formats.Access;

/// <summary>
/// A GDAC over HTTP. Files land in a cache folder, each under its path below <c>dac/</c>, and only when whole: a transfer goes to a
/// <c>.part</c> file, is resumed by Range after a failure, and is moved into place when its length is what the server announced.
/// </summary>
public sealed class HttpSource : IProfileSource, IDisposable
{
    private readonly HttpClient client;
    private readonly Uri root;
    private readonly string cache;
    private readonly HttpSourceOptions options;
    private readonly ResiliencePipeline retry;

    /// <summary>Opens a server.</summary>
    /// <param name="url">Address of the folder that holds <c>dac/</c>, or of <c>dac/</c> itself.</param>
    /// <param name="cache">Folder to keep files in.</param>
    /// <param name="options">Patience.</param>
    /// <param name="agent">Name and version of this program, for the server's log.</param>
    /// <exception cref="OceanException">Not an http or https address.</exception>
    public HttpSource(string url, string cache, HttpSourceOptions options, string agent)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw OceanException.Usage($"'{url}' is not an http:// or https:// address; e.g. https://data-argo.ifremer.fr");
        root = address.AbsolutePath.EndsWith("/dac/", StringComparison.Ordinal) ? address : new Uri(address, "dac/");
        (this.cache, this.options, Name) = (cache, options, url);
        client = HttpPatience.Client(options, agent);
        retry = HttpPatience.Retry(options, HttpPatience.IsTransient);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<ProfileFetch> FetchAsync(GdacEntry entry, CancellationToken cancel)
    {
        var target = Path.Combine(cache, entry.File);
        if (File.Exists(target) && !IsOutdated(target, entry)) return ProfileFetch.At(target);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = $"{target}.{Environment.ProcessId}.part";
        try
        {
            var address = new Uri(root, entry.File);
            var transfer = new HttpTransfer(client, address, partial, options.Timeout);
            await retry.ExecuteAsync(async token => await transfer.RunAsync(token).ConfigureAwait(false), cancel).ConfigureAwait(false);
            File.SetLastWriteTimeUtc(partial, transfer.LastModified?.UtcDateTime ?? DateTime.UtcNow);
            File.Move(partial, target, overwrite: true);
            return ProfileFetch.At(target);
        }
        catch (HttpRequestException exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return ProfileFetch.Missing("in the index, not on the server (404)");
        }
        catch (HttpRequestException exception) when (exception.StatusCode is { } status)
        {
            return ProfileFetch.Unreachable($"the server answered {(int)status} {status}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            return ProfileFetch.Unreachable(exception.Message.TrimEnd('.'));
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>The index says when a file last changed: an older copy is fetched again.</summary>
    private static bool IsOutdated(string path, GdacEntry entry) =>
        entry.Updated != Timestamp.Missing && File.GetLastWriteTimeUtc(path) < Timestamp.ToDateTime(entry.Updated);
}
