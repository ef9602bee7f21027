using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace OceanML.Formats.Onnx;

/// <summary>Writes one protobuf message (https://protobuf.dev/programming-guides/encoding/), fields in the order of the calls.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public void Write(int field, long value)
    {
        Tag(field, ProtoWire.Varint);
        Varint((ulong)value);
    }

    public void Write(int field, float value)
    {
        Tag(field, ProtoWire.Fixed32);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        buffer.Write(bytes);
    }

    public void Write(int field, string value) => Write(field, Encoding.UTF8.GetBytes(value));

    public void Write(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, ProtoWire.Length);
        Varint((ulong)value.Length);
        buffer.Write(value);
    }

    /// <summary>A message inside this one.</summary>
    public void Write(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Write(field, inner.Bytes);
    }

    /// <summary>Integers one after the other in one field.</summary>
    public void WritePacked(int field, IEnumerable<long> values)
    {
        var inner = new ProtoWriter();
        foreach (var value in values) inner.Varint((ulong)value);
        Write(field, inner.Bytes);
    }

    /// <summary>Numbers one after the other in one field.</summary>
    public void WritePacked(int field, IReadOnlyList<float> values)
    {
        var bytes = new byte[values.Count * sizeof(float)];
        for (var i = 0; i < values.Count; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        Write(field, bytes);
    }

    public ReadOnlySpan<byte> Bytes => buffer.WrittenSpan;

    private void Tag(int field, ProtoWire wire) => Varint(((ulong)field << 3) | (ulong)wire);

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        while (value >= 0x80)
        {
            bytes[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[count++] = (byte)value;
        buffer.Write(bytes[..count]);
    }
}
