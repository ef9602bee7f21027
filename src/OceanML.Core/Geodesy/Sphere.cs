namespace OceanML.Core;

/// <summary>The Earth as a sphere: distances that are right at the poles and across the dateline.</summary>
public static class Sphere
{
    /// <summary>Mean radius of the Earth, km (IUGG).</summary>
    public const double RadiusKm = 6371.0088;

    /// <summary>
    /// Whether a latitude and a longitude are a position: numbers, longitude -360..720, as models count round the Earth from their own seam. Fill values
    /// that no attribute declares are none.
    /// </summary>
    public static bool IsPosition(double latitude, double longitude) => latitude is >= -90 and <= 90 && longitude is >= -360 and <= 720;

    /// <summary>Great-circle distance between two positions in degrees, km (haversine).</summary>
    public static double DistanceKm(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        const double degree = Math.PI / 180;
        var sinLatitude = Math.Sin((latitude2 - latitude1) * degree / 2);
        var sinLongitude = Math.Sin((longitude2 - longitude1) * degree / 2);
        var h = (sinLatitude * sinLatitude)
            + (Math.Cos(latitude1 * degree) * Math.Cos(latitude2 * degree) * sinLongitude * sinLongitude);
        return 2 * RadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Position in degrees as a unit vector (x to 0 E on the equator, y to 90 E, z to the north pole).</summary>
    public static (double X, double Y, double Z) UnitVector(double latitude, double longitude)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude * Math.PI / 180);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude * Math.PI / 180);
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    /// <summary>The same longitude in [-180, 180).</summary>
    public static double NormalizeLongitude(double longitude)
    {
        if (longitude is >= -180 and < 180) return longitude;
        var wrapped = (longitude + 180) % 360;
        return (wrapped < 0 ? wrapped + 360 : wrapped) - 180;
    }
}
