using System.Net;
using Polly;
using Polly.Retry;

namespace OceanML.Formats.Access;

/// <summary>How servers are asked: with patience, again where that may help, and never for what will not change.</summary>
internal static class HttpPatience
{
    /// <summary>A client that leaves the lengths of transfers alone and names itself.</summary>
    /// <param name="options">Patience.</param>
    /// <param name="agent">Name and version of this program, for the server's log.</param>
    public static HttpClient Client(HttpSourceOptions options, string agent)
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = options.Timeout * 0.9, AutomaticDecompression = DecompressionMethods.None })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        return client;
    }

    /// <summary>Tries again, waiting longer each time.</summary>
    /// <param name="options">How often, and how long the first wait is.</param>
    /// <param name="isTransient">Whether a failure may pass.</param>
    public static ResiliencePipeline Retry(HttpSourceOptions options, Func<Exception, bool> isTransient) =>
        options.Retries == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is { } exception && isTransient(exception)),
                    MaxRetryAttempts = options.Retries,
                    Delay = options.FirstDelay,
                    MaxDelay = TimeSpan.FromSeconds(30),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                })
                .Build();

    /// <summary>Whether a failure may pass: silence, a cut, an overloaded server; not a refusal.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
        IOException when IsDiskFull(exception) => false,
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the disk is full, or a quota: no server can help.</summary>
    public static bool IsDiskFull(Exception exception) =>
        exception is IOException && (exception.Message.StartsWith("No space left", StringComparison.Ordinal) || exception.Message.Contains("quota", StringComparison.OrdinalIgnoreCase));
}
