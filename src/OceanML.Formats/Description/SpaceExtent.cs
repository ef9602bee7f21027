namespace OceanML.Formats.Description;

/// <summary>The smallest box around all positions (centres of pixels), degrees, longitudes in -180..180.</summary>
/// <param name="West">Western edge; greater than the eastern one where the box crosses the dateline.</param>
/// <param name="South">Southern edge.</param>
/// <param name="East">Eastern edge.</param>
/// <param name="North">Northern edge.</param>
/// <param name="Positions">Number of positions that are known.</param>
/// <param name="Unknown">Number of positions that are missing or impossible.</param>
public sealed record SpaceExtent(double West, double South, double East, double North, long Positions, long Unknown)
{
    /// <summary>Whether the box crosses 180 degrees.</summary>
    public bool CrossesDateline => West > East;

    /// <summary>The box around positions; null where none is known.</summary>
    public static SpaceExtent? Around(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        var known = new List<double>();
        var (south, north) = (double.PositiveInfinity, double.NegativeInfinity);
        var unknown = 0L;
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (!(Math.Abs(latitudes[i]) <= 90) || !(Math.Abs(longitudes[i]) <= 540))
            {
                unknown++;
                continue;
            }

            (south, north) = (Math.Min(south, latitudes[i]), Math.Max(north, latitudes[i]));
            known.Add(longitudes[i]);
        }

        if (known.Count == 0) return null;
        var (west, east) = Arc(known);
        return new SpaceExtent(west, south, east, north, known.Count, unknown);
    }

    /// <summary>The box of a grid with one latitude per row and one longitude per column; null where none is known.</summary>
    public static SpaceExtent? OfGrid(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        var rows = latitudes.ToArray().Where(value => Math.Abs(value) <= 90).ToList();
        var columns = longitudes.ToArray().Where(value => Math.Abs(value) <= 540).ToList();
        if (rows.Count == 0 || columns.Count == 0) return null;
        var (west, east) = Arc(columns);
        var known = (long)rows.Count * columns.Count;
        return new SpaceExtent(west, rows.Min(), east, rows.Max(), known, ((long)latitudes.Length * longitudes.Length) - known);
    }

    // The complement of the widest gap between neighbouring longitudes: right for any positions, across the dateline or not. The gap
    // must be wider than a few degrees and than the usual step: data all around the globe keep -180..180.
    private static (double West, double East) Arc(List<double> longitudes)
    {
        const double narrow = 5;
        var sorted = longitudes.Select(longitude => longitude == 180 ? 180 : Core.Sphere.NormalizeLongitude(longitude)).Distinct().Order().ToList();
        var (west, east) = (sorted[0], sorted[^1]);
        var overDateline = west + 360 - east;
        var (widest, at) = (overDateline, 0);
        var gaps = new List<double>(sorted.Count) { overDateline };
        for (var i = 1; i < sorted.Count; i++)
        {
            gaps.Add(sorted[i] - sorted[i - 1]);
            if (gaps[i] > widest) (widest, at) = (gaps[i], i);
        }

        gaps.Sort();
        var usual = gaps[(gaps.Count - 1) / 2];
        return at == 0 || widest < narrow || widest < 2 * usual ? (west, east) : (sorted[at], sorted[at - 1]);
    }
}
