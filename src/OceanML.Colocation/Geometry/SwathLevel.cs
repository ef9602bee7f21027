namespace OceanML.Colocation;

/// <summary>
/// One level of the hierarchy over a swath: per block of rows and columns, a box in latitude and longitude that holds all pixel centres of the block.
/// Four blocks by four of a level make one block of the next.
/// </summary>
/// <remarks>
/// A box is a centre and a half width on each axis, so that the distance in longitude needs one subtraction and one turn, whatever the convention and also
/// across the dateline; a block that holds a pole has a half width of 180 degrees there. Boxes are single precision and padded by more than its rounding.
/// </remarks>
internal sealed class SwathLevel(int rows, int columns)
{
    /// <summary>Children per side.</summary>
    public const int Fan = 4;

    /// <summary>
    /// Widens the boxes by more than the rounding of floats: near 180 degrees 8e-6 for each of centre, half width and the position of a query.
    /// </summary>
    public const float LatitudePadding = 3e-5f;

    /// <summary>As <see cref="LatitudePadding"/>, for longitudes up to 720 degrees.</summary>
    public const float LongitudePadding = 1e-4f;

    // Boxes are read four at a time, also the last ones.
    private const int Spare = Fan - 1;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Latitude of the centre, degrees; NaN for a block without pixels.</summary>
    public float[] Latitude { get; } = Filled((rows * columns) + Spare, float.NaN);

    /// <summary>Half the height, degrees.</summary>
    public float[] HalfHeight { get; } = new float[(rows * columns) + Spare];

    /// <summary>Longitude of the centre, -180..180.</summary>
    public float[] Longitude { get; } = new float[(rows * columns) + Spare];

    /// <summary>Half the width, degrees, up to 180.</summary>
    public float[] HalfWidth { get; } = new float[(rows * columns) + Spare];

    /// <summary>Smallest cosine of latitude in the block.</summary>
    public float[] Cosine { get; } = new float[(rows * columns) + Spare];

    /// <summary>Sets the box of a block from its extent; east is not below west, and above 180 for a block across the dateline.</summary>
    public void Set(int block, double south, double north, double west, double east)
    {
        var width = east - west;
        var centre = west + (width / 2);
        if (centre > 180) centre -= 360;
        Latitude[block] = (float)((south + north) / 2);
        HalfHeight[block] = (float)((north - south) / 2) + LatitudePadding;
        Longitude[block] = (float)centre;
        HalfWidth[block] = (float)Math.Min(180, (width / 2) + LongitudePadding);
        var farthest = Math.Min(90, Math.Max(Math.Abs(south), Math.Abs(north)) + (2 * LatitudePadding));
        Cosine[block] = (float)(Math.Cos(farthest * Math.PI / 180) * (1 - 1e-6));
    }

    /// <summary>The level above: the boxes of its blocks are the unions of their children's.</summary>
    public SwathLevel Above()
    {
        var above = new SwathLevel((Rows + Fan - 1) / Fan, (Columns + Fan - 1) / Fan);
        for (var row = 0; row < above.Rows; row++)
        {
            for (var column = 0; column < above.Columns; column++) above.Unite(this, row, column);
        }

        return above;
    }

    private void Unite(SwathLevel below, int row, int column)
    {
        double south = double.PositiveInfinity, north = double.NegativeInfinity, west = 0, east = 0;
        var first = true;
        for (var r = row * Fan; r < Math.Min(below.Rows, (row + 1) * Fan); r++)
        {
            for (var c = column * Fan; c < Math.Min(below.Columns, (column + 1) * Fan); c++)
            {
                var child = (r * below.Columns) + c;
                if (float.IsNaN(below.Latitude[child])) continue;
                south = Math.Min(south, (double)below.Latitude[child] - below.HalfHeight[child]);
                north = Math.Max(north, (double)below.Latitude[child] + below.HalfHeight[child]);
                double centre = below.Longitude[child], half = below.HalfWidth[child];
                if (first)
                {
                    (west, east) = (centre - half, centre + half);
                    first = false;
                    continue;
                }

                // The copy of the child's interval that lies nearest to the union so far.
                centre += 360 * Math.Round((((west + east) / 2) - centre) / 360);
                west = Math.Min(west, centre - half);
                east = Math.Max(east, centre + half);
            }
        }

        if (first) return;
        if (east - west >= 360) (west, east) = (-180, 180);
        var turn = 360 * Math.Round((west + east) / 720);
        Set((row * Columns) + column, south, north, west - turn, east - turn);
    }

    private static float[] Filled(int length, float value)
    {
        var filled = new float[length];
        Array.Fill(filled, value);
        return filled;
    }
}
