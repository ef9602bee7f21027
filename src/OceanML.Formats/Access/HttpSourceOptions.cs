namespace OceanML.Formats.Access;

/// <summary>How patient an <see cref="HttpSource"/> is.</summary>
/// <param name="Retries">Times a failed transfer is tried again; it goes on where it stopped.</param>
/// <param name="FirstDelay">Wait before the first retry; it doubles each time, up to 30 s, with some jitter.</param>
/// <param name="Timeout">Longest silence of the server: until the first byte, and between bytes.</param>
public sealed record HttpSourceOptions(int Retries, TimeSpan FirstDelay, TimeSpan Timeout)
{
    /// <summary>Four retries from 1 s, 60 s of silence.</summary>
    public static readonly HttpSourceOptions Default = new(4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
}
