using OceanML.Core;

namespace OceanML.Formats.Archives;

/// <summary>The whole of what a field covers in time and space.</summary>
public static class FieldExtent
{
    private const int Bins = 3600;

    // Gaps between the meridians of a field that are not wider than this are those between its pixels.
    private const double PixelGap = 3;

    /// <summary>From the first to the last of its time steps; null where it has none or one is missing.</summary>
    public static TimeInterval? Covers(IReadOnlyList<TimeInterval> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (times.Count == 0 || times.Any(step => step.Start == Timestamp.Missing || step.End == Timestamp.Missing)) return null;
        return new TimeInterval(times.Min(step => step.Start), times.Max(step => step.End));
    }

    /// <summary>
    /// The smallest box that holds all pixel centres of a swath, or all cells of a grid, across the dateline where that is narrower; null where no pixel has
    /// a position. A field that leaves no gap of more than 3 degrees between its meridians, as round a pole, spans all longitudes.
    /// </summary>
    public static GeoBox? Of(FieldGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var meridians = new Meridians();
        var (south, north) = (double.PositiveInfinity, double.NegativeInfinity);
        var (wide, gap) = (0.0, PixelGap);
        if (geometry is FieldGeometry.Grid grid)
        {
            foreach (var latitude in grid.Latitudes)
            {
                if (double.IsFinite(latitude)) (south, north) = (Math.Min(south, latitude), Math.Max(north, latitude));
            }

            var half = Spacing(grid.Latitudes) / 2;
            wide = Spacing(grid.Longitudes) / 2;
            (south, north) = (south - half, north + half);
            foreach (var longitude in grid.Longitudes) meridians.Add(longitude);
            gap = Math.Max(gap, 3 * wide);
        }
        else
        {
            var swath = (FieldGeometry.Swath)geometry;
            for (var i = 0; i < swath.Latitudes.Length; i++)
            {
                var (latitude, longitude) = (swath.Latitudes[i], swath.Longitudes[i]);
                if (!Sphere.IsPosition(latitude, longitude)) continue;
                (south, north) = (Math.Min(south, latitude), Math.Max(north, latitude));
                meridians.Add(longitude);
            }
        }

        if (!(south <= north) || meridians.Arc() is not { } arc) return null;
        if (arc.Gap <= gap) (arc.West, arc.East) = (-180, 180);
        else if (wide > 0) (arc.West, arc.East) = (Sphere.NormalizeLongitude(arc.West - wide), Sphere.NormalizeLongitude(arc.East + wide));
        return new GeoBox(arc.West, Math.Max(-90, south), arc.East, Math.Min(90, north));
    }

    // The widest cell of an axis; a jump of more than half the Earth is the dateline.
    private static double Spacing(double[] axis)
    {
        var widest = 0.0;
        for (var i = 1; i < axis.Length; i++)
        {
            var step = Math.Abs(axis[i] - axis[i - 1]);
            if (step < 180) widest = Math.Max(widest, step);
        }

        return widest;
    }

    /// <summary>Gathers longitudes and finds the widest gap between them, to the exact values on its edges.</summary>
    private sealed class Meridians
    {
        private readonly double[] lowest = Filled(double.PositiveInfinity);
        private readonly double[] highest = Filled(double.NegativeInfinity);

        public void Add(double longitude)
        {
            if (!double.IsFinite(longitude)) return;
            var normal = Sphere.NormalizeLongitude(longitude);
            var bin = Math.Min(Bins - 1, (int)((normal + 180) * (Bins / 360.0)));
            if (normal < lowest[bin]) lowest[bin] = normal;
            if (normal > highest[bin]) highest[bin] = normal;
        }

        public (double West, double East, double Gap)? Arc()
        {
            var first = Array.FindIndex(lowest, double.IsFinite);
            if (first < 0) return null;
            var last = Array.FindLastIndex(lowest, double.IsFinite);
            var (gap, west, east) = (lowest[first] + 360 - highest[last], lowest[first], highest[last]);
            for (var (bin, before) = (first + 1, first); bin <= last; bin++)
            {
                if (!double.IsFinite(lowest[bin])) continue;
                if (lowest[bin] - highest[before] > gap) (gap, west, east) = (lowest[bin] - highest[before], lowest[bin], highest[before]);
                before = bin;
            }

            return (west, east, gap);
        }

        private static double[] Filled(double value)
        {
            var values = new double[Bins];
            Array.Fill(values, value);
            return values;
        }
    }
}
