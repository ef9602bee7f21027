using System.Buffers.Binary;

namespace OceanML.Figures.Reports;

/// <summary>Width and height of a PNG file, from its header.</summary>
internal static class PngSize
{
    public static (int Width, int Height) Of(string path)
    {
        Span<byte> header = stackalloc byte[24];
        using var file = File.OpenRead(path);
        file.ReadExactly(header);
        return (BinaryPrimitives.ReadInt32BigEndian(header[16..]), BinaryPrimitives.ReadInt32BigEndian(header[20..]));
    }
}
