using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>Writes attributes of groups and variables.</summary>
internal static unsafe class NetCdfAttributeWriter
{
    public static void Text(NetCdfWriter file, int group, int variable, string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Put(file, group, variable, name, NetCdfType.Char, bytes.Length, bytes);
    }

    public static void Numbers(NetCdfWriter file, int group, int variable, string name, NetCdfType type, ReadOnlySpan<double> numbers) =>
        Put(file, group, variable, name, type, numbers.Length, ToBytes(numbers, type));

    public static void Bits(NetCdfWriter file, int group, int variable, string name, NetCdfType type, ReadOnlySpan<ulong> bits)
    {
        var bytes = new byte[bits.Length * type.Size()];
        for (var i = 0; i < bits.Length; i++) MemoryMarshal.AsBytes(bits.Slice(i, 1))[..type.Size()].CopyTo(bytes.AsSpan(i * type.Size()));
        Put(file, group, variable, name, type, bits.Length, bytes);
    }

    /// <summary>Numbers in a stored type: integers rounded to the nearest.</summary>
    public static byte[] ToBytes(ReadOnlySpan<double> numbers, NetCdfType type) => type switch
    {
        NetCdfType.Int8 => Convert<sbyte>(numbers),
        NetCdfType.UInt8 => Convert<byte>(numbers),
        NetCdfType.Int16 => Convert<short>(numbers),
        NetCdfType.UInt16 => Convert<ushort>(numbers),
        NetCdfType.Int32 => Convert<int>(numbers),
        NetCdfType.UInt32 => Convert<uint>(numbers),
        NetCdfType.Int64 => Convert<long>(numbers),
        NetCdfType.UInt64 => Convert<ulong>(numbers),
        NetCdfType.Float32 => Convert<float>(numbers),
        NetCdfType.Float64 => MemoryMarshal.AsBytes(numbers).ToArray(),
        _ => throw new ArgumentException($"{type.CdlName()} holds no numbers", nameof(type)),
    };

    private static byte[] Convert<T>(ReadOnlySpan<double> numbers)
        where T : unmanaged, INumber<T>
    {
        var values = new T[numbers.Length];
        var isInteger = T.One / (T.One + T.One) == T.Zero;
        for (var i = 0; i < values.Length; i++) values[i] = T.CreateChecked(isInteger ? Math.Round(numbers[i]) : numbers[i]);
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    private static void Put(NetCdfWriter file, int group, int variable, string name, NetCdfType type, int count, byte[] bytes)
    {
        file.RequireDefinitions("attributes");
        var room = bytes.Length == 0 ? new byte[1] : bytes;
        file.Run(
            () =>
            {
                fixed (byte* pointer = room) return NetCdfNative.nc_put_att(group, variable, name, (int)type, (nuint)count, pointer);
            },
            $"writing attribute '{name}'");
    }
}
