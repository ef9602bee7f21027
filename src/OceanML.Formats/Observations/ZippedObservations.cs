using System.IO.Compression;
using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>Archives: a zip of exchange files is read file by file (CCHDO delivers the CTD casts of a cruise so); NumPy's and others are not observations.</summary>
internal static class ZippedObservations
{
    private const long LargestMember = 1L << 31;

    /// <summary>Whether a file begins like a zip archive.</summary>
    public static bool Is(string path) => Magic(path) is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Says so where a file is one of arrays of other programs.</summary>
    /// <exception cref="OceanException">It is.</exception>
    public static void RefuseArrays(string path)
    {
        var magic = Magic(path);
        if (magic is [0x93, (byte)'N', (byte)'U', (byte)'M', ..]) throw OceanException.NoObservations($"{path}: is an array of NumPy (.npy) without names, units or times; export it as CSV or netCDF");
        if (magic.AsSpan().StartsWith("MATLAB"u8)) throw OceanException.NoObservations($"{path}: is a MATLAB file; export it as CSV or netCDF");
        if (magic.AsSpan().StartsWith("RDX"u8)) throw OceanException.NoObservations($"{path}: is an R data file; export it as CSV");
    }

    /// <summary>The observations of every exchange file in an archive, one below the other.</summary>
    /// <exception cref="OceanException">It holds none, or is damaged.</exception>
    public static ObservationSet Read(string path, ObservationOptions options)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.Entries.Any(entry => entry.Name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)))
                throw OceanException.NoObservations($"{path}: is an archive of NumPy arrays (.npz: {string.Join(", ", archive.Entries.Take(6).Select(entry => entry.Name))}); export them as CSV or netCDF");
            var members = archive.Entries.Where(entry => entry.Length is > 0 and < LargestMember && IsExchange(entry)).OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
            if (members.Count == 0) throw OceanException.NoObservations($"{path}: is a zip archive without exchange files (CTD or BOTTLE); unpack it and give the files in it");
            return Union(path, members.ConvertAll(member => ReadMember(path, member, options)));
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput($"{path}: is a damaged zip archive: {exception.Message}", exception);
        }
    }

    private static ObservationSet Union(string path, List<ObservationSet> sets)
    {
        var rejected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in sets.SelectMany(set => set.Rejected)) rejected[reason] = rejected.GetValueOrDefault(reason) + count;
        var table = Table.Concatenate([.. sets.Select(set => set.Table)]).WithMetadata(Tables.TableFile.FileKey, path);
        return new ObservationSet(table, sets.Sum(set => set.RowsRead), rejected, ObservationDuplicates.Find(table).Length, [.. sets.SelectMany(set => set.Warnings).Distinct()])
        {
            RejectedValues = Sum(sets.SelectMany(set => set.RejectedValues)),
            ValuesOfRejectedRows = Sum(sets.SelectMany(set => set.ValuesOfRejectedRows)),
        };
    }

    private static List<RejectedValues> Sum(IEnumerable<RejectedValues> values) =>
        [.. values.GroupBy(value => (value.Variable, value.Reason)).Select(group => new RejectedValues(group.Key.Variable, group.Key.Reason, group.Sum(value => value.Count)))];

    // Messages name the archive and the file in it.
    private static ObservationSet ReadMember(string path, ZipArchiveEntry member, ObservationOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("oceanml-zip-");
        try
        {
            var file = Path.Combine(folder.FullName, Path.GetFileName(member.FullName));
            member.ExtractToFile(file);
            return TableObservations.Read(file, options);
        }
        catch (OceanException exception)
        {
            throw new OceanException(exception.Code, exception.Message.Replace(folder.FullName, path, StringComparison.Ordinal), exception);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsExchange(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        Span<byte> head = stackalloc byte[7];
        var read = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return read.StartsWith("CTD,"u8) || read.SequenceEqual("BOTTLE,"u8);
    }

    private static byte[] Magic(string path)
    {
        using var stream = File.OpenRead(path);
        var magic = new byte[8];
        return magic[..stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)];
    }
}
