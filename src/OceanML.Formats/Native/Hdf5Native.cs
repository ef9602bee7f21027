using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OceanML.Formats.Native;

/// <summary>
/// The functions of the HDF5 library (1.10 or later) that give the stored bytes of a chunk. They are looked up through libnetcdf, which
/// depends on it: so it is the very library that libnetcdf uses, whatever the distribution calls it. <see cref="NetCdfThread"/> alone may call them.
/// </summary>
internal static unsafe partial class Hdf5Native
{
    public const int Chunked = 2;
    public const int FillUndefined = 0;
    public const int FilterDeflate = 1;
    public const int FilterShuffle = 2;
    public const int FilterFletcher32 = 3;
    public const int MaxRank = 32;

    private const string Library = NetCdfNative.Library;
    private const int CloseSemi = 1;

    // H5E_error2_t: three identifiers, a line number, the names of a function and of a file, a description; eight bytes each.
    private const int Description = 6;

    private static readonly Lazy<nint> Handle = new(() => NativeLibrary.Load(Library, typeof(Hdf5Native).Assembly, null));

    /// <summary>The identifier that the library keeps in one of its variables, such as H5T_IEEE_F32LE_g, once it is initialised.</summary>
    public static long Global(string name) => *(long*)NativeLibrary.GetExport(Handle.Value, name);

    /// <summary>
    /// Asks the library not to tidy up when the program ends: where a file could not be written, as on a full disk, it would try once more, and crash. All files
    /// are closed by then. To be called before anything else; without the library, nothing.
    /// </summary>
    public static void LeaveNothingToExit()
    {
        if (NativeLibrary.TryLoad(Library, typeof(Hdf5Native).Assembly, null, out var library) && NativeLibrary.TryGetExport(library, nameof(H5dont_atexit), out _)) _ = H5dont_atexit();
    }

    /// <summary>Opens a file that libnetcdf has open; libnetcdf's degree of closing must be asked for.</summary>
    public static long OpenFile(string path)
    {
        var access = H5Pcreate(Global("H5P_CLS_FILE_ACCESS_ID_g"));
        if (access < 0) return -1;
        var file = H5Pset_fclose_degree(access, CloseSemi) < 0 ? -1 : H5Fopen(path, 0, access);
        _ = H5Pclose(access);
        return file;
    }

    /// <summary>
    /// Whether the last call failed because a chunk was never written, which HDF5 1.10 tells by an error. It does so in other words once libnetcdf
    /// has been asked for the chunk, and keeps it in memory.
    /// </summary>
    public static bool IsUnwritten()
    {
        var isUnwritten = false;
        _ = H5Ewalk2(0, 0, &FirstError, &isUnwritten);
        return isUnwritten;
    }

    // The first error that is walked is the innermost; its description tells it from a damaged index, which has the same numbers.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FirstError(uint number, byte** error, void* isUnwritten)
    {
        var words = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(error[Description]);
        *(bool*)isUnwritten = words.SequenceEqual("chunk storage is not allocated"u8) || words.SequenceEqual("chunk address isn't defined"u8);
        return 1;
    }

    [LibraryImport(Library)]
    private static partial int H5dont_atexit();

    [LibraryImport(Library)]
    public static partial int H5Fclose(long file);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int H5Lexists(long location, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Dopen2(long location, string name, long access);

    [LibraryImport(Library)]
    public static partial int H5Dclose(long dataset);

    [LibraryImport(Library)]
    public static partial long H5Dget_space(long dataset);

    [LibraryImport(Library)]
    public static partial long H5Dget_type(long dataset);

    [LibraryImport(Library)]
    public static partial long H5Dget_create_plist(long dataset);

    [LibraryImport(Library)]
    public static partial int H5Dget_chunk_storage_size(long dataset, ulong* offset, out ulong size);

    [LibraryImport(Library)]
    public static partial int H5Dread_chunk(long dataset, long transfer, ulong* offset, out uint filterMask, void* bytes);

    [LibraryImport(Library)]
    public static partial int H5Sget_simple_extent_ndims(long space);

    [LibraryImport(Library)]
    public static partial int H5Sget_simple_extent_dims(long space, ulong* lengths, ulong* maxima);

    [LibraryImport(Library)]
    public static partial int H5Sclose(long space);

    [LibraryImport(Library)]
    public static partial int H5Tequal(long a, long b);

    [LibraryImport(Library)]
    public static partial int H5Tclose(long type);

    [LibraryImport(Library)]
    public static partial int H5Pget_layout(long list);

    [LibraryImport(Library)]
    public static partial int H5Pget_chunk(long list, int rank, ulong* lengths);

    [LibraryImport(Library)]
    public static partial int H5Pget_chunk_opts(long list, out uint options);

    [LibraryImport(Library)]
    public static partial int H5Pget_nfilters(long list);

    [LibraryImport(Library)]
    public static partial int H5Pget_filter2(long list, uint index, out uint flags, ref nuint count, uint* values, nuint nameLength, byte* name, out uint config);

    [LibraryImport(Library)]
    public static partial int H5Pfill_value_defined(long list, out int status);

    [LibraryImport(Library)]
    public static partial int H5Pget_fill_value(long list, long type, void* value);

    [LibraryImport(Library)]
    public static partial int H5Pclose(long list);

    [LibraryImport(Library)]
    private static partial long H5Pcreate(long parent);

    [LibraryImport(Library)]
    private static partial int H5Pset_fclose_degree(long list, int degree);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long H5Fopen(string path, uint flags, long access);

    [LibraryImport(Library)]
    private static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, byte**, void*, int> visit, void* data);
}
