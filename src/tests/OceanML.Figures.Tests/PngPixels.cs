using System.Buffers.Binary;
using System.IO.Compression;

namespace OceanML.Figures.Tests;

/// <summary>The pixels of an 8-bit RGB or RGBA PNG, decoded without the code under test.</summary>
internal sealed class PngPixels
{
    private PngPixels(int width, int height, byte[] rgb) => (Width, Height, Rgb) = (width, height, rgb);

    public int Width { get; }

    public int Height { get; }

    public byte[] Rgb { get; }

    public double MeanIntensity => Rgb.Average(value => (double)value) / 255;

    public int Colours => Enumerable.Range(0, Rgb.Length / 3).Select(i => (Rgb[3 * i] << 16) | (Rgb[(3 * i) + 1] << 8) | Rgb[(3 * i) + 2]).Distinct().Count();

    /// <summary>How many pixels come near a colour.</summary>
    public int Near(int red, int green, int blue, int within = 12) => Enumerable.Range(0, Rgb.Length / 3)
        .Count(i => Math.Abs(Rgb[3 * i] - red) <= within && Math.Abs(Rgb[(3 * i) + 1] - green) <= within && Math.Abs(Rgb[(3 * i) + 2] - blue) <= within);

    /// <summary>Share of pixels that are not white within a rectangle given as fractions of the page from its upper left corner.</summary>
    public double Ink(double left, double top, double right, double bottom)
    {
        var (inked, all) = (0, 0);
        for (var y = (int)(top * Height); y < (int)(bottom * Height); y++)
        {
            for (var x = (int)(left * Width); x < (int)(right * Width); x++)
            {
                all++;
                var at = 3 * ((y * Width) + x);
                if (Rgb[at] < 250 || Rgb[at + 1] < 250 || Rgb[at + 2] < 250) inked++;
            }
        }

        return (double)inked / all;
    }

    public static PngPixels Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        using var packed = new MemoryStream();
        var (width, height, channels) = (0, 0, 0);
        for (var at = 8; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(bytes, at + 4, 4);
            var data = bytes.AsSpan(at + 8, length);
            if (kind == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Assert.Equal(8, data[8]);
                channels = data[9] switch { 2 => 3, 6 => 4, _ => throw new InvalidDataException("not RGB") };
            }
            else if (kind == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        return new PngPixels(width, height, Unfilter(inflate, width, height, channels));
    }

    private static byte[] Unfilter(Stream stream, int width, int height, int channels)
    {
        var (row, above, rgb) = (new byte[width * channels], new byte[width * channels], new byte[3 * width * height]);
        for (var y = 0; y < height; y++)
        {
            var filter = stream.ReadByte();
            stream.ReadExactly(row);
            for (var i = 0; i < row.Length; i++)
            {
                int left = i >= channels ? row[i - channels] : 0, up = above[i], corner = i >= channels ? above[i - channels] : 0;
                row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }

            for (var x = 0; x < width; x++) row.AsSpan(x * channels, 3).CopyTo(rgb.AsSpan(3 * ((y * width) + x)));
            (row, above) = (above, row);
        }

        return rgb;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
