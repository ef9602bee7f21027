using System.Globalization;
using System.Numerics;

namespace OceanML.Core;

/// <summary>A closed line of a polygon, its longitudes made continuous: 170, -170 becomes 170, 190.</summary>
internal sealed class GeoRing
{
    private readonly double[] longitudes;
    private readonly double[] latitudes;

    /// <summary>A ring of vertices.</summary>
    public GeoRing(IReadOnlyList<(double Longitude, double Latitude)> vertices)
    {
        foreach (var (longitude, latitude) in vertices)
        {
            if (!(longitude is >= -180 and <= 360 && latitude is >= -90 and <= 90))
                throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"the area has a vertex at longitude {longitude}, latitude {latitude}; longitudes must be within -180..360 and come first, latitudes within -90..90"));
        }

        var count = vertices.Count > 1 && vertices[^1] == vertices[0] ? vertices.Count - 1 : vertices.Count;
        if (vertices.Take(count).Distinct().Count() < 3) throw OceanException.Usage("the area has a ring of fewer than three different vertices");
        var (x, y) = (new List<double>(count + 3), new List<double>(count + 3));
        var turns = 0;
        for (var i = 0; i <= count; i++)
        {
            var (longitude, latitude) = vertices[i % count];
            if (i > 0)
            {
                // A side of exactly 360 degrees is one along a parallel right round the Earth, as in a box from -180 to 180.
                var step = longitude - vertices[i - 1].Longitude;
                if (Math.Abs(step) is > 180 and < 360) turns -= Math.Sign(step);
            }

            x.Add(longitude + (360 * turns));
            y.Add(latitude);
        }

        if (turns != 0)
        {
            var pole = y.Sum() >= 0 ? 90 : -90;
            (double, double)[] ends = [(x[^1], pole), (x[0], pole)];
            foreach (var (longitude, latitude) in ends)
            {
                x.Add(longitude);
                y.Add(latitude);
            }

            x.Add(x[0]);
            y.Add(y[0]);
        }

        (longitudes, latitudes) = ([.. x], [.. y]);
        (West, East, South, North) = (longitudes.Min(), longitudes.Max(), latitudes.Min(), latitudes.Max());
    }

    public double West { get; }

    public double East { get; }

    public double South { get; }

    public double North { get; }

    public bool CrossesDateline => East > 180 || West < -180;

    /// <summary>1 inside, 0 on the line, -1 outside.</summary>
    public int Locate(double latitude, double longitude)
    {
        if (!(latitude >= South && latitude <= North)) return -1;
        for (var turned = longitude - (360 * Math.Floor((longitude - West) / 360)); turned <= East; turned += 360)
        {
            var place = LocateFlat(turned, latitude);
            if (place >= 0) return place;
        }

        return -1;
    }

    /// <summary>Counts the sides that a line from the point to the east crosses (even-odd rule).</summary>
    private int LocateFlat(double x, double y)
    {
        var isInside = false;
        for (var i = 1; i < longitudes.Length; i++)
        {
            var (x1, y1, x2, y2) = (longitudes[i - 1], latitudes[i - 1], longitudes[i], latitudes[i]);
            if (y1 == y2)
            {
                if (y == y1 && x >= Math.Min(x1, x2) && x <= Math.Max(x1, x2)) return 0;
                continue;
            }

            if (y < Math.Min(y1, y2) || y > Math.Max(y1, y2)) continue;
            var side = y2 > y1 ? Side(x1, y1, x2, y2, x, y) : Side(x2, y2, x1, y1, x, y);
            if (side == 0) return 0;

            // The upper end of a side does not belong to it, so that a vertex counts once.
            if (side > 0 && y < Math.Max(y1, y2)) isInside = !isInside;
        }

        return isInside ? 1 : -1;
    }

    /// <summary>1 where a point lies to the west of a line that goes north, 0 on it, -1 to the east: exactly, however near.</summary>
    private static int Side(double x1, double y1, double x2, double y2, double x, double y)
    {
        var (left, right) = ((x1 - x) * (y2 - y), (y1 - y) * (x2 - x));
        var determinant = left - right;

        // The bound of Shewchuk (10.1007/PL00009321) on the rounding of this expression; within it integers decide.
        if (Math.Abs(determinant) > 3.3306690738754716e-16 * (Math.Abs(left) + Math.Abs(right))) return Math.Sign(determinant);
        var exact = ((Exact(x1) - Exact(x)) * (Exact(y2) - Exact(y))) - ((Exact(y1) - Exact(y)) * (Exact(x2) - Exact(x)));
        return exact.Sign;
    }

    /// <summary>A double as an integer, in units of the smallest one.</summary>
    private static BigInteger Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
        var integer = new BigInteger(mantissa) << Math.Max(0, exponent - 1);
        return value < 0 ? -integer : integer;
    }
}
