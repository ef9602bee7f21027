using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Formats.Native;

/// <summary>Turns a status of libnetcdf into an error that names the file.</summary>
internal static class NetCdfStatus
{
    private const int NoSuchAttribute = -43;
    private const int OutOfMemory = -61;
    private const int HdfError = -101;

    /// <summary>Does nothing for status 0.</summary>
    /// <param name="status">What a function of libnetcdf returned; positive values are system errors.</param>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="doing">What was being done, e.g. <c>reading variable 'CHLA'</c>.</param>
    /// <exception cref="OceanException">The status is not 0.</exception>
    public static void Check(int status, string path, string doing)
    {
        if (status != 0) throw Failure(status, path, doing);
    }

    /// <summary>Whether the status says that there is no such attribute.</summary>
    public static bool IsMissingAttribute(int status) => status == NoSuchAttribute;

    /// <summary>The error for a status.</summary>
    public static OceanException Failure(int status, string path, string doing)
    {
        var reason = Marshal.PtrToStringUTF8(NetCdfNative.nc_strerror(status)) ?? $"status {status}";
        return status switch
        {
            > 0 => OceanException.Unreachable($"{path}: {doing} failed: {reason}"),
            OutOfMemory => OceanException.Unreachable($"{path}: {doing} needs more memory than there is"),
            HdfError => OceanException.BadInput($"{path}: {doing} failed; the netCDF-4 file is damaged or truncated (HDF5 error)"),
            _ => OceanException.BadInput($"{path}: {doing} failed ({reason.Replace("NetCDF: ", "", StringComparison.Ordinal)})"),
        };
    }

    /// <summary>The error for a status of a call on a dataset of an OPeNDAP server: the server or the network, not a file.</summary>
    /// <param name="status">What the function returned.</param>
    /// <param name="address">The dataset.</param>
    /// <param name="doing">What was being done.</param>
    public static OceanException RemoteFailure(int status, string address, string doing)
    {
        var reason = (Marshal.PtrToStringUTF8(NetCdfNative.nc_strerror(status)) ?? $"status {status}").Replace("NetCDF: ", "", StringComparison.Ordinal);
        return OceanException.Unreachable($"{address}: {doing} failed: the server cannot be reached, took too long, or did not answer as an OPeNDAP server ({reason})");
    }

    /// <summary>The error for a status of a call that writes: a full or failed disk is told as such, not as a damaged file.</summary>
    /// <param name="status">What the function returned.</param>
    /// <param name="path">The file being written.</param>
    /// <param name="doing">What was being done.</param>
    public static OceanException WriteFailure(int status, string path, string doing)
    {
        if (status is <= 0 and not HdfError) return Failure(status, path, doing);
        if (status > 0) return OceanException.Unreachable($"{path}: cannot be written: {Marshal.PtrToStringUTF8(NetCdfNative.nc_strerror(status))}");
        return OceanException.Unreachable($"{path}: cannot be written: {(IsFull(path) ? "no space left on the device" : "the disk, a quota or the file system failed")} ({doing})");
    }

    // HDF5 does not tell why it could not write.
    private static bool IsFull(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/").AvailableFreeSpace < 1 << 20;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Runs work on the thread of libnetcdf, with a plain error where the library is not installed.</summary>
    public static T Run<T>(Func<T> work)
    {
        try
        {
            return NetCdfThread.Run(work);
        }
        catch (DllNotFoundException exception)
        {
            throw OceanException.Unreachable(
                $"{NetCdfNative.Library} is not installed; install the package {NetCdfNative.DebianPackage} (apt-get install {NetCdfNative.DebianPackage})",
                exception);
        }
    }

    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public static void Run(Action work) =>
        Run<object?>(() =>
        {
            work();
            return null;
        });
}
