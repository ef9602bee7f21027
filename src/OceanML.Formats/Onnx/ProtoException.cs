namespace OceanML.Formats.Onnx;

/// <summary>Bytes that are no whole protobuf message; <see cref="OnnxFile"/> turns it into a sentence with the name of the file.</summary>
internal sealed class ProtoException(string message) : Exception(message);
