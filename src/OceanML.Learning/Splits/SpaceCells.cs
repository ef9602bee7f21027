using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Divides the Earth into cells of about equal size: rows of latitude, each with as many cells as fit into its circle, so that cells keep their
/// size towards the poles; a pole lies within one round cell. Longitudes of any convention: 190 E is 170 W.
/// </summary>
public sealed class SpaceCells
{
    private readonly double height;
    private readonly int[] columns;
    private readonly int[] first;

    /// <summary>Cells of a size.</summary>
    /// <param name="km">Side of a cell, km, at most 5000.</param>
    public SpaceCells(double km)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(km);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(km, 5000);
        var rows = (int)Math.Ceiling(Math.PI * Sphere.RadiusKm / km);
        height = 180.0 / rows;
        (columns, first) = (new int[rows], new int[rows]);
        for (var row = 0; row < rows; row++)
        {
            var middle = ((row + 0.5) * height) - 90;
            var around = 2 * Math.PI * Sphere.RadiusKm * Math.Cos(middle * Math.PI / 180);
            columns[row] = row == 0 || row == rows - 1 ? 1 : Math.Max(1, (int)Math.Round(around / km));
            if (row > 0) first[row] = first[row - 1] + columns[row - 1];
        }
    }

    /// <summary>Number of the cell of a position.</summary>
    public int this[double latitude, double longitude]
    {
        get
        {
            var row = Math.Clamp((int)Math.Floor((latitude + 90) / height), 0, columns.Length - 1);
            var column = Math.Clamp((int)Math.Floor((Sphere.NormalizeLongitude(longitude) + 180) / 360 * columns[row]), 0, columns[row] - 1);
            return first[row] + column;
        }
    }

    /// <summary>Where a cell is, by its centre, e.g. <c>42.5N 17.5W</c>.</summary>
    public string Name(int cell)
    {
        var row = Array.BinarySearch(first, cell);
        if (row < 0) row = ~row - 1;
        if (columns[row] == 1) return row == 0 ? "south pole" : "north pole";
        var latitude = ((row + 0.5) * height) - 90;
        var longitude = ((cell - first[row] + 0.5) / columns[row] * 360) - 180;
        return FormattableString.Invariant($"{Math.Abs(latitude):0.##}{(latitude < 0 ? 'S' : 'N')} {Math.Abs(longitude):0.##}{(longitude < 0 ? 'W' : 'E')}");
    }
}
