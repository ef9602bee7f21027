namespace OceanML.Formats.Access;

/// <summary>How patient an <see cref="HttpSource"/> is.</summary>
/// <param name="Retries">Times a failed transfer is tried again; it goes on where it stopped.</param>
/// <param name="FirstDelay">Wait before the first retry; it doubles each time, up to 30 s, with some jitter. A server that asks to wait is obeyed, up to a minute.</param>
/// <param name="Timeout">Longest silence of the server: until the first byte, and between bytes.</param>
/// <param name="IsOffline">Whether only what is in the cache is used.</param>
public sealed record HttpSourceOptions(int Retries, TimeSpan FirstDelay, TimeSpan Timeout, bool IsOffline = false)
{
    /// <summary>Four retries from 1 s, 60 s of silence.</summary>
    public static readonly HttpSourceOptions Default = new(4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
}
