using System.Buffers.Binary;
using OceanML.Core;

namespace OceanML.Formats.NetCdf;

/// <summary>
/// The header of a classic file (CDF-1, CDF-2, CDF-5; NetCDF User's Guide, file format specifications), read for one number: how
/// long the file must be. libnetcdf reads zeros beyond the end of a truncated file without complaint.
/// </summary>
internal sealed class NetCdfClassicHeader
{
    private readonly Stream stream;
    private readonly byte version;
    private readonly byte[] buffer = new byte[8];

    private NetCdfClassicHeader(Stream stream)
    {
        this.stream = stream;
        Span<byte> magic = stackalloc byte[4];
        stream.ReadExactly(magic);
        version = magic[3];
    }

    /// <summary>Passes a file that is not shorter than its header says.</summary>
    /// <exception cref="OceanException">It is truncated.</exception>
    public static void RequireWhole(string path, long length)
    {
        using var stream = new BufferedStream(File.OpenRead(path), 16384);
        long needed;
        try
        {
            needed = new NetCdfClassicHeader(stream).LengthNeeded();
        }
        catch (EndOfStreamException exception)
        {
            throw OceanException.BadInput($"{path}: truncated netCDF file: its {length} bytes end inside the header", exception);
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput($"{path}: damaged netCDF file: {exception.Message}", exception);
        }

        if (needed > length) throw OceanException.BadInput($"{path}: truncated netCDF file: it has {length} of {needed} bytes");
    }

    private long LengthNeeded()
    {
        var records = Count();
        var dimensionLengths = List(10, () =>
        {
            SkipName();
            return Count();
        });
        SkipAttributes();
        var variables = List(11, () => ReadVariable(dimensionLengths));

        var end = stream.Position;
        var recordVariables = variables.Where(variable => variable.IsRecord).ToList();

        // Padding to four bytes is part of a record unless it belongs to the only record variable.
        var recordSize = recordVariables.Count == 1 ? recordVariables[0].Bytes : recordVariables.Sum(variable => Padded(variable.Bytes));
        foreach (var variable in variables)
        {
            var last = variable.IsRecord ? variable.Begin + ((records - 1) * recordSize) + variable.Bytes : variable.Begin + variable.Bytes;
            if (!variable.IsRecord || records > 0) end = Math.Max(end, last);
        }

        return end;
    }

    private (long Begin, long Bytes, bool IsRecord) ReadVariable(List<long> dimensionLengths)
    {
        SkipName();
        var rank = Count();
        var (values, isRecord) = (1L, false);
        for (var i = 0L; i < rank; i++)
        {
            var dimension = Count();
            if (dimension < 0 || dimension >= dimensionLengths.Count) throw new InvalidDataException("a variable names a dimension that does not exist");
            var length = dimensionLengths[(int)dimension];
            if (length == 0 && i == 0) isRecord = true;
            else values *= length;
        }

        SkipAttributes();
        var size = Size(Int32());
        _ = Count(); // vsize, which overflows for large variables and is not to be trusted
        var begin = version == 1 ? Int32() : Int64();
        return (begin, values * size, isRecord);
    }

    private void SkipAttributes() => List(12, () =>
    {
        SkipName();
        var size = Size(Int32());
        Skip(Padded(Count() * size));
        return 0L;
    });

    private List<T> List<T>(int tag, Func<T> read)
    {
        var found = Int32();
        var count = Count();
        if (found == 0 && count == 0) return [];
        if (found != tag || count is < 0 or > 1_000_000) throw new InvalidDataException("its header is not well-formed");
        var list = new List<T>((int)Math.Min(count, 4096));
        for (var i = 0L; i < count; i++) list.Add(read());
        return list;
    }

    private void SkipName() => Skip(Padded(Count()));

    private void Skip(long bytes)
    {
        if (bytes < 0) throw new InvalidDataException("its header is not well-formed");
        if (stream.Position + bytes > stream.Length) throw new EndOfStreamException();
        stream.Seek(bytes, SeekOrigin.Current);
    }

    private long Count() => version == 5 ? Int64() : Int32();

    private int Int32()
    {
        stream.ReadExactly(buffer.AsSpan(0, 4));
        return BinaryPrimitives.ReadInt32BigEndian(buffer);
    }

    private long Int64()
    {
        stream.ReadExactly(buffer);
        return BinaryPrimitives.ReadInt64BigEndian(buffer);
    }

    private static long Padded(long bytes) => (bytes + 3) / 4 * 4;

    private static int Size(int type) =>
        type is > 0 and < (int)NetCdfType.String
            ? ((NetCdfType)type).Size()
            : throw new InvalidDataException($"type {type} does not exist in the classic format");
}
