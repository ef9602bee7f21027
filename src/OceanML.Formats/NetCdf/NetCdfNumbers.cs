using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OceanML.Formats.NetCdf;

/// <summary>Bytes in memory, of any external type, as doubles and as bit patterns.</summary>
internal static class NetCdfNumbers
{
    public static double[] ToDoubles(ReadOnlySpan<byte> raw, NetCdfType type, int count)
    {
        var values = new double[count];
        ToDoubles(raw, type, values);
        return values;
    }

    public static void ToDoubles(ReadOnlySpan<byte> raw, NetCdfType type, Span<double> values)
    {
        switch (type)
        {
            case NetCdfType.Int8: Convert<sbyte>(raw, values); break;
            case NetCdfType.UInt8: Convert<byte>(raw, values); break;
            case NetCdfType.Int16: Widen(MemoryMarshal.Cast<byte, short>(raw)[..values.Length], values); break;
            case NetCdfType.UInt16: Convert<ushort>(raw, values); break;
            case NetCdfType.Int32: Convert<int>(raw, values); break;
            case NetCdfType.UInt32: Convert<uint>(raw, values); break;
            case NetCdfType.Int64: Convert<long>(raw, values); break;
            case NetCdfType.UInt64: Convert<ulong>(raw, values); break;
            case NetCdfType.Float32: Widen(MemoryMarshal.Cast<byte, float>(raw)[..values.Length], values); break;
            case NetCdfType.Float64: MemoryMarshal.Cast<byte, double>(raw)[..values.Length].CopyTo(values); break;
            default: throw new ArgumentException($"{type.CdlName()} holds no numbers", nameof(type));
        }
    }

    /// <summary>Integers as unsigned patterns of their own width; empty for floating point.</summary>
    public static ulong[] ToBits(ReadOnlySpan<byte> raw, NetCdfType type, int count)
    {
        if (!type.IsInteger()) return [];
        var bits = new ulong[count];
        ToBits(raw, type, bits);
        return bits;
    }

    public static void ToBits(ReadOnlySpan<byte> raw, NetCdfType type, Span<ulong> bits)
    {
        switch (type.Size())
        {
            case 1: Widen<byte>(raw, bits); break;
            case 2: Widen<ushort>(raw, bits); break;
            case 4: Widen<uint>(raw, bits); break;
            default: MemoryMarshal.Cast<byte, ulong>(raw)[..bits.Length].CopyTo(bits); break;
        }
    }

    /// <summary>The unsigned type of the same width, for the _Unsigned convention of the classic format.</summary>
    public static NetCdfType Unsigned(NetCdfType type) => type switch
    {
        NetCdfType.Int8 => NetCdfType.UInt8,
        NetCdfType.Int16 => NetCdfType.UInt16,
        NetCdfType.Int32 => NetCdfType.UInt32,
        NetCdfType.Int64 => NetCdfType.UInt64,
        _ => type,
    };

    private static void Widen(ReadOnlySpan<float> source, Span<double> values)
    {
        var i = 0;
        for (; i <= source.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(source.Slice(i, Vector256<float>.Count)));
            lower.CopyTo(values[i..]);
            upper.CopyTo(values[(i + Vector256<double>.Count)..]);
        }

        for (; i < source.Length; i++) values[i] = source[i];
    }

    private static void Widen(ReadOnlySpan<short> source, Span<double> values)
    {
        var i = 0;
        for (; Avx.IsSupported && i <= source.Length - Vector128<short>.Count; i += Vector128<short>.Count)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create(source.Slice(i, Vector128<short>.Count)));
            Avx.ConvertToVector256Double(lower).CopyTo(values[i..]);
            Avx.ConvertToVector256Double(upper).CopyTo(values[(i + Vector256<double>.Count)..]);
        }

        for (; i < source.Length; i++) values[i] = source[i];
    }

    private static void Convert<T>(ReadOnlySpan<byte> raw, Span<double> values)
        where T : unmanaged, INumberBase<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(raw)[..values.Length];
        for (var i = 0; i < source.Length; i++) values[i] = double.CreateTruncating(source[i]);
    }

    private static void Widen<T>(ReadOnlySpan<byte> raw, Span<ulong> bits)
        where T : unmanaged, INumberBase<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(raw)[..bits.Length];
        for (var i = 0; i < source.Length; i++) bits[i] = ulong.CreateTruncating(source[i]);
    }
}
