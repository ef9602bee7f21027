using System.Globalization;

namespace OceanML.Core;

/// <summary>All positions within a great-circle distance of a point.</summary>
/// <param name="Longitude">Longitude of the point, degrees.</param>
/// <param name="Latitude">Latitude of the point, degrees.</param>
/// <param name="Km">Distance, km.</param>
public sealed record GeoCircle(double Longitude, double Latitude, double Km)
{
    /// <summary>Whether a position lies within the distance, the distance itself included.</summary>
    public bool Contains(double latitude, double longitude) =>
        Math.Abs(latitude - Latitude) * (Math.PI / 180 * Sphere.RadiusKm) <= Km * (1 + 1e-9) && Sphere.DistanceKm(Latitude, Longitude, latitude, longitude) <= Km;

    /// <summary>Parses <c>longitude,latitude,km</c>, e.g. <c>5.2,43.1,100</c>.</summary>
    /// <exception cref="OceanException">Not three numbers, or out of range.</exception>
    public static GeoCircle Parse(string text)
    {
        var parts = text.Split(',');
        var values = new double[3];
        for (var i = 0; i < 3; i++)
        {
            if (parts.Length != 3 || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                throw OceanException.Usage($"'{text}' is not a point with a distance; write longitude,latitude,km, e.g. 5.2,43.1,100");
        }

        if (values[0] is < -180 or > 360 || values[1] is < -90 or > 90 || !(values[2] > 0))
            throw OceanException.Usage($"'{text}': the longitude must be within -180..360, the latitude within -90..90, the distance above 0 km");
        return new GeoCircle(values[0], values[1], values[2]);
    }
}
