namespace OceanML.Formats.NetCdf;

/// <summary>How values of a dataset on a server are read.</summary>
/// <param name="Retries">Times a failed request is tried again.</param>
/// <param name="FirstDelay">Wait before the first retry; it doubles each time.</param>
/// <param name="Fetch">Gives the stored bytes of a hyperslab, in memory order of the machine; null, from it or in its place, leaves it to libnetcdf.</param>
internal sealed record RemoteReading(int Retries, TimeSpan FirstDelay, Func<NetCdfVariable, NetCdfSlab, byte[]?>? Fetch = null);
