using System.Net;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>
/// A GDAC over HTTP. Files land in a cache folder, each under its path below <c>dac/</c>, and only when whole: a transfer goes to a <c>.part</c> file, is resumed
/// by Range after a failure or in a later run, and is moved into place when its length is what the server announced.
/// </summary>
public sealed class HttpSource : IProfileSource, IDisposable
{
    private readonly HttpCache cache;
    private readonly Uri root;

    /// <summary>Opens a server.</summary>
    /// <param name="url">Address of the folder that holds <c>dac/</c>, or of <c>dac/</c> itself.</param>
    /// <param name="cache">Folder to keep files in; several processes may share it.</param>
    /// <param name="options">Patience.</param>
    /// <param name="agent">Name and version of this program, for the server's log.</param>
    /// <exception cref="OceanException">Not an http or https address.</exception>
    public HttpSource(string url, string cache, HttpSourceOptions options, string agent)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw OceanException.Usage($"'{url}' is not an http:// or https:// address; e.g. https://data-argo.ifremer.fr");
        root = address.AbsolutePath.EndsWith("/dac/", StringComparison.Ordinal) ? new Uri(address, "../") : address;
        (this.cache, Name) = (new HttpCache(cache, options, agent), url);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Unreachable => cache.Down?.Message;

    /// <inheritdoc/>
    public async Task<ProfileFetch> FetchAsync(GdacEntry entry, CancellationToken cancel)
    {
        try
        {
            return ProfileFetch.At(await cache.GetAsync(entry.File, new Uri(root, "dac/" + entry.File), TransferKind.NetCdf, entry.Updated, cancel).ConfigureAwait(false));
        }
        catch (HttpFailure failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return ProfileFetch.Missing(failure.Message.StartsWith("the server", StringComparison.Ordinal) ? $"in the index, not on the server ({(int)failure.Status})" : failure.Message);
        }
        catch (HttpFailure failure)
        {
            return ProfileFetch.Unreachable(failure.Message);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OceanException">The server does not give it, or cannot be reached.</exception>
    public string? Fetch(IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        foreach (var name in names)
        {
            try
            {
                return cache.GetCurrentAsync(name, new Uri(root, name), TransferKind.IndexText, cancel).GetAwaiter().GetResult().Path;
            }
            catch (HttpFailure failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                // The next name may be there.
            }
            catch (HttpFailure failure)
            {
                throw OceanException.Unreachable($"{new Uri(root, name)}: {failure.Message}", failure);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();
}
