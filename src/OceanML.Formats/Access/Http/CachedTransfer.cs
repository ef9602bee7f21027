using System.Net;
using System.Net.Http.Headers;

namespace OceanML.Formats.Access;

/// <summary>One file on its way from a server to its part on disk; run again after a failure, by this process or a later one, it goes on where it stopped.</summary>
/// <param name="client">The client.</param>
/// <param name="address">Address of the file.</param>
/// <param name="partial">Where it arrives.</param>
/// <param name="kind">What it must be.</param>
/// <param name="patience">Longest silence of the server.</param>
internal sealed class CachedTransfer(HttpClient client, Uri address, PartialFile partial, TransferKind kind, TimeSpan patience)
{
    /// <summary>Only a version of the file other than this one is wanted.</summary>
    public (EntityTagHeaderValue? Tag, DateTimeOffset? Modified) Known { get; init; }

    /// <summary>Transfers what is not there yet; false where the server has but the known version.</summary>
    /// <exception cref="HttpFailure">The server refused, cannot be reached, fell silent, or the transfer stopped short.</exception>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(patience);
        try
        {
            return await TransferAsync(silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            // The handler tells a connection that never came about by a timeout inside.
            var isDown = exception.InnerException is TimeoutException && !silence.IsCancellationRequested;
            throw new HttpFailure(isDown ? "the server does not answer" : $"the server was silent for {patience.TotalSeconds:0.#} s", exception) { IsTransient = true, IsServerDown = isDown };
        }
        catch (HttpRequestException exception)
        {
            throw HttpFailure.From(exception);
        }
    }

    private async Task<bool> TransferAsync(CancellationTokenSource silence)
    {
        var have = partial.Local(partial.Have);
        using var request = Request(have);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotModified && have == 0 && (Known.Tag is not null || Known.Modified is not null)) return false;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing is left to send where the process was killed between the last byte and the move into place.
            if (have > 0 && response.Content.Headers.ContentRange?.Length == have && partial.Local(() => kind.IsRight(partial.Path))) return true;
            partial.Discard();
            throw new HttpFailure("the server no longer knows the part already transferred") { IsTransient = true };
        }

        if (!response.IsSuccessStatusCode) throw HttpFailure.OfStatus(response.StatusCode, response.Headers.RetryAfter?.Delta);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent)) throw new HttpFailure($"the server answered {(int)response.StatusCode} {response.StatusCode}, not a file");
        var resumes = Resumes(response, have);
        if (response.Content.Headers.ContentEncoding.Count > 0) throw new HttpFailure($"the server sent the file compressed ({string.Join(", ", response.Content.Headers.ContentEncoding)}), which was not asked for");
        var length = resumes ? response.Content.Headers.ContentRange!.Length : response.Content.Headers.ContentLength;
        if (length is null && response.Headers.TransferEncodingChunked != true)
            throw new HttpFailure("the server does not tell the length of the file, so a cut could not be noticed");

        var arrived = await CopyAsync(response, resumes, silence).ConfigureAwait(false);
        if (length is { } announced && announced != arrived)
        {
            if (arrived > announced) partial.Discard();
            throw new HttpFailure($"the transfer stopped at {arrived} of {announced} bytes") { IsTransient = true };
        }

        if (partial.Local(() => kind.IsRight(partial.Path))) return true;
        partial.Discard();
        throw new HttpFailure($"the server sent something that is not {kind.Name}");
    }

    private HttpRequestMessage Request(long have)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (have > 0)
        {
            // A file that changed meanwhile must come whole: the server then answers 200 instead of 206.
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.IfRange = partial.Tag is not null ? new RangeConditionHeaderValue(partial.Tag) : new RangeConditionHeaderValue(partial.Modified!.Value);
        }
        else
        {
            if (Known.Tag is not null) request.Headers.IfNoneMatch.Add(Known.Tag);
            if (Known.Modified is not null) request.Headers.IfModifiedSince = Known.Modified;
        }

        return request;
    }

    /// <summary>Whether the answer is the rest of the part. A server that ignores If-Range sends the rest of another version: its tag or date tells.</summary>
    private bool Resumes(HttpResponseMessage response, long have)
    {
        if (response.StatusCode != HttpStatusCode.PartialContent) return false;
        var (tag, modified) = (response.Headers.ETag, response.Content.Headers.LastModified);
        var isOther = (partial.Tag is not null && tag is not null && !tag.Equals(partial.Tag)) || (partial.Modified is not null && modified is not null && modified != partial.Modified);
        if (have > 0 && !isOther && response.Content.Headers.ContentRange is { From: { } from, Length: not null } && from == have) return true;
        partial.Discard();
        throw new HttpFailure(isOther ? "the file changed on the server during the transfer" : "the server sent another part of the file than asked") { IsTransient = true };
    }

    private async Task<long> CopyAsync(HttpResponseMessage response, bool resumes, CancellationTokenSource silence)
    {
        var file = resumes ? partial.Continue() : partial.Begin(response.Headers.ETag, response.Content.Headers.LastModified);
        try
        {
            await using (file.ConfigureAwait(false))
            {
                var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
                await using (body.ConfigureAwait(false))
                {
                    var buffer = new byte[1 << 16];
                    while (await ReadAsync(body, buffer, silence).ConfigureAwait(false) is var count and > 0)
                        await file.WriteAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
                }

                file.Flush(flushToDisk: true);
                return file.Position;
            }
        }
        catch (IOException exception)
        {
            // A full disk stays full as long as the part lies on it.
            var failure = partial.DiskFailure(exception);
            partial.Discard();
            throw failure;
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationTokenSource silence)
    {
        try
        {
            var count = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            silence.CancelAfter(patience);
            return count;
        }
        catch (IOException exception)
        {
            throw new HttpFailure($"the transfer stopped short ({exception.Message.TrimEnd('.')})", exception) { IsTransient = true };
        }
    }
}
