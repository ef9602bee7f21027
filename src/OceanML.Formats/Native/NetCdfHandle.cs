using System.Runtime.InteropServices;

namespace OceanML.Formats.Native;

/// <summary>An open file of libnetcdf, closed on its thread.</summary>
internal sealed class NetCdfHandle : SafeHandle
{
    // Identifiers of libnetcdf start at 65536; -1 stands for none.
    public NetCdfHandle(int file)
        : base(-1, ownsHandle: true) => SetHandle(file);

    public int File => (int)handle;

    public override bool IsInvalid => handle == -1;

    /// <summary>Closes the file and returns the status; the handle is then released.</summary>
    public int CloseFile()
    {
        var file = File;
        SetHandleAsInvalid();
        return NetCdfThread.Run(() => NetCdfNative.nc_close(file));
    }

    protected override bool ReleaseHandle()
    {
        var file = File;
        NetCdfThread.Post(() => _ = NetCdfNative.nc_close(file));
        return true;
    }
}
