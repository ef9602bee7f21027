using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>Opens observations that need not fit into memory.</summary>
public static class ObservationStores
{
    /// <summary>Whether a path is to be opened here rather than read into memory: a folder.</summary>
    public static bool IsStore(string path) => Directory.Exists(path);

    /// <summary>Opens a folder of Parquet files as one set of observations (<see cref="ParquetObservations"/>).</summary>
    /// <param name="path">The folder, or one Parquet file.</param>
    /// <param name="threads">Worker threads; the result does not depend on it.</param>
    /// <exception cref="OceanException">No such folder, no Parquet file in it, or what <see cref="ParquetObservations.Open(IReadOnlyList{string}, string, int)"/> refuses.</exception>
    public static ParquetObservations Open(string path, int threads)
    {
        if (Directory.Exists(path))
        {
            var (files, warnings) = ParquetFolder.Files(path);
            return ParquetObservations.Open(files, path, threads, warnings);
        }

        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file or folder");
        return ParquetObservations.Open([path], path, threads);
    }
}
