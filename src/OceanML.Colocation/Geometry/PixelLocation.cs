namespace OceanML.Colocation;

/// <summary>A pixel found for a position.</summary>
/// <param name="Row">Row of the pixel; -1 where no pixel is near enough.</param>
/// <param name="Column">Column of the pixel; -1 where no pixel is near enough.</param>
/// <param name="DistanceKm">Great-circle distance from the position to the pixel centre, km; NaN where the field has no pixel at all.</param>
public readonly record struct PixelLocation(int Row, int Column, double DistanceKm)
{
    /// <summary>Whether a pixel was found near enough.</summary>
    public bool IsFound => Row >= 0;

    /// <summary>No pixel near enough; the distance is that of the nearest one.</summary>
    internal static PixelLocation None(double distanceKm) => new(-1, -1, distanceKm);
}
