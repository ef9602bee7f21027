using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>
/// Undoes the shuffle filter of HDF5, which stores first all first bytes of the values, then all second bytes, and so on. Any run of values
/// can be put together alone: three pixels cost three pixels, not a chunk.
/// </summary>
internal static class ByteShuffle
{
    private const int Lanes = 16;

    private static bool HasZip => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Puts a run of values together.</summary>
    /// <param name="planes">All values of the chunk, shuffled.</param>
    /// <param name="size">Bytes of a value.</param>
    /// <param name="first">First value.</param>
    /// <param name="target">Receives as many values as it has room for.</param>
    public static void Undo(ReadOnlySpan<byte> planes, int size, int first, Span<byte> target)
    {
        var all = planes.Length / size;
        var count = target.Length / size;
        var done = !HasZip ? 0 : size switch
        {
            2 => Pairs(planes, all, first, count, target),
            4 => Quads(planes, all, first, count, target),
            8 => Octets(planes, all, first, count, target),
            _ => 0,
        };
        for (var i = done; i < count; i++)
        {
            for (var b = 0; b < size; b++) target[(i * size) + b] = planes[(b * all) + first + i];
        }
    }

    private static int Pairs(ReadOnlySpan<byte> planes, int all, int first, int count, Span<byte> target)
    {
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var (a, b) = (Load(planes, first + i), Load(planes, all + first + i));
            Store(target, 2 * i, Low(a, b));
            Store(target, (2 * i) + 16, High(a, b));
        }

        return i;
    }

    private static int Quads(ReadOnlySpan<byte> planes, int all, int first, int count, Span<byte> target)
    {
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var at = first + i;
            var (a, b, c, d) = (Load(planes, at), Load(planes, all + at), Load(planes, (2 * all) + at), Load(planes, (3 * all) + at));
            StoreQuads(target, 4 * i, Low(a, b), Low(c, d));
            StoreQuads(target, (4 * i) + 32, High(a, b), High(c, d));
        }

        return i;
    }

    private static int Octets(ReadOnlySpan<byte> planes, int all, int first, int count, Span<byte> target)
    {
        var i = 0;
        Span<byte> quads = stackalloc byte[8 * Lanes];
        for (; i <= count - Lanes; i += Lanes)
        {
            // The lower and the upper four bytes of sixteen values, then those two put together.
            var at = first + i;
            for (var half = 0; half < 2; half++)
            {
                var from = (4 * half * all) + at;
                var (a, b, c, d) = (Load(planes, from), Load(planes, all + from), Load(planes, (2 * all) + from), Load(planes, (3 * all) + from));
                StoreQuads(quads, 64 * half, Low(a, b), Low(c, d));
                StoreQuads(quads, (64 * half) + 32, High(a, b), High(c, d));
            }

            for (var part = 0; part < 4; part++)
            {
                var (lower, upper) = (Load(quads, 16 * part).AsUInt32(), Load(quads, 64 + (16 * part)).AsUInt32());
                Store(target, (8 * i) + (32 * part), Low(lower, upper).AsByte());
                Store(target, (8 * i) + (32 * part) + 16, High(lower, upper).AsByte());
            }
        }

        return i;
    }

    private static void StoreQuads(Span<byte> target, int at, Vector128<byte> firstPairs, Vector128<byte> secondPairs)
    {
        Store(target, at, Low(firstPairs.AsUInt16(), secondPairs.AsUInt16()).AsByte());
        Store(target, at + 16, High(firstPairs.AsUInt16(), secondPairs.AsUInt16()).AsByte());
    }

    private static Vector128<byte> Load(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<Vector128<byte>>(bytes[at..]);

    private static void Store(Span<byte> bytes, int at, Vector128<byte> vector) => MemoryMarshal.Write(bytes[at..], vector);

    private static Vector128<byte> Low(Vector128<byte> a, Vector128<byte> b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    private static Vector128<byte> High(Vector128<byte> a, Vector128<byte> b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    private static Vector128<ushort> Low(Vector128<ushort> a, Vector128<ushort> b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    private static Vector128<ushort> High(Vector128<ushort> a, Vector128<ushort> b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    private static Vector128<uint> Low(Vector128<uint> a, Vector128<uint> b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    private static Vector128<uint> High(Vector128<uint> a, Vector128<uint> b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
