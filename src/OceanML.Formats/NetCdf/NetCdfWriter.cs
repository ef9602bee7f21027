using OceanML.Core;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>
/// Writes a netCDF file: groups, dimensions, attributes and variables are declared first, then values are written. Equal calls give
/// equal bytes: no dates are stored.
/// </summary>
public sealed class NetCdfWriter : IDisposable
{
    private readonly NetCdfHandle handle;
    private bool defining = true;

    private NetCdfWriter(string path, NetCdfHandle handle, NetCdfFormat format)
    {
        (Path, this.handle, Format) = (path, handle, format);
        Root = new NetCdfGroupWriter(this, handle.File, null);
    }

    /// <summary>The file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>How it is stored.</summary>
    public NetCdfFormat Format { get; }

    /// <summary>The root group: dimensions, variables and attributes of the file.</summary>
    public NetCdfGroupWriter Root { get; }

    /// <summary>Creates a file, replacing one of the same name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How to store it; classic formats have neither groups, compression nor 64-bit types (but for CDF-5).</param>
    /// <exception cref="OceanException">It cannot be written.</exception>
    public static NetCdfWriter Create(string path, NetCdfFormat format = NetCdfFormat.NetCdf4)
    {
        var mode = NetCdfNative.Clobber | format switch
        {
            NetCdfFormat.NetCdf4 => NetCdfNative.NetCdf4,
            NetCdfFormat.NetCdf4Classic => NetCdfNative.NetCdf4 | NetCdfNative.ClassicModel,
            NetCdfFormat.Offset64 => NetCdfNative.Offset64,
            NetCdfFormat.Cdf5 => NetCdfNative.Data64,
            _ => 0,
        };
        return NetCdfStatus.Run(() =>
        {
            var status = NetCdfNative.nc_create(System.IO.Path.GetFullPath(path), mode, out var id);
            if (status != 0) throw OceanException.Unreachable(NetCdfStatus.Failure(status, path, "creating the netCDF file").Message);
            return new NetCdfWriter(path, new NetCdfHandle(id), format);
        });
    }

    /// <summary>Finishes the file; the values are on disk when it returns.</summary>
    /// <exception cref="OceanException">The disk is full or failed.</exception>
    public void Close()
    {
        if (handle.IsInvalid) return;
        EndDefinitions();
        Check(handle.CloseFile(), "closing the netCDF file");
    }

    /// <summary>Closes the file where <see cref="Close"/> was not called; what was written may then be incomplete.</summary>
    public void Dispose() => handle.Dispose();

    internal void Run(Func<int> call, string doing)
    {
        ObjectDisposedException.ThrowIf(handle.IsInvalid || handle.IsClosed, this);
        NetCdfStatus.Run(() => Check(call(), doing));
    }

    private void Check(int status, string doing)
    {
        if (status != 0) throw NetCdfStatus.WriteFailure(status, Path, doing);
    }

    internal void RequireDefinitions(string what)
    {
        if (!defining) throw new InvalidOperationException($"{what} must be declared before the first values are written");
    }

    internal void EndDefinitions()
    {
        if (!defining) return;
        defining = false;
        Run(() => NetCdfNative.nc_enddef(handle.File), "ending the definitions");
    }
}
