using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// One axis of a rectilinear grid: cell centres in either direction, evenly spaced or not; longitudes in any convention, also
/// across the dateline, and cyclic where they go round the Earth.
/// </summary>
/// <remarks>
/// A position half-way between two centres belongs to the cell of greater index, as in Pytcube. Halves are judged on the coordinates as the file
/// stores them.
/// </remarks>
public sealed class GridAxis
{
    private readonly double[] ascending;
    private readonly bool reversed;
    private readonly bool isLongitude;

    private GridAxis(double[] centres, bool isLongitude, double singleStep)
    {
        this.isLongitude = isLongitude;
        var name = isLongitude ? "longitude" : "latitude";
        if (centres.Length == 0) throw OceanException.BadInput($"the {name} axis is empty");
        ascending = isLongitude ? Unwrap(centres) : [.. centres];
        reversed = ascending.Length > 1 && ascending[^1] < ascending[0];
        if (reversed)
        {
            for (var i = 0; i < ascending.Length; i++) ascending[i] = -ascending[i];
        }

        for (var i = 0; i < ascending.Length; i++)
        {
            if (!double.IsFinite(ascending[i]) || (i > 0 && ascending[i] <= ascending[i - 1]))
                throw OceanException.BadInput($"the {name} axis is not monotonic at index {i} ({centres[i]:0.######})");
        }

        FirstStep = ascending.Length > 1 ? ascending[1] - ascending[0] : singleStep;
        LastStep = ascending.Length > 1 ? ascending[^1] - ascending[^2] : singleStep;
        if (!isLongitude || ascending.Length < 3) return;
        var step = (ascending[^1] - ascending[0]) / (ascending.Length - 1);
        var gap = 360 - (ascending[^1] - ascending[0]);
        if (Math.Abs(gap - step) < step / 2) Period = ascending.Length;
        else if (Math.Abs(gap) < step / 10) Period = ascending.Length - 1;
    }

    /// <summary>Number of cells.</summary>
    public int Length => ascending.Length;

    /// <summary>
    /// For longitudes that go round the Earth, the number of distinct cells: the length, or one less where the last column repeats the first (0 and 360
    /// degrees); otherwise 0.
    /// </summary>
    public int Period { get; }

    internal double FirstStep { get; }

    internal double LastStep { get; }

    /// <summary>An axis of latitudes, degrees.</summary>
    /// <param name="centres">Cell centres, rising or falling.</param>
    /// <param name="singleStep">Cell size to assume where the axis has one cell.</param>
    public static GridAxis Latitude(double[] centres, double singleStep = 0) => new(centres, isLongitude: false, singleStep);

    /// <summary>An axis of longitudes, degrees, in any convention.</summary>
    /// <param name="centres">Cell centres, rising or falling eastward; may jump by 360 at the dateline.</param>
    /// <param name="singleStep">Cell size to assume where the axis has one cell.</param>
    public static GridAxis Longitude(double[] centres, double singleStep = 0) => new(centres, isLongitude: true, singleStep);

    /// <summary>Index of the cell nearest to a position on the axis.</summary>
    /// <param name="position">Degrees.</param>
    /// <param name="inside">Whether the position is within half a step of that centre, so that the cell contains it.</param>
    public int Nearest(double position, out bool inside)
    {
        var value = reversed ? -position : position;
        if (isLongitude) value = Rotate(value);
        var at = Array.BinarySearch(ascending, value);
        if (at >= 0)
        {
            inside = true;
            return Wrap(at);
        }

        var above = ~at;
        if (above == 0)
        {
            inside = Period > 0 || ascending[0] - value <= FirstStep / 2;
            return 0;
        }

        if (above == ascending.Length)
        {
            // East of the last centre of a cyclic axis lies the first one again, a period on.
            if (Period > 0 && ascending[0] + 360 - value <= value - ascending[^1])
            {
                inside = true;
                return 0;
            }

            // The outer edge of a grid belongs to its last cell, as its inner edges belong to the cell above them.
            inside = Period > 0 || value - ascending[^1] <= LastStep / 2;
            return Wrap(ascending.Length - 1);
        }

        inside = true;
        return Wrap(ascending[above] - value <= value - ascending[above - 1] ? above : above - 1);
    }

    /// <summary>The two cells whose centres enclose a position, and how far it is from the first to the second, 0..1; the same cell twice beyond the ends.</summary>
    internal (int Lower, int Upper, double Share) Bracket(double position)
    {
        var value = reversed ? -position : position;
        if (isLongitude) value = Rotate(value);
        var at = Array.BinarySearch(ascending, value);
        if (at >= 0) return (Wrap(at), Wrap(at), 0);
        var above = ~at;
        if (above > 0 && above < ascending.Length) return (Wrap(above - 1), Wrap(above), (value - ascending[above - 1]) / (ascending[above] - ascending[above - 1]));
        if (Period == 0) return above == 0 ? (0, 0, 0) : (Length - 1, Length - 1, 0);

        // Between the last distinct cell and the first, a turn further.
        var (last, next) = (ascending[Period - 1], ascending[0] + 360);
        return (Period - 1, 0, ((above == 0 ? value + 360 : value) - last) / (next - last));
    }

    /// <summary>Adds the indices of all distinct cells whose centre is within so many degrees of a position, rising.</summary>
    internal void AddWithin(double position, double halfWidth, List<int> indices)
    {
        var first = indices.Count;
        var distinct = Period > 0 ? Period : Length;
        if (!isLongitude)
        {
            AddBetween(reversed ? -position : position, halfWidth, distinct, indices);
            return;
        }

        if (halfWidth >= 180)
        {
            for (var index = 0; index < distinct; index++) indices.Add(index);
            return;
        }

        // Every copy of the meridian, full turns apart, whose neighbourhood reaches the axis. Less than half a turn wide, they have no cell in common.
        var value = reversed ? -position : position;
        var last = Math.Floor((ascending[^1] + halfWidth - value) / 360);
        for (var turn = Math.Ceiling((ascending[0] - halfWidth - value) / 360); turn <= last; turn++)
            AddBetween(value + (360 * turn), halfWidth, distinct, indices);
        indices.Sort(first, indices.Count - first, null);
    }

    private void AddBetween(double centre, double halfWidth, int distinct, List<int> indices)
    {
        var at = Array.BinarySearch(ascending, centre - halfWidth);
        for (var index = at < 0 ? ~at : at; index < distinct && ascending[index] <= centre + halfWidth; index++) indices.Add(index);
    }

    private int Wrap(int index) => Period > 0 && index >= Period ? index - Period : index;

    // The same meridian, written so that it falls on the axis, or as near to it as can be.
    private double Rotate(double value)
    {
        var middle = (ascending[0] + ascending[^1]) / 2;
        var low = Period > 0 ? ascending[0] : middle - 180;
        if (value >= low && value < low + 360) return value;
        var turned = value - (360 * Math.Floor((value - low) / 360));
        return turned >= low + 360 ? low : turned;
    }

    private static double[] Unwrap(double[] centres)
    {
        var unwrapped = new double[centres.Length];
        unwrapped[0] = centres[0];
        for (var i = 1; i < centres.Length; i++)
        {
            var turn = Math.Round((centres[i] - unwrapped[i - 1]) / 360) * 360;
            unwrapped[i] = centres[i] - turn;
        }

        return unwrapped;
    }
}
