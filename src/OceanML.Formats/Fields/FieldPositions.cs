using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>Reads where the pixels are.</summary>
internal static class FieldPositions
{
    private const long BlockValues = 1 << 20;
    private const double LargestLatitude = 90.001;
    private const double LargestLongitude = 540;

    public static FieldGeometry Read(NetCdfVariable latitude, NetCdfVariable longitude)
    {
        if (latitude.Dimensions.Count == 1)
        {
            // Only impossible positions are dropped: valid_max of longitudes is often wrong (180 for 0..360).
            var latitudes = latitude.ReadDoubles(NetCdfDecoding.Measured);
            var longitudes = longitude.ReadDoubles(NetCdfDecoding.Measured);
            foreach (ref var value in latitudes.AsSpan()) value = Math.Abs(value) <= LargestLatitude ? value : double.NaN;
            foreach (ref var value in longitudes.AsSpan()) value = Math.Abs(value) <= LargestLongitude ? value : double.NaN;
            return new FieldGeometry.Grid(latitudes, longitudes);
        }

        var (rows, columns) = ((int)latitude.Dimensions[^2].Length, (int)latitude.Dimensions[^1].Length);
        return new FieldGeometry.Swath(rows, columns, Floats(latitude, rows, columns, LargestLatitude), Floats(longitude, rows, columns, LargestLongitude));
    }

    // Block by block: a full-resolution granule as doubles would take as much again as its positions.
    private static float[] Floats(NetCdfVariable variable, int rows, int columns, double largest)
    {
        var positions = new float[checked(rows * columns)];
        var chunkRows = variable.Storage.IsChunked ? variable.Storage.ChunkLengths[^2] : 1;
        var blockRows = Math.Max(1, BlockValues / Math.Max(1, columns));
        blockRows = Math.Min(rows, Math.Max(chunkRows, blockRows / chunkRows * chunkRows));
        var values = new double[checked(blockRows * columns)];
        for (var row = 0L; row < rows; row += blockRows)
        {
            var count = Math.Min(blockRows, rows - row);
            long[] start = [0, row, 0];
            long[] counts = [1, count, columns];
            var block = values.AsSpan(0, (int)(count * columns));
            variable.ReadDoubles(new NetCdfSlab(start[^variable.Dimensions.Count..], counts[^variable.Dimensions.Count..]), block, NetCdfDecoding.Measured);
            var target = positions.AsSpan((int)(row * columns), block.Length);
            for (var i = 0; i < block.Length; i++) target[i] = Math.Abs(block[i]) <= largest ? (float)block[i] : float.NaN;
        }

        return positions;
    }
}
