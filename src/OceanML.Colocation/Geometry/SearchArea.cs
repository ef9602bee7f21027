namespace OceanML.Colocation;

/// <summary>The area round a position from which all pixels are taken.</summary>
public abstract record SearchArea
{
    private protected SearchArea()
    {
    }

    private static double Above(double value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "the size of a search area is above 0");

    /// <summary>Pixels with their centre within a great-circle distance.</summary>
    /// <param name="RadiusKm">Distance, km, inclusive; above 0.</param>
    public sealed record Disc(double RadiusKm) : SearchArea
    {
        /// <summary>Greatest distance from the position to a pixel centre, km, inclusive.</summary>
        public double RadiusKm { get; } = Above(RadiusKm, nameof(RadiusKm));
    }

    /// <summary>
    /// Pixels with their centre within so many degrees of latitude and of longitude. The width in km shrinks with the cosine of latitude and ends at the
    /// poles: for comparison with others; a disc is nearly always meant.
    /// </summary>
    /// <param name="HalfHeight">Degrees of latitude to either side, inclusive.</param>
    /// <param name="HalfWidth">Degrees of longitude to either side, inclusive, the shorter way round.</param>
    public sealed record Degrees(double HalfHeight, double HalfWidth) : SearchArea
    {
        // Coordinates in decimal degrees are rounded in binary: a centre 0.1 degrees off is within 0.1 degrees.
        internal const double Rounding = 1e-9;

        /// <summary>Degrees of latitude to either side, inclusive.</summary>
        public double HalfHeight { get; } = Above(HalfHeight, nameof(HalfHeight));

        /// <summary>Degrees of longitude to either side, inclusive, the shorter way round.</summary>
        public double HalfWidth { get; } = Above(HalfWidth, nameof(HalfWidth));

        /// <summary>Whether a pixel centre lies in the area round a position; degrees, longitudes in any convention.</summary>
        internal bool Holds(double latitude, double longitude, double pixelLatitude, double pixelLongitude)
        {
            var turn = pixelLongitude - longitude;
            turn -= 360 * Math.Round(turn / 360);
            return Math.Abs(pixelLatitude - latitude) <= HalfHeight + Rounding && Math.Abs(turn) <= HalfWidth + Rounding;
        }
    }
}
