using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>Reads where the pixels are.</summary>
internal static class FieldPositions
{
    public static FieldGeometry Read(NetCdfVariable latitude, NetCdfVariable longitude)
    {
        // Only impossible positions are dropped: valid_max of longitudes is often wrong (180 for 0..360).
        var latitudes = latitude.ReadDoubles(NetCdfDecoding.Measured);
        var longitudes = longitude.ReadDoubles(NetCdfDecoding.Measured);
        foreach (ref var value in latitudes.AsSpan()) value = value is >= -90.001 and <= 90.001 ? value : double.NaN;
        foreach (ref var value in longitudes.AsSpan()) value = value is >= -540 and <= 540 ? value : double.NaN;
        if (latitude.Dimensions.Count == 1) return new FieldGeometry.Grid(latitudes, longitudes);
        var (rows, columns) = ((int)latitude.Dimensions[^2].Length, (int)latitude.Dimensions[^1].Length);
        return new FieldGeometry.Swath(rows, columns, Array.ConvertAll(latitudes, value => (float)value), Array.ConvertAll(longitudes, value => (float)value));
    }
}
