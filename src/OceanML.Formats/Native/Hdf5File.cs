namespace OceanML.Formats.Native;

/// <summary>
/// A netCDF-4 file opened a second time, through the HDF5 library, for the stored bytes of its chunks. Belongs to the
/// <see cref="NetCdfHandle"/> of the file, which closes it first; lives on <see cref="NetCdfThread"/>.
/// </summary>
internal sealed class Hdf5File
{
    private readonly long file;
    private readonly List<long> datasets = [];
    private bool isOpen = true;

    private Hdf5File(long file) => this.file = file;

    /// <summary>Opens a file that libnetcdf has just opened; null where the HDF5 library is not there or will not.</summary>
    /// <param name="path">Its full path.</param>
    public static Hdf5File? Open(string path)
    {
        try
        {
            var file = Hdf5Native.OpenFile(path);
            return file < 0 ? null : new Hdf5File(file);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // A libnetcdf without HDF5, or with one of another age: it reads all values itself then.
            return null;
        }
    }

    /// <summary>Whether there is a dataset or group of a name in a group of the file.</summary>
    public bool Exists(string path) => Hdf5Native.H5Lexists(file, path, 0) > 0;

    /// <summary>Opens a dataset, which stays open as long as the file; -1 where there is none.</summary>
    public long OpenDataset(string path)
    {
        var dataset = isOpen ? Hdf5Native.H5Dopen2(file, path, 0) : -1;
        if (dataset >= 0) datasets.Add(dataset);
        return dataset;
    }

    /// <summary>Closes the datasets and the file.</summary>
    public void Close()
    {
        if (!isOpen) return;
        isOpen = false;
        foreach (var dataset in datasets) _ = Hdf5Native.H5Dclose(dataset);
        _ = Hdf5Native.H5Fclose(file);
    }
}
