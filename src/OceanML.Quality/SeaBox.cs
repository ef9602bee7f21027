namespace OceanML.Quality;

/// <summary>A box in latitude and longitude; its edges belong to it.</summary>
/// <param name="South">Southern edge, degrees north.</param>
/// <param name="North">Northern edge.</param>
/// <param name="West">Western edge, -180..180.</param>
/// <param name="East">Eastern edge, west of which the box does not cross the date line.</param>
public sealed record SeaBox(double South, double North, double West, double East)
{
    /// <summary>Whether a position lies in one of the boxes; longitudes -180..360.</summary>
    public static bool AnyHolds(IReadOnlyList<SeaBox> boxes, double latitude, double longitude)
    {
        if (longitude > 180) longitude -= 360;
        foreach (var box in boxes)
        {
            if (latitude >= box.South && latitude <= box.North && longitude >= box.West && longitude <= box.East) return true;
        }

        return false;
    }
}
