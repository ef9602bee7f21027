using OceanML.Core;

namespace OceanML.Benchmarks;

/// <summary>A swath with the shape and size of an OLCI full-resolution granule (4091 x 4865 pixels of about 300 m) and positions in and around it.</summary>
internal static class OlciLikeSwath
{
    public const int Rows = 4091;

    public const int Columns = 4865;

    /// <summary>
    /// Pixel centres of a sun-synchronous descending orbit: the ground track of a circle inclined by 98.65 degrees, scans across it.
    /// </summary>
    public static FieldGeometry.Swath Make(double startLatitude, double startLongitude)
    {
        const double pixelKm = 0.29;
        const double inclination = 98.65 * Math.PI / 180;
        var latitudes = new float[Rows * Columns];
        var longitudes = new float[Rows * Columns];
        var start = Math.Asin(Math.Clamp(Math.Sin(startLatitude * Math.PI / 180) / Math.Sin(inclination), -1, 1));
        Parallel.For(0, Rows, row =>
        {
            // Argument of latitude along the descending half of the orbit, which turns westward with the Earth below it.
            var u = Math.PI - start + (row * pixelKm / Sphere.RadiusKm);
            var (sinU, cosU) = Math.SinCos(u);
            var (sinI, cosI) = Math.SinCos(inclination);
            var along = (X: cosU, Y: sinU * cosI, Z: sinU * sinI);
            var pole = (X: 0.0, Y: -sinI, Z: cosI);
            for (var column = 0; column < Columns; column++)
            {
                var (sinB, cosB) = Math.SinCos((column - (Columns * 0.55)) * pixelKm / Sphere.RadiusKm);
                var (x, y, z) = ((along.X * cosB) + (pole.X * sinB), (along.Y * cosB) + (pole.Y * sinB), (along.Z * cosB) + (pole.Z * sinB));
                var at = (row * Columns) + column;
                latitudes[at] = (float)(Math.Asin(z) * 180 / Math.PI);
                longitudes[at] = (float)Sphere.NormalizeLongitude((Math.Atan2(y, x) * 180 / Math.PI) + startLongitude);
            }
        });
        return new FieldGeometry.Swath(Rows, Columns, latitudes, longitudes);
    }

    /// <summary>Positions spread over the swath and a little beyond its edges.</summary>
    public static (double[] Latitudes, double[] Longitudes) Positions(FieldGeometry.Swath swath, int count, int seed)
    {
        var random = new Random(seed);
        var latitudes = new double[count];
        var longitudes = new double[count];
        for (var i = 0; i < count; i++)
        {
            var pixel = random.Next(swath.Latitudes.Length);
            latitudes[i] = swath.Latitudes[pixel] + ((random.NextDouble() - 0.5) * 0.02);
            longitudes[i] = swath.Longitudes[pixel] + ((random.NextDouble() - 0.5) * 0.02);
        }

        return (latitudes, longitudes);
    }
}
