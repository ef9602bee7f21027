namespace OceanML.Formats.NetCdf;

/// <summary>A dimension.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length, now.</param>
/// <param name="IsUnlimited">Whether it can grow.</param>
public sealed record NetCdfDimension(string Name, long Length, bool IsUnlimited = false);
