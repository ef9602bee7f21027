namespace OceanML.Colocation;

/// <summary>The area round a position from which all pixels are taken.</summary>
public abstract record SearchArea
{
    private protected SearchArea()
    {
    }

    /// <summary>Pixels with their centre within a great-circle distance.</summary>
    /// <param name="RadiusKm">Distance, km, inclusive; above 0.</param>
    public sealed record Disc(double RadiusKm) : SearchArea;

    /// <summary>
    /// Pixels with their centre within so many degrees of latitude and of longitude. The width in km shrinks with the cosine of latitude and ends at the
    /// poles: for comparison with others; a disc is nearly always meant.
    /// </summary>
    /// <param name="HalfHeight">Degrees of latitude to either side, inclusive.</param>
    /// <param name="HalfWidth">Degrees of longitude to either side, inclusive, the shorter way round.</param>
    public sealed record Degrees(double HalfHeight, double HalfWidth) : SearchArea;
}
