using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>The open file that a variable lies in.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Handle">Its handle.</param>
/// <param name="Threads">Number of threads that decompress values.</param>
internal sealed record NetCdfSource(string Path, NetCdfHandle Handle, int Threads)
{
    /// <summary>How values are read where the dataset is on a server; null for a file.</summary>
    public RemoteReading? Remote { get; init; }

    /// <summary>Runs work on the thread of libnetcdf, while the file is open.</summary>
    public void Run(Action work) =>
        NetCdfStatus.Run(() =>
        {
            ObjectDisposedException.ThrowIf(Handle.IsClosed || Handle.IsInvalid, typeof(NetCdfFile));
            work();
        });
}
