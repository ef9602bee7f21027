using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Finds out from the coordinates whether a curvilinear grid goes round the Earth, as those of ocean models do, and after how many columns it
/// repeats itself.
/// </summary>
/// <remarks>
/// Three forms are in use: the last column borders on the first (CMIP6 tripolar grids, NEMO output without its halo), the last column repeats the
/// first, or the last two repeat the first two (NEMO's ORCA grids, MPIOM). A satellite swath has none: its edges are far apart.
/// </remarks>
internal static class SwathSeam
{
    private const int SampledRows = 64;

    // A repeated column is there to the rounding of the coordinates; a neighbour is not farther than cells grow from one to the next.
    private const double SameShare = 0.01;
    private const double NeighbourShare = 1.5;

    /// <summary>Columns after which the grid repeats itself; 0 where it has a left and a right edge.</summary>
    public static int Period(FieldGeometry.Swath swath)
    {
        var columns = swath.ColumnCount;
        if (columns < 4) return 0;
        int[] overlaps = [2, 1, 0];
        foreach (var overlap in overlaps)
        {
            if (IsSeam(swath, overlap)) return columns - overlap;
        }

        return 0;
    }

    // Rows without positions at the seam, and rows of constant coordinates (processors on land that wrote nothing), have no say; one row in ten may
    // differ, such as those of a fold.
    private static bool IsSeam(FieldGeometry.Swath swath, int overlap)
    {
        var step = Math.Max(1, swath.RowCount / SampledRows);
        var (agreeing, differing) = (0, 0);
        for (var row = 0; row < swath.RowCount; row += step)
        {
            if (Agrees(swath, row, overlap) is not { } agrees) continue;
            if (agrees) agreeing++;
            else if (++differing > SampledRows / 10) return false;
        }

        return agreeing > 9 * differing;
    }

    private static bool? Agrees(FieldGeometry.Swath swath, int row, int overlap)
    {
        var last = swath.ColumnCount - 1;
        var (left, right) = (Distance(swath, row, 0, 1), Distance(swath, row, last - 1, last));
        var across = Distance(swath, row, 0, swath.ColumnCount / 2);
        var size = Math.Max(left, right);
        if (!(size > 0 && across > 2 * size)) return null;
        return overlap switch
        {
            0 => Distance(swath, row, last, 0) is var gap && gap > SameShare * size && gap <= NeighbourShare * size,
            1 => Distance(swath, row, last, 0) <= SameShare * size,
            _ => Distance(swath, row, last - 1, 0) <= SameShare * size && Distance(swath, row, last, 1) <= SameShare * size,
        };
    }

    // NaN, and so no comparison true, where either pixel has no position.
    private static double Distance(FieldGeometry.Swath swath, int row, int first, int second)
    {
        var (latitude1, longitude1) = swath[row, first];
        var (latitude2, longitude2) = swath[row, second];
        return Sphere.IsPosition(latitude1, longitude1) && Sphere.IsPosition(latitude2, longitude2)
            ? Sphere.DistanceKm(latitude1, longitude1, latitude2, longitude2)
            : double.NaN;
    }
}
