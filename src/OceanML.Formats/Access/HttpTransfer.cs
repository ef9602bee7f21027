using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Access;

/// <summary>One file on its way from a server to a partial file; run again after a failure, it goes on where it stopped.</summary>
/// <param name="client">The client.</param>
/// <param name="address">The file.</param>
/// <param name="partial">Where it goes.</param>
/// <param name="patience">Longest silence of the server.</param>
/// <param name="isNetCdf">Whether the file must be netCDF; what is not is taken for an error page.</param>
internal sealed class HttpTransfer(HttpClient client, Uri address, string partial, TimeSpan patience, bool isNetCdf = true)
{
    private const int MostWords = 1 << 14;

    private EntityTagHeaderValue? tag;

    /// <summary>When the server says the file changed last.</summary>
    public DateTimeOffset? LastModified { get; private set; }

    /// <summary>What the server said instead of sending the file: the beginning of its error page, with whatever status; empty where it said nothing.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Transfers what is not there yet.</summary>
    /// <exception cref="HttpRequestException">The server refused or cannot be reached.</exception>
    /// <exception cref="IOException">The transfer stopped short, or the disk failed.</exception>
    /// <exception cref="TimeoutException">The server fell silent.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(patience);
        try
        {
            // Without a validator a changed file could be glued to the part of the old one: then it starts afresh.
            var canResume = tag is { IsWeak: false } || LastModified is not null;
            var have = canResume && File.Exists(partial) ? new FileInfo(partial).Length : 0;
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (have > 0)
            {
                request.Headers.Range = new RangeHeaderValue(have, null);

                // A file that changed meanwhile must come whole: the server then answers 200 instead of 206.
                if (tag is { IsWeak: false }) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
                else if (LastModified is { } modified) request.Headers.IfRange = new RangeConditionHeaderValue(modified);
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                File.Delete(partial);
                throw new IOException("the server no longer knows the part already transferred");
            }

            Answer = response.IsSuccessStatusCode ? "" : await WordsAsync(response, silence.Token).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            tag = response.Headers.ETag;
            LastModified = response.Content.Headers.LastModified;
            var resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
            if (!resumes)
            {
                if (response.StatusCode == HttpStatusCode.PartialContent) throw new HttpRequestException("the server sent another part of the file than asked");
                have = 0;
            }

            var whole = resumes ? response.Content.Headers.ContentRange?.Length : response.Content.Headers.ContentLength;
            var length = await CopyAsync(response, have, silence).ConfigureAwait(false);
            if (whole is { } announced && announced != length)
                throw new IOException($"the transfer stopped at {length} of {announced} bytes");

            // A server in maintenance, or a portal on the way, answers 200 with a page of HTML.
            if (!isNetCdf || NetCdfFile.IsNetCdf(partial)) return;
            Answer = Head();
            File.Delete(partial);
            throw new HttpRequestException("the server sent something that is not netCDF");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"the server was silent for {patience.TotalSeconds:0.#} s");
        }
    }

    private string Head()
    {
        using var file = File.OpenRead(partial);
        var head = new byte[MostWords];
        return Encoding.UTF8.GetString(head, 0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
    }

    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                var head = new byte[MostWords];
                return Encoding.UTF8.GetString(head, 0, await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false));
            }
        }
        catch (IOException)
        {
            // The status says enough.
            return "";
        }
    }

    private async Task<long> CopyAsync(HttpResponseMessage response, long have, CancellationTokenSource silence)
    {
        var file = new FileStream(partial, have > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                var buffer = new byte[1 << 16];
                while (await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false) is var count and > 0)
                {
                    await file.WriteAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
                    silence.CancelAfter(patience);
                }
            }

            return file.Position;
        }
    }
}
