using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Onnx;

/// <summary>
/// ONNX model files (https://github.com/onnx/onnx/blob/main/docs/IR.md). Equal graphs give equal bytes. Models of other programs are
/// read as far as they hold tensors of numbers; subgraphs, external data and quantised types are refused by name.
/// </summary>
public static class OnnxFile
{
    /// <summary>Writes a model.</summary>
    public static void Write(string path, Graph graph) => File.WriteAllBytes(path, ToBytes(graph));

    /// <summary>The bytes of a model file.</summary>
    public static byte[] ToBytes(Graph graph) => OnnxWriter.Model(graph);

    /// <summary>Reads a model.</summary>
    /// <exception cref="OceanException">The file is no ONNX model, is truncated, or uses something outside the subset.</exception>
    public static Graph Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw OceanException.BadInput($"{path}: no such file", exception);
        }

        return FromBytes(bytes, path);
    }

    /// <summary>Reads a model from the bytes of its file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="label">How messages name it.</param>
    /// <exception cref="OceanException">As <see cref="Read"/>.</exception>
    public static Graph FromBytes(ReadOnlySpan<byte> bytes, string label)
    {
        if (bytes.IsEmpty) throw OceanException.BadInput($"{label}: the file is empty; an ONNX model was expected");

        // Every writer puts the version of the format first: field 1, a small integer.
        if (bytes.Length < 2 || bytes[0] != 0x08 || bytes[1] is 0 or > 0x7F)
            throw OceanException.BadInput($"{label}: is not an ONNX model{Guess(bytes)}");
        try
        {
            return new OnnxReader(label).Model(new ProtoReader(bytes));
        }
        catch (ProtoException exception)
        {
            throw OceanException.BadInput($"{label}: is not a whole ONNX model, it is truncated or damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a file begins as an ONNX model does; reads a few bytes.</summary>
    public static bool IsOnnx(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[3];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);

        // ir_version, then a producer name (0x12), a graph (0x3A), or an operator set (0x42).
        return read == 3 && start[0] == 0x08 && start[1] is > 0 and < 0x20 && start[2] is 0x12 or 0x3A or 0x42;
    }

    private static string Guess(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PAR1"u8) ? ": it is a Parquet table"
        : bytes.StartsWith("CDF"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) ? ": it is a netCDF file"
        : bytes.StartsWith("{"u8) ? ": it looks like JSON; give the .onnx file, not the model card"
        : bytes.StartsWith("PK"u8) ? ": it is a zip archive"
        : IsText(bytes) ? ": it is text" : "";

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var rune in Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 64)]))
        {
            if (char.IsControl(rune) && !char.IsWhiteSpace(rune)) return false;
        }

        return true;
    }
}
