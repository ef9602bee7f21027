using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>Reads where the pixels are.</summary>
internal static class FieldPositions
{
    private const long BlockValues = 1 << 20;
    private const double LargestLatitude = 90.001;
    private const double LargestLongitude = 540;

    /// <summary>Reads the positions.</summary>
    /// <param name="source">The file, for messages.</param>
    /// <param name="latitude">Latitudes, per row or per pixel.</param>
    /// <param name="longitude">Longitudes, per column or per pixel.</param>
    /// <exception cref="OceanException">A row or column of a grid has no position, or the file is damaged.</exception>
    public static FieldGeometry Read(string source, NetCdfVariable latitude, NetCdfVariable longitude)
    {
        if (latitude.Dimensions.Count == 1)
        {
            // Only impossible positions are dropped: valid_max of longitudes is often wrong (180 for 0..360).
            var latitudes = latitude.ReadDoubles(NetCdfDecoding.Measured);
            var longitudes = longitude.ReadDoubles(NetCdfDecoding.Measured);
            RequireAll(source, latitude, latitudes, LargestLatitude);
            RequireAll(source, longitude, longitudes, LargestLongitude);
            return new FieldGeometry.Grid(latitudes, longitudes);
        }

        var (rows, columns) = ((int)latitude.Dimensions[^2].Length, (int)latitude.Dimensions[^1].Length);
        return new FieldGeometry.Swath(rows, columns, Floats(latitude, rows, columns, LargestLatitude), Floats(longitude, rows, columns, LargestLongitude));
    }

    // Without its position a whole row would be nowhere, and its neighbours' cells unbounded.
    private static void RequireAll(string source, NetCdfVariable variable, double[] axis, double largest)
    {
        var unknown = axis.Count(value => !(Math.Abs(value) <= largest));
        if (unknown > 0)
            throw OceanException.BadInput($"{source}: {unknown} of {axis.Length} values of '{variable.Path}' are missing or impossible; a grid needs all of its positions");
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
