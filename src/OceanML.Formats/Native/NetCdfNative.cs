using System.Runtime.InteropServices;

namespace OceanML.Formats.Native;

/// <summary>
/// The functions of the netCDF-C library that the collection uses (Debian package libnetcdf19, netCDF-C 4.9). Every function
/// returns a status that <see cref="NetCdfStatus"/> turns into an error, and may be called on <see cref="NetCdfThread"/> alone.
/// </summary>
internal static unsafe partial class NetCdfNative
{
    public const string Library = "libnetcdf.so.19";
    public const string DebianPackage = "libnetcdf19";

    public const int NoWrite = 0;
    public const int Clobber = 0;
    public const int Offset64 = 0x0200;
    public const int NetCdf4 = 0x1000;
    public const int ClassicModel = 0x0100;
    public const int Data64 = 0x0020;
    public const int Global = -1;
    public const int MaxName = 256;

    [LibraryImport(Library)]
    public static partial nint nc_strerror(int status);

    [LibraryImport(Library)]
    public static partial nint nc_inq_libvers();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int nc_open(string path, int mode, out int file);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int nc_create(string path, int mode, out int file);

    [LibraryImport(Library)]
    public static partial int nc_close(int file);

    [LibraryImport(Library)]
    public static partial int nc_enddef(int file);

    [LibraryImport(Library)]
    public static partial int nc_inq_format(int file, out int format);

    [LibraryImport(Library)]
    public static partial int nc_inq_grps(int group, out int count, int* groups);

    [LibraryImport(Library)]
    public static partial int nc_inq_grpname(int group, byte* name);

    [LibraryImport(Library)]
    public static partial int nc_inq_dimids(int group, out int count, int* dimensions, int includeParents);

    [LibraryImport(Library)]
    public static partial int nc_inq_unlimdims(int group, out int count, int* dimensions);

    [LibraryImport(Library)]
    public static partial int nc_inq_dim(int group, int dimension, byte* name, out nuint length);

    [LibraryImport(Library)]
    public static partial int nc_inq_varids(int group, out int count, int* variables);

    [LibraryImport(Library)]
    public static partial int nc_inq_var(int group, int variable, byte* name, out int type, out int rank, int* dimensions, out int attributes);

    [LibraryImport(Library)]
    public static partial int nc_inq_varndims(int group, int variable, out int rank);

    [LibraryImport(Library)]
    public static partial int nc_inq_var_chunking(int group, int variable, out int storage, nuint* lengths);

    [LibraryImport(Library)]
    public static partial int nc_inq_var_deflate(int group, int variable, out int shuffle, out int deflate, out int level);

    [LibraryImport(Library)]
    public static partial int nc_inq_natts(int group, out int count);

    [LibraryImport(Library)]
    public static partial int nc_inq_attname(int group, int variable, int attribute, byte* name);

    [LibraryImport(Library)]
    public static partial int nc_inq_att(int group, int variable, byte* name, out int type, out nuint length);

    [LibraryImport(Library)]
    public static partial int nc_get_att(int group, int variable, byte* name, void* values);

    [LibraryImport(Library)]
    public static partial int nc_free_string(nuint count, byte** strings);

    [LibraryImport(Library)]
    public static partial int nc_get_vara(int group, int variable, nuint* start, nuint* count, void* values);

    [LibraryImport(Library)]
    public static partial int nc_get_vars(int group, int variable, nuint* start, nuint* count, nint* stride, void* values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int nc_def_dim(int group, string name, nuint length, out int dimension);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int nc_def_grp(int parent, string name, out int group);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int nc_def_var(int group, string name, int type, int rank, int* dimensions, out int variable);

    [LibraryImport(Library)]
    public static partial int nc_def_var_deflate(int group, int variable, int shuffle, int deflate, int level);

    [LibraryImport(Library)]
    public static partial int nc_def_var_chunking(int group, int variable, int storage, nuint* lengths);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int nc_put_att(int group, int variable, string name, int type, nuint length, void* values);

    [LibraryImport(Library)]
    public static partial int nc_put_vara(int group, int variable, nuint* start, nuint* count, void* values);
}
