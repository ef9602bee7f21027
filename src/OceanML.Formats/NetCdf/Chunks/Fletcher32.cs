namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>The checksum that HDF5 appends to a chunk (H5checksum.c): Fletcher's, over big-endian 16-bit words, modulo 65535.</summary>
internal static class Fletcher32
{
    // As many words as can be added before the second sum overflows.
    private const int Block = 360;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (first, second) = (0u, 0u);
        var words = bytes.Length / 2;
        for (var start = 0; start < words; start += Block)
        {
            var end = Math.Min(words, start + Block);
            for (var i = start; i < end; i++)
            {
                first += ((uint)bytes[2 * i] << 8) | bytes[(2 * i) + 1];
                second += first;
            }

            (first, second) = (Fold(first), Fold(second));
        }

        if (bytes.Length % 2 == 1)
        {
            first += (uint)bytes[^1] << 8;
            second += first;
            (first, second) = (Fold(first), Fold(second));
        }

        return (Fold(second) << 16) | Fold(first);
    }

    private static uint Fold(uint sum) => (sum & 0xffff) + (sum >> 16);
}
