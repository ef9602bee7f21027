using System.Net;

namespace OceanML.Formats.Access;

/// <summary>Why a transfer failed, and whether to try again.</summary>
internal sealed class HttpFailure(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The status the server answered, or null where it did not.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>How long the server asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it may go better the next time.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the server itself cannot be reached: no name, no connection, no secure connection.</summary>
    public bool IsServerDown { get; init; }

    /// <summary>A failure of the client's own words.</summary>
    public static HttpFailure From(HttpRequestException exception)
    {
        if (exception.StatusCode is { } status) return OfStatus(status, null);
        var isDown = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        return new HttpFailure(exception.Message.TrimEnd('.'), exception) { IsTransient = true, IsServerDown = isDown };
    }

    /// <summary>An answer that is an error.</summary>
    public static HttpFailure OfStatus(HttpStatusCode status, TimeSpan? retryAfter) => new($"the server answered {(int)status} {status}")
    {
        Status = status,
        RetryAfter = retryAfter,
        IsTransient = (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
    };
}
