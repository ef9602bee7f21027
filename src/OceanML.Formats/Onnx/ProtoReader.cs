using System.Buffers.Binary;
using System.Text;

namespace OceanML.Formats.Onnx;

/// <summary>Reads one protobuf message field by field; fields the caller does not ask for are passed over.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes, int origin = 0)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly int origin = origin;
    private int position;
    private ReadOnlySpan<byte> content;
    private ulong number;
    private int contentStart;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>How the current field is stored.</summary>
    public ProtoWire Wire { get; private set; }

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    /// <exception cref="ProtoException">The message ends in the middle of a field, or is no protobuf message.</exception>
    public bool Next()
    {
        if (position >= bytes.Length) return false;
        var start = position;
        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        Wire = (ProtoWire)(tag & 7);
        if (Field == 0 || tag > uint.MaxValue) throw new ProtoException($"byte {origin + start} starts no field");
        content = default;
        switch (Wire)
        {
            case ProtoWire.Varint:
                number = ReadVarint();
                break;
            case ProtoWire.Fixed64:
                content = Cut(8);
                number = BinaryPrimitives.ReadUInt64LittleEndian(content);
                break;
            case ProtoWire.Fixed32:
                content = Cut(4);
                number = BinaryPrimitives.ReadUInt32LittleEndian(content);
                break;
            case ProtoWire.Length:
                var length = ReadVarint();
                content = Cut(length);
                break;
            default:
                throw new ProtoException($"byte {origin + start} starts a field of unknown kind {(int)Wire}");
        }

        return true;
    }

    /// <summary>The integer of the current field.</summary>
    public readonly long Integer => Wire == ProtoWire.Varint ? (long)number : throw Mismatch("an integer");

    /// <summary>The number of the current field.</summary>
    public readonly float Number => Wire == ProtoWire.Fixed32 ? BitConverter.UInt32BitsToSingle((uint)number) : throw Mismatch("a number");

    /// <summary>The text of the current field.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The bytes of the current field.</summary>
    public readonly ReadOnlySpan<byte> Bytes => Wire == ProtoWire.Length ? content : throw Mismatch("text or a message");

    /// <summary>The current field as a message of its own.</summary>
    public readonly ProtoReader Message => new(Bytes, origin + contentStart);

    /// <summary>Adds the integers of the current field, packed or single.</summary>
    public readonly void AddTo(List<long> integers)
    {
        if (Wire == ProtoWire.Varint)
        {
            integers.Add((long)number);
            return;
        }

        var packed = Message;
        while (packed.position < packed.bytes.Length) integers.Add((long)packed.ReadVarint());
    }

    /// <summary>Adds the 32-bit numbers of the current field, packed or single.</summary>
    public readonly void AddTo(List<float> numbers)
    {
        if (Wire == ProtoWire.Fixed32)
        {
            numbers.Add(Number);
            return;
        }

        var packed = Bytes;
        for (var at = 0; at + 4 <= packed.Length; at += 4) numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(packed[at..]));
    }

    /// <summary>Adds the 64-bit numbers of the current field, packed or single.</summary>
    public readonly void AddTo(List<double> numbers)
    {
        if (Wire == ProtoWire.Fixed64)
        {
            numbers.Add(BitConverter.UInt64BitsToDouble(number));
            return;
        }

        var packed = Bytes;
        for (var at = 0; at + 8 <= packed.Length; at += 8) numbers.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed[at..]));
    }

    private readonly ProtoException Mismatch(string wanted) => new($"field {Field} near byte {origin + position} does not hold {wanted}");

    private ReadOnlySpan<byte> Cut(ulong length)
    {
        if (length > (ulong)(bytes.Length - position))
            throw new ProtoException($"a field at byte {origin + position} needs {length} bytes and {bytes.Length - position} are left");
        contentStart = position;
        position += (int)length;
        return bytes.Slice(contentStart, (int)length);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position >= bytes.Length) throw new ProtoException($"the data end in the middle of a number at byte {origin + position}");
            var next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new ProtoException($"a number before byte {origin + position} has more than 64 bits");
    }
}
