namespace OceanML.Quality;

/// <summary>The seas with ranges of their own in Argo's regional range test, as boxes in latitude and longitude.</summary>
/// <remarks>Boxes of the Coriolis chain 6.5 (add_rtqc_to_profile_file); edges belong to the sea.</remarks>
public static class SeaRegion
{
    private static readonly (double South, double North, double West, double East)[] RedSea =
        [(25, 30, 30, 35), (15, 30, 35, 40), (15, 20, 40, 45), (12.55, 15, 40, 43), (13, 15, 43, 43.5)];

    private static readonly (double South, double North, double West, double East)[] Mediterranean =
        [(30, 40, -5, 40), (40, 45, 0, 25), (45, 50, 10, 15), (40, 41, 25, 30), (35.2, 36.6, -5.4, -5)];

    /// <summary>Whether a position lies in the Red Sea boxes; longitudes -180..360.</summary>
    public static bool IsRedSea(double latitude, double longitude) => IsIn(RedSea, latitude, longitude);

    /// <summary>Whether a position lies in the Mediterranean boxes; longitudes -180..360.</summary>
    public static bool IsMediterranean(double latitude, double longitude) => IsIn(Mediterranean, latitude, longitude);

    private static bool IsIn((double South, double North, double West, double East)[] boxes, double latitude, double longitude)
    {
        if (longitude > 180) longitude -= 360;
        foreach (var (south, north, west, east) in boxes)
        {
            if (latitude >= south && latitude <= north && longitude >= west && longitude <= east) return true;
        }

        return false;
    }
}
