using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>Swaths as satellites make them: a track on the sphere with scans across it, gaps, overlapping scans, anywhere.</summary>
internal static class RandomSwaths
{
    public static FieldGeometry.Swath Make(
        Random random,
        int rows,
        int columns,
        double pixelKm,
        double gapShare = 0.05,
        bool bowTie = false,
        bool from0To360 = false,
        (double Latitude, double Longitude)? through = null)
    {
        var latitudes = new float[rows * columns];
        var longitudes = new float[rows * columns];

        // An orthonormal frame: the track runs along "forward" through a random point, scans along "side".
        var start = through is { } place ? Sphere.UnitVector(place.Latitude, place.Longitude) : Direction(random);
        var forward = Normalise(Cross(start, Direction(random)));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var across = column - ((columns - 1) / 2.0);

                // Scans of ten lines that widen away from nadir overlap their neighbours: the bow-tie of MODIS and VIIRS.
                var line = bowTie ? ((row / 10) * 10) + 4.5 + (((row % 10) - 4.5) * (1 + (2 * Math.Pow(2 * across / columns, 2)))) : row;
                line -= rows / 2.0;
                var (a, b) = (line * pixelKm / Sphere.RadiusKm, across * pixelKm / Sphere.RadiusKm);
                var along = Add(Scale(start, Math.Cos(a)), Scale(Cross(forward, start), Math.Sin(a)));
                var point = Add(Scale(along, Math.Cos(b)), Scale(forward, Math.Sin(b)));
                var longitude = Math.Atan2(point.Y, point.X) * 180 / Math.PI;
                var at = (row * columns) + column;
                latitudes[at] = (float)(Math.Asin(Math.Clamp(point.Z, -1, 1)) * 180 / Math.PI);
                longitudes[at] = (float)(from0To360 && longitude < 0 ? longitude + 360 : longitude);
                if (random.NextDouble() < gapShare) latitudes[at] = float.NaN;
                if (random.NextDouble() < gapShare / 4) longitudes[at] = -32767;
            }
        }

        return new FieldGeometry.Swath(rows, columns, latitudes, longitudes);
    }

    /// <summary>A position near a random pixel of the swath, or now and then anywhere.</summary>
    public static (double Latitude, double Longitude) PositionNear(Random random, FieldGeometry.Swath swath, double spreadDegrees)
    {
        var pixel = random.Next(swath.Latitudes.Length);
        double latitude = swath.Latitudes[pixel], longitude = swath.Longitudes[pixel];
        if (!(Math.Abs(latitude) <= 90) || !(Math.Abs(longitude) <= 360) || random.Next(20) == 0)
            return ((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180);
        latitude = Math.Clamp(latitude + ((random.NextDouble() - 0.5) * spreadDegrees), -90, 90);
        var widen = 1 / Math.Max(0.01, Math.Cos(latitude * Math.PI / 180));
        return (latitude, longitude + ((random.NextDouble() - 0.5) * spreadDegrees * widen));
    }

    /// <summary>The oracle: every pixel tried by the haversine of Core.</summary>
    public static (int Pixel, double DistanceKm) BruteForce(FieldGeometry.Swath swath, double latitude, double longitude)
    {
        var (best, distance) = (-1, double.PositiveInfinity);
        for (var i = 0; i < swath.Latitudes.Length; i++)
        {
            if (!(Math.Abs(swath.Latitudes[i]) <= 90) || !(Math.Abs(swath.Longitudes[i]) <= 360)) continue;
            var candidate = Sphere.DistanceKm(latitude, longitude, swath.Latitudes[i], swath.Longitudes[i]);
            if (candidate < distance) (best, distance) = (i, candidate);
        }

        return (best, distance);
    }

    /// <summary>The oracle for a disc: every pixel tried; on a grid that repeats itself, of pixels in the same place the first.</summary>
    public static int[] Within(FieldGeometry.Swath grid, double latitude, double longitude, double radiusKm, bool cyclic = false)
    {
        var found = new List<int>();
        for (var i = 0; i < grid.Latitudes.Length; i++)
        {
            if (!(Math.Abs(grid.Latitudes[i]) <= 90) || !(Math.Abs(grid.Longitudes[i]) <= 360)) continue;
            if (Sphere.DistanceKm(latitude, longitude, grid.Latitudes[i], grid.Longitudes[i]) > radiusKm) continue;
            if (cyclic && found.Exists(other => Sphere.DistanceKm(grid.Latitudes[other], grid.Longitudes[other], grid.Latitudes[i], grid.Longitudes[i]) < 0.02)) continue;
            found.Add(i);
        }

        return [.. found];
    }

    private static (double X, double Y, double Z) Direction(Random random)
    {
        while (true)
        {
            var (x, y, z) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            if ((x * x) + (y * y) + (z * z) is > 0.01 and <= 1) return Normalise((x, y, z));
        }
    }

    private static (double X, double Y, double Z) Cross((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        ((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    private static (double X, double Y, double Z) Scale((double X, double Y, double Z) a, double factor) => (a.X * factor, a.Y * factor, a.Z * factor);

    private static (double X, double Y, double Z) Add((double X, double Y, double Z) a, (double X, double Y, double Z) b) => (a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    private static (double X, double Y, double Z) Normalise((double X, double Y, double Z) a) =>
        Scale(a, 1 / Math.Sqrt((a.X * a.X) + (a.Y * a.Y) + (a.Z * a.Z)));
}
