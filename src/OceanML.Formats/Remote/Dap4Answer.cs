using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Remote;

/// <summary>Values of a variable: bytes in memory order of the machine, or texts.</summary>
internal sealed record Dap4Values(byte[] Bytes, string[] Texts);

/// <summary>
/// Takes the answer to a DAP4 request for data apart: chunks with a byte of flags (1 last, 2 error, 4 little-endian) and three bytes of length; the first is a
/// description, the rest are the values of each variable, with or without a checksum of four bytes.
/// </summary>
internal static class Dap4Answer
{
    private const int Last = 1;
    private const int Error = 2;
    private const int LittleEndian = 4;
    private const int ChecksumBytes = 4;

    /// <summary>Reads an answer.</summary>
    /// <param name="path">The answer.</param>
    /// <param name="name">How messages name the dataset.</param>
    /// <param name="wanted">What was asked, in this order.</param>
    /// <exception cref="OceanException">The server says that it failed, or the answer is cut, or has another length than its values.</exception>
    public static Dictionary<Dap4Variable, Dap4Values> Read(string path, string name, IReadOnlyList<(Dap4Variable Variable, (long First, long Step, long Last)[] Slices)> wanted)
    {
        var all = File.ReadAllBytes(path);
        var (data, isLittle) = Chunks(all, name);
        var counts = wanted.Select(item => item.Slices.Aggregate(1L, (product, slice) => product * (((slice.Last - slice.First) / slice.Step) + 1))).ToArray();
        foreach (var checksum in (ReadOnlySpan<int>)[ChecksumBytes, 0])
        {
            if (Split(data, isLittle, wanted, counts, checksum) is { } values) return values;
        }

        throw OceanException.Unreachable($"{name}: the server sent {data.Length} bytes of values, which is not what was asked; try again");
    }

    // Null where the values do not fill the answer exactly.
    private static Dictionary<Dap4Variable, Dap4Values>? Split(
        byte[] data, bool isLittle, IReadOnlyList<(Dap4Variable Variable, (long First, long Step, long Last)[] Slices)> wanted, long[] counts, int checksum)
    {
        var values = new Dictionary<Dap4Variable, Dap4Values>();
        var at = 0L;
        for (var i = 0; i < wanted.Count; i++)
        {
            var variable = wanted[i].Variable;
            if (variable.IsText)
            {
                var texts = new string[counts[i]];
                for (var j = 0; j < texts.Length; j++)
                {
                    if (at + 8 > data.Length) return null;
                    var span = data.AsSpan((int)at, 8);
                    var length = isLittle ? BinaryPrimitives.ReadInt64LittleEndian(span) : BinaryPrimitives.ReadInt64BigEndian(span);
                    at += 8;
                    if (length < 0 || at + length > data.Length) return null;
                    texts[j] = Encoding.UTF8.GetString(data, (int)at, (int)length).TrimEnd('\0', ' ');
                    at += length;
                }

                values[variable] = new Dap4Values([], texts);
            }
            else
            {
                var size = variable.Type!.Value.Size();
                var length = counts[i] * size;
                if (at + length > data.Length) return null;
                var bytes = data.AsSpan((int)at, (int)length).ToArray();
                if (isLittle != BitConverter.IsLittleEndian) Reverse(bytes, size);
                values[variable] = new Dap4Values(bytes, []);
                at += length;
            }

            at += checksum;
        }

        return at == data.Length ? values : null;
    }

    private static (byte[] Data, bool IsLittle) Chunks(ReadOnlySpan<byte> all, string name)
    {
        using var data = new MemoryStream();
        var (isFirst, isLast, isLittle) = (true, false, true);
        while (!isLast)
        {
            if (all.Length < 4) throw Cut(name);
            var (flags, length) = (all[0], (all[1] << 16) | (all[2] << 8) | all[3]);
            if (flags > 15) throw OceanException.Unreachable($"{name}: the server sent something that is not DAP4: {OpendapRequests.Words(Encoding.UTF8.GetString(all[..Math.Min(all.Length, 4000)]))}");
            if (all.Length < 4 + length) throw Cut(name);
            var chunk = all.Slice(4, length);
            if ((flags & Error) != 0) throw OceanException.Unreachable($"{name}: the server failed: {OpendapRequests.Words(Encoding.UTF8.GetString(chunk))}");
            if (isFirst) isLittle = (flags & LittleEndian) != 0;
            else data.Write(chunk);
            isLast = (flags & Last) != 0;
            isFirst = false;
            all = all[(4 + length)..];
        }

        return (data.ToArray(), isLittle);
    }

    private static OceanException Cut(string name) => OceanException.Unreachable($"{name}: the answer of the server is cut; try again");

    private static void Reverse(byte[] bytes, int size)
    {
        switch (size)
        {
            case 2: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(bytes), MemoryMarshal.Cast<byte, short>(bytes.AsSpan())); break;
            case 4: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(bytes), MemoryMarshal.Cast<byte, int>(bytes.AsSpan())); break;
            case 8: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(bytes), MemoryMarshal.Cast<byte, long>(bytes.AsSpan())); break;
        }
    }
}
