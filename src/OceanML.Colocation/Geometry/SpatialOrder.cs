namespace OceanML.Colocation;

/// <summary>
/// Puts positions in an order in which neighbours follow each other (Z-order curve of latitude and longitude). The coordinates of a swath lie
/// row after row in memory, so that positions in random order touch a new memory page with every row of every block; in this order pages and caches are
/// used again.
/// </summary>
internal static class SpatialOrder
{
    /// <summary>Indices of the positions along the curve; positions that are not numbers come anywhere.</summary>
    public static int[] Of(double[] latitudes, double[] longitudes)
    {
        var keys = new uint[latitudes.Length];
        var order = new int[latitudes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = Spread(Cell((latitudes[i] + 90) / 180)) | (Spread(Cell((longitudes[i] + 360) / 1080)) << 1);
        }

        Array.Sort(keys, order);
        return order;
    }

    private static uint Cell(double share) => share is > 0 and < 1 ? (uint)(share * 65536) : 0;

    // Puts a zero between every two bits.
    private static uint Spread(uint bits)
    {
        bits = (bits | (bits << 8)) & 0x00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x33333333;
        return (bits | (bits << 1)) & 0x55555555;
    }
}
