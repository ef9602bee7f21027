using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>
/// Positions that a file gives on a coarser grid than its pixels: with SNAP's attributes (<see cref="SnapTiePoints"/>), or without any where the
/// first and the last tie point fall on the first and the last pixel.
/// </summary>
internal static class TiePointPositions
{
    /// <summary>The dimensions of the pixels; null where the positions are those of the pixels themselves, or do not fit.</summary>
    public static (NetCdfDimension Row, NetCdfDimension Column)? PixelAxes(NetCdfFile file, NetCdfVariable latitude, NetCdfVariable longitude)
    {
        if (latitude.Dimensions is not [var tieRow, var tieColumn] || longitude.Dimensions.Count != 2) return null;
        var pairs = new Dictionary<(NetCdfDimension, NetCdfDimension), int>();
        foreach (var variable in file.Variables)
        {
            if (!variable.Type.IsNumeric() || variable.Dimensions.Count < 2 || SnapTiePoints.IsOnTiePoints(variable)) continue;
            if (ReferenceEquals(variable, latitude) || ReferenceEquals(variable, longitude)) continue;

            // Data on the grid of the positions: they are those of the pixels.
            if (variable.Dimensions.Contains(tieRow) && variable.Dimensions.Contains(tieColumn)) return null;
            var pair = (variable.Dimensions[^2], variable.Dimensions[^1]);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
        }

        if (pairs.Count == 0) return null;
        var ((row, column), _) = pairs.MaxBy(pair => pair.Value);
        var fits = SnapTiePoints.IsOnTiePoints(latitude) || (Fits(row, tieRow) && Fits(column, tieColumn));
        return fits ? (row, column) : null;
    }

    /// <summary>The positions of all pixels.</summary>
    public static FieldGeometry Read(NetCdfVariable latitude, NetCdfVariable longitude, int rows, int columns) =>
        TiePointGrid.Positions(Grid(latitude, rows, columns), Grid(longitude, rows, columns), rows, columns);

    private static bool Fits(NetCdfDimension pixels, NetCdfDimension ties) =>
        ties.Length == pixels.Length || (ties.Length > 1 && pixels.Length > ties.Length && (pixels.Length - 1) % (ties.Length - 1) == 0);

    private static TiePointGrid Grid(NetCdfVariable variable, int rows, int columns)
    {
        if (SnapTiePoints.IsOnTiePoints(variable)) return SnapTiePoints.Grid(variable);
        var (tieRows, tieColumns) = ((int)variable.Dimensions[0].Length, (int)variable.Dimensions[1].Length);
        var values = variable.ReadDoubles(NetCdfDecoding.Measured);
        return new TiePointGrid(values, tieRows, tieColumns, Step(rows, tieRows), Step(columns, tieColumns));
    }

    private static double Step(int pixels, int ties) => ties > 1 ? (pixels - 1.0) / (ties - 1) : 1;
}
