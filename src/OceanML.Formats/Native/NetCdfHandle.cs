using System.Runtime.InteropServices;

namespace OceanML.Formats.Native;

/// <summary>An open file of libnetcdf, closed on its thread.</summary>
internal sealed class NetCdfHandle : SafeHandle
{
    // Identifiers of libnetcdf start at 65536; -1 stands for none.
    public NetCdfHandle(int file)
        : base(-1, ownsHandle: true) => SetHandle(file);

    public int File => (int)handle;

    /// <summary>The same file through the HDF5 library, where its chunks are read directly.</summary>
    public Hdf5File? Hdf5 { get; set; }

    public override bool IsInvalid => handle == -1;

    /// <summary>Closes the file and returns the status; the handle is then released.</summary>
    public int CloseFile()
    {
        var file = File;
        SetHandleAsInvalid();
        return NetCdfThread.Run(() => Close(file, Hdf5));
    }

    protected override bool ReleaseHandle()
    {
        var (file, hdf5) = (File, Hdf5);
        NetCdfThread.Post(() => _ = Close(file, hdf5));
        return true;
    }

    // libnetcdf lets a file go only when none of its datasets is open.
    private static int Close(int file, Hdf5File? hdf5)
    {
        hdf5?.Close();
        return NetCdfNative.nc_close(file);
    }
}
