using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Where the sun stands. Low-precision formulas of Meeus 1998, Astronomical Algorithms, chapters 12, 22 and 25: 0.01 degree.</summary>
public static class SolarPosition
{
    private const double Radian = Math.PI / 180;

    private const long Year2000 = 946_728_000 * Timestamp.PerSecond;

    /// <summary>
    /// Elevation of the centre of the sun above the horizon (degrees), -90..90, without refraction; NaN where time or place is unknown.
    /// </summary>
    /// <param name="time">UTC.</param>
    /// <param name="latitude">Latitude, -90..90.</param>
    /// <param name="longitude">Longitude, degrees east.</param>
    public static double Elevation(long time, double latitude, double longitude)
    {
        if (time == Timestamp.Missing) return double.NaN;
        var days = (time - Year2000) / (double)Timestamp.PerDay;
        var century = days / 36525;

        // Apparent longitude of the sun: mean longitude, equation of the centre, aberration and nutation.
        var meanLongitude = 280.46646 + (century * (36000.76983 + (century * 0.0003032)));
        var anomaly = (357.52911 + (century * (35999.05029 - (century * 0.0001537)))) * Radian;
        var centre = ((1.914602 - (century * (0.004817 + (century * 0.000014)))) * Math.Sin(anomaly))
            + ((0.019993 - (century * 0.000101)) * Math.Sin(2 * anomaly))
            + (0.000289 * Math.Sin(3 * anomaly));
        var node = (125.04 - (1934.136 * century)) * Radian;
        var apparent = (meanLongitude + centre - 0.00569 - (0.00478 * Math.Sin(node))) * Radian;
        var obliquity = (23.439291 - (century * (0.0130042 + (century * 1.64e-7))) + (0.00256 * Math.Cos(node))) * Radian;

        var declination = Math.Asin(Math.Sin(obliquity) * Math.Sin(apparent));
        var ascension = Math.Atan2(Math.Cos(obliquity) * Math.Sin(apparent), Math.Cos(apparent)) / Radian;
        var sidereal = 280.46061837 + (360.98564736629 * days) + (century * century * 0.000387933);
        var hour = (sidereal + longitude - ascension) * Radian;
        var sine = (Math.Sin(latitude * Radian) * Math.Sin(declination))
            + (Math.Cos(latitude * Radian) * Math.Cos(declination) * Math.Cos(hour));
        return Math.Asin(Math.Clamp(sine, -1, 1)) / Radian;
    }
}
