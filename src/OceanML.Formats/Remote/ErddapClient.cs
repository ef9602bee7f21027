using System.Net;
using OceanML.Core;
using OceanML.Formats.Access;
using Polly;

namespace OceanML.Formats.Remote;

/// <summary>Asks an ERDDAP server, and tells what its answers mean. Files are fetched whole or not at all.</summary>
public sealed class ErddapClient : IDisposable
{
    private readonly HttpClient client;
    private readonly HttpSourceOptions options;
    private readonly string folder;
    private int files;

    /// <summary>Opens a dataset.</summary>
    /// <param name="address">The dataset.</param>
    /// <param name="folder">Folder for files; it must exist.</param>
    /// <param name="options">Patience.</param>
    /// <param name="agent">Name and version of this program, for the server's log.</param>
    public ErddapClient(ErddapAddress address, string folder, HttpSourceOptions options, string agent)
    {
        (Address, this.folder, this.options) = (address, folder, options);
        client = HttpPatience.Client(options, agent);
    }

    /// <summary>The dataset.</summary>
    public ErddapAddress Address { get; }

    /// <summary>Requests for data answered with a file so far.</summary>
    public int Answered { get; private set; }

    /// <summary>What the server says of the dataset.</summary>
    /// <exception cref="OceanException">It cannot be reached, or does not know it.</exception>
    public ErddapInfo Describe()
    {
        var path = Path.Combine(folder, "info.json");
        var reply = Fetch(Address.Info, path, isNetCdf: false);
        if (reply is ErddapReply.Here) return ErddapInfo.Read(path, Address.Text);
        throw OceanException.Unreachable($"{Address.Text}: the server has no such dataset");
    }

    /// <summary>Fetches what a query asks for as a netCDF file.</summary>
    /// <remarks>
    /// netCDF, among the formats of ERDDAP, because it keeps what text loses: units, standard names, fill values and types of the variables, times
    /// as numbers with their unit; and because a file that is cut or is no file at all is recognised.
    /// </remarks>
    /// <param name="query">The query, percent-encoded.</param>
    /// <returns>The file and what became of it.</returns>
    /// <exception cref="OceanException">The server cannot be reached, or refuses the query.</exception>
    internal (ErddapReply Reply, string Path) Fetch(string query)
    {
        var path = Path.Combine(folder, FormattableString.Invariant($"{++files}.nc"));
        var reply = Fetch(Address.Request(query), path, isNetCdf: true);
        if (reply == ErddapReply.Here) Answered++;
        return (reply, path);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private ErddapReply Fetch(Uri address, string path, bool isNetCdf)
    {
        var transfer = new HttpTransfer(client, address, path, options.Timeout, isNetCdf);
        var retry = HttpPatience.Retry(options, exception => HttpPatience.IsTransient(exception) && !IsFinal(exception, transfer.Answer));
        try
        {
            retry.ExecuteAsync(async token => await transfer.RunAsync(token).ConfigureAwait(false), CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return ErddapReply.Here;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            if (HttpPatience.IsDiskFull(exception)) throw OceanException.Unreachable($"{path}: cannot be written: {exception.Message}", exception);
            var status = (exception as HttpRequestException)?.StatusCode;
            if (ErddapAnswer.IsNothing(transfer.Answer)) return ErddapReply.Nothing;
            if (isNetCdf && ErddapAnswer.IsTooMuch(status, transfer.Answer)) return ErddapReply.TooMuch;
            throw Failure(exception, status, transfer.Answer);
        }
    }

    // What was understood and refused will be refused again.
    private static bool IsFinal(Exception exception, string answer) =>
        ErddapAnswer.IsNothing(answer) || ErddapAnswer.IsTooMuch((exception as HttpRequestException)?.StatusCode, answer) || ErddapAnswer.IsQueryError(answer) || ErddapAnswer.IsUnknownDataset(answer);

    private OceanException Failure(Exception exception, HttpStatusCode? status, string answer)
    {
        var words = ErddapAnswer.Words(answer);
        if (ErddapAnswer.IsUnknownDataset(answer)) return OceanException.Unreachable($"{Address.Text}: the server has no such dataset: {words}", exception);
        if (ErddapAnswer.IsQueryError(answer)) return OceanException.BadInput($"{Address.Text}: the server refuses the query: {words}", exception);
        if (status is { } code) return OceanException.Unreachable($"{Address.Text}: the server answered {(int)code} {code}{(words.Length > 0 ? $": {words}" : "")}", exception);
        if (words.Length > 0) return OceanException.Unreachable($"{Address.Text}: the server sent a page of text instead of data: {words}", exception);
        var advice = exception is TimeoutException ? "; ask for less, or wait longer with --timeout" : "";
        return OceanException.Unreachable($"{Address.Text}: {exception.Message.TrimEnd('.')}{advice}", exception);
    }
}
