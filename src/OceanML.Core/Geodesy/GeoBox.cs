using System.Globalization;

namespace OceanML.Core;

/// <summary>
/// A box in latitude and longitude (degrees). West greater than east means that it crosses the dateline:
/// 170 to -170 is the 20 degrees around 180.
/// </summary>
/// <param name="West">Western edge, -180..360.</param>
/// <param name="South">Southern edge, -90..90.</param>
/// <param name="East">Eastern edge, -180..360.</param>
/// <param name="North">Northern edge, -90..90.</param>
public sealed record GeoBox(double West, double South, double East, double North)
{
    /// <summary>Whether a position lies inside, edges included.</summary>
    public bool Contains(double latitude, double longitude)
    {
        if (!(latitude >= South && latitude <= North)) return false;
        if (East - West >= 360) return true;
        var width = Eastward(West, East);
        return Eastward(West, longitude) <= width;
    }

    /// <summary>Whether a position lies inside the box or, by a bound that is never too small, within a distance of it.</summary>
    /// <param name="latitude">Degrees.</param>
    /// <param name="longitude">Degrees, any convention.</param>
    /// <param name="km">Distance, km.</param>
    public bool IsNear(double latitude, double longitude, double km)
    {
        var degrees = km / Sphere.RadiusKm * (180 / Math.PI);
        if (!(latitude >= South - degrees && latitude <= North + degrees)) return false;

        // How wide the distance is in longitude at its most poleward latitude; near a pole it holds all meridians.
        var farthest = Math.Max(Math.Abs(latitude), Math.Max(Math.Abs(South), Math.Abs(North))) + degrees;
        if (farthest >= 90) return true;
        var half = Math.Asin(Math.Min(1, Math.Sin(degrees * Math.PI / 180) / Math.Cos((farthest - degrees) * Math.PI / 180))) * (180 / Math.PI);
        var width = East - West >= 360 ? 360 : Eastward(West, East);
        return width + (2 * half) >= 360 || Eastward(West - half, longitude) <= width + (2 * half);
    }

    /// <summary>Parses <c>west,south,east,north</c> in degrees, e.g. <c>170,-20,-170,10</c>.</summary>
    /// <exception cref="OceanException">Not four numbers, or latitudes out of range or order.</exception>
    public static GeoBox Parse(string text)
    {
        var parts = text.Split(',');
        var values = new double[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts.Length != 4 || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                throw OceanException.Usage($"'{text}' is not a box; write west,south,east,north in degrees, e.g. -20,30,10,60");
        }

        if (values[1] > values[3] || values[1] < -90 || values[3] > 90)
            throw OceanException.Usage($"box '{text}': south must be below north and both within -90..90; the order is west,south,east,north");
        if (values[0] is < -180 or > 360 || values[2] is < -180 or > 360)
            throw OceanException.Usage($"box '{text}': longitudes must be within -180..360");
        return new GeoBox(values[0], values[1], values[2], values[3]);
    }

    private static double Eastward(double from, double to)
    {
        var difference = (to - from) % 360;
        return difference < 0 ? difference + 360 : difference;
    }
}
