using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Finds the pixel of a field that belongs to a position. On a grid it is the cell that contains the position, on a swath the pixel
/// with the nearest centre on the sphere.
/// </summary>
/// <remarks>
/// Without a radius, a position must lie within the pixel: on a grid at most half a step from the centre on both axes; on a swath at
/// most half the local pixel diagonal, which is half the distance to a neighbour in the direction where neighbours are farthest. Of two opposite
/// neighbours the nearer counts, so that a gap or an overlap of scans on one side does not widen the pixel. With a radius, the distance to
/// the nearest centre decides alone; on a grid, to the centre of the cell that contains the position, where one does.
/// </remarks>
public abstract class PixelLocator
{
    private protected PixelLocator(double? radiusKm)
    {
        if (radiusKm is { } radius && !(radius > 0)) throw new ArgumentOutOfRangeException(nameof(radiusKm), radius, "a radius is above 0 km");
        RadiusKm = radiusKm;
    }

    /// <summary>Greatest distance from a position to the centre of its pixel, km; null for "within the pixel".</summary>
    public double? RadiusKm { get; }

    /// <summary>Columns after which the field repeats itself (a grid round the Earth); 0 for a field with a left and a right edge.</summary>
    public virtual int Period => 0;

    /// <summary>Prepares a field's geometry for queries.</summary>
    /// <param name="geometry">Pixel centres in degrees.</param>
    /// <param name="radiusKm">Greatest distance, km; null for "within the pixel".</param>
    /// <param name="threads">Threads for the preparation of a swath; the result does not depend on it.</param>
    /// <exception cref="OceanException">The axes of a grid are not monotonic or hold missing values.</exception>
    public static PixelLocator For(FieldGeometry geometry, double? radiusKm = null, int threads = 1) => geometry switch
    {
        FieldGeometry.Grid grid => new GridLocator(grid, radiusKm),
        FieldGeometry.Swath swath => new SwathLocator(swath, radiusKm, threads),
        _ => throw new ArgumentException("a geometry is a grid or a swath", nameof(geometry)),
    };

    /// <summary>Finds the pixel of a position in degrees; the longitude may be in any convention.</summary>
    public abstract PixelLocation Locate(double latitude, double longitude);

    /// <summary>
    /// Finds all pixels in an area round a position, whatever <see cref="RadiusKm"/> is: every distinct cell once, in row-major order, with its distance. A
    /// repeated column of a cyclic field counts once, as the column that it repeats.
    /// </summary>
    /// <param name="latitude">Degrees.</param>
    /// <param name="longitude">Degrees, any convention.</param>
    /// <param name="area">A disc on the sphere, or a box in degrees.</param>
    public abstract PixelLocation[] Within(double latitude, double longitude, SearchArea area);

    /// <summary>Finds the pixels of many positions.</summary>
    /// <param name="latitudes">Degrees.</param>
    /// <param name="longitudes">Degrees, any convention.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public PixelLocation[] LocateAll(double[] latitudes, double[] longitudes, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(latitudes);
        ArgumentNullException.ThrowIfNull(longitudes);
        var found = new PixelLocation[latitudes.Length];
        const int batch = 1024;
        var batches = (latitudes.Length + batch - 1) / batch;
        var order = Order(latitudes, longitudes);
        Parallel.For(0, batches, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, number =>
        {
            var end = Math.Min(latitudes.Length, (number + 1) * batch);
            for (var next = number * batch; next < end; next++)
            {
                var i = order is null ? next : order[next];
                found[i] = Locate(latitudes[i], longitudes[i]);
            }
        });
        return found;
    }

    /// <summary>Whether numbers are a position on Earth: latitude -90..90, any finite longitude.</summary>
    private protected static bool IsOnEarth(double latitude, double longitude) => latitude is >= -90 and <= 90 && double.IsFinite(longitude);

    /// <summary>The order in which many positions are best looked for, or null for their own.</summary>
    private protected virtual int[]? Order(double[] latitudes, double[] longitudes) => null;
}
