namespace OceanML.Formats.Onnx;

/// <summary>How a protobuf field is stored.</summary>
internal enum ProtoWire
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}
