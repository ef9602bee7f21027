using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Formats.Remote;

/// <summary>Requests to an OPeNDAP server, each answer a whole file in a folder, and failures in plain words.</summary>
internal sealed partial class OpendapRequests : IDisposable
{
    private readonly HttpClient client;
    private readonly HttpSourceOptions options;
    private readonly string name;
    private readonly string folder;
    private int files;

    public OpendapRequests(string name, string folder, HttpSourceOptions options, string agent)
    {
        (this.name, this.folder, this.options) = (name, folder, options);
        client = HttpPatience.Client(options, agent);
    }

    /// <summary>A file name that is still free.</summary>
    public string NewFile(string ending) => Path.Combine(folder, FormattableString.Invariant($"{++files}{ending}"));

    /// <summary>Asks; the answer is a file.</summary>
    /// <param name="address">What is asked.</param>
    /// <param name="mayBeAbsent">Whether an answer of 400, 404 or 406 is null rather than a failure.</param>
    /// <exception cref="OceanException">The server cannot be reached, refuses, or falls silent.</exception>
    public string? Ask(string address, bool mayBeAbsent = false)
    {
        var path = NewFile(".answer");
        var transfer = new HttpTransfer(client, new Uri(address), path, options.Timeout, isNetCdf: false);
        try
        {
            HttpPatience.Retry(options, HttpPatience.IsTransient)
                .ExecuteAsync(async token => await transfer.RunAsync(token).ConfigureAwait(false), CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return path;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is { } status)
        {
            if (mayBeAbsent && (int)status is 400 or 404 or 406) return null;
            var words = Words(transfer.Answer);
            throw OceanException.Unreachable($"{name}: the server answered {(int)status} {status}{(words.Length > 0 ? $": {words}" : "")}", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            if (HttpPatience.IsDiskFull(exception)) throw OceanException.Unreachable($"{path}: cannot be written: {exception.Message}", exception);
            throw OceanException.Unreachable($"{name}: {exception.Message.TrimEnd('.')}{(exception is TimeoutException ? "; ask for less, or wait longer with --timeout" : "")}", exception);
        }
    }

    /// <summary>The words of an error: the message of DAP2's <c>Error { … }</c> or of DAP4's error document, else the text of a page.</summary>
    public static string Words(string answer)
    {
        var message = Dap4Message().Match(answer);
        return message.Success ? ErddapAnswer.Words(message.Groups[1].Value) : ErddapAnswer.Words(answer);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<(?:\\w+:)?Message[^>]*>(.*?)</", RegexOptions.Singleline)]
    private static partial Regex Dap4Message();
}
