using System.Buffers.Binary;
using OceanML.Core;

namespace OceanML.Formats.Onnx;

/// <summary>Reads TensorProto: values as raw bytes or in typed lists, brought to 32-bit floating point or 64-bit integers.</summary>
internal static class OnnxTensor
{
    public static GraphTensor Read(ProtoReader message, string label)
    {
        var (name, type) = ("", OnnxType.Float);
        List<long> shape = [], integers = [];
        List<float> floats = [];
        List<double> doubles = [];
        ReadOnlySpan<byte> raw = default;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: message.AddTo(shape); break;
                case 2: type = (OnnxType)message.Integer; break;
                case 4: message.AddTo(floats); break;
                case 5 or 7 or 11: message.AddTo(integers); break;
                case 8: name = message.Text; break;
                case 9: raw = message.Bytes; break;
                case 10: message.AddTo(doubles); break;
                case 13: throw OceanException.BadInput($"{label}: the weights '{name}' are in another file; export the model as one file");
            }
        }

        var count = 1L;
        foreach (var size in shape)
        {
            if (size < 0) throw new ProtoException($"tensor '{name}' has the size {size}");
            count *= size;
            if (count > int.MaxValue) throw new ProtoException($"tensor '{name}' has more than {int.MaxValue} values");
        }

        int[] dimensions = [.. shape.Select(size => (int)size)];
        var held = raw.IsEmpty ? Math.Max(floats.Count, Math.Max(doubles.Count, integers.Count)) : raw.Length / Width(type, name, label);
        if (held != count) throw new ProtoException($"tensor '{name}' needs {count} values and has {held}");
        if (type is OnnxType.Float or OnnxType.Double or OnnxType.Float16)
        {
            var values = new float[count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = raw.IsEmpty
                    ? floats.Count > 0 ? floats[i] : doubles.Count > 0 ? (float)doubles[i] : (float)BitConverter.UInt16BitsToHalf((ushort)integers[i])
                    : Float(raw, type, i);
            }

            return GraphTensor.OfFloats(name, values, dimensions);
        }

        var whole = new long[count];
        for (var i = 0; i < whole.Length; i++) whole[i] = raw.IsEmpty ? Wrapped(integers[i], type) : Integer(raw, type, i);
        return GraphTensor.OfIntegers(name, whole, dimensions);
    }

    private static int Width(OnnxType type, string name, string label) => type switch
    {
        OnnxType.UInt8 or OnnxType.Int8 or OnnxType.Bool => 1,
        OnnxType.UInt16 or OnnxType.Int16 or OnnxType.Float16 => 2,
        OnnxType.Float or OnnxType.Int32 => 4,
        OnnxType.Double or OnnxType.Int64 => 8,
        _ => throw OceanException.BadInput($"{label}: tensor '{name}' is of type {(int)type}, which is not a plain number"),
    };

    private static float Float(ReadOnlySpan<byte> raw, OnnxType type, int i) => type switch
    {
        OnnxType.Float => BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]),
        OnnxType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]),
        _ => (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..]),
    };

    private static long Integer(ReadOnlySpan<byte> raw, OnnxType type, int i) => type switch
    {
        OnnxType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]),
        OnnxType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]),
        OnnxType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(raw[(2 * i)..]),
        OnnxType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]),
        OnnxType.Int8 => (sbyte)raw[i],
        _ => raw[i],
    };

    // int32_data holds negative numbers in 32 or 64 bits, depending on the writer.
    private static long Wrapped(long value, OnnxType type) => type == OnnxType.Int32 ? (int)value : value;
}
