namespace OceanML.Quality;

/// <summary>The seas with ranges of their own in Argo's regional range test, as boxes in latitude and longitude.</summary>
/// <remarks>Boxes of the Coriolis chain 6.5 (add_rtqc_to_profile_file); edges belong to the sea.</remarks>
public static class SeaRegion
{
    /// <summary>The Red Sea.</summary>
    public static IReadOnlyList<SeaBox> RedSea { get; } =
        [new(25, 30, 30, 35), new(15, 30, 35, 40), new(15, 20, 40, 45), new(12.55, 15, 40, 43), new(13, 15, 43, 43.5)];

    /// <summary>The Mediterranean.</summary>
    public static IReadOnlyList<SeaBox> Mediterranean { get; } =
        [new(30, 40, -5, 40), new(40, 45, 0, 25), new(45, 50, 10, 15), new(40, 41, 25, 30), new(35.2, 36.6, -5.4, -5)];

    /// <summary>Whether a position lies in the Red Sea boxes; longitudes -180..360.</summary>
    public static bool IsRedSea(double latitude, double longitude) => SeaBox.AnyHolds(RedSea, latitude, longitude);

    /// <summary>Whether a position lies in the Mediterranean boxes; longitudes -180..360.</summary>
    public static bool IsMediterranean(double latitude, double longitude) => SeaBox.AnyHolds(Mediterranean, latitude, longitude);
}
