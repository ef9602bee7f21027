using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>
/// Ten thousand cases: a random swath and a position, the nearest pixel and all pixels in a disc, against every pixel tried. No miss is allowed.
/// </summary>
public sealed class SwathPropertyTests
{
    private const int SwathsPerKind = 125;
    private const int PositionsPerSwath = 10;

    public enum Kind
    {
        Anywhere,
        OverThePole,
        AcrossTheDateline,
        Gaps,
        BowTie,
        OneRowOrColumn,
        RepeatedLines,
        FillOnly,
    }

    [Theory]
    [InlineData(Kind.Anywhere)]
    [InlineData(Kind.OverThePole)]
    [InlineData(Kind.AcrossTheDateline)]
    [InlineData(Kind.Gaps)]
    [InlineData(Kind.BowTie)]
    [InlineData(Kind.OneRowOrColumn)]
    [InlineData(Kind.RepeatedLines)]
    [InlineData(Kind.FillOnly)]
    public void Nothing_nearer_and_nothing_within_is_missed(Kind kind)
    {
        var random = new Random(100 + (int)kind);
        var cases = 0;
        for (var number = 0; number < SwathsPerKind; number++)
        {
            var pixelKm = Math.Pow(10, (3 * random.NextDouble()) - 1);
            var swath = Make(random, kind, pixelKm);

            // A radius that includes all, one of a pixel, and none, where the search itself must be unbounded.
            double? radius = (number % 3) switch { 0 => 30000, 1 => pixelKm, _ => null };
            var locator = new SwathLocator(swath, radius);
            for (var i = 0; i < PositionsPerSwath; i++, cases++)
            {
                var (latitude, longitude) = RandomSwaths.PositionNear(random, swath, pixelKm / 30);
                AssertNearest(swath, locator, latitude, longitude);
                var around = pixelKm * 5 * (random.NextDouble() + 0.01);
                var found = locator.Within(latitude, longitude, new SearchArea.Disc(around));
                Assert.Equal(RandomSwaths.Within(swath, latitude, longitude, around), found.Select(pixel => (pixel.Row * swath.ColumnCount) + pixel.Column));
            }
        }

        Assert.Equal(10_000, cases * Enum.GetValues<Kind>().Length);
    }

    [Theory]
    [InlineData(1.0, false, 90.0)]
    [InlineData(0.3, true, 45.0)]
    [InlineData(9.0, false, 0.0)]
    public void From_the_other_side_of_the_Earth_the_nearest_pixel_of_a_large_swath_is_found(double pixelKm, bool bowTie, double latitude)
    {
        var random = new Random(5);
        var swath = RandomSwaths.Make(random, 300, 500, pixelKm, 0.01, bowTie, through: (latitude, 170));
        var locator = new SwathLocator(swath, radiusKm: 20);
        for (var i = 0; i < 60; i++)
            AssertNearest(swath, locator, i == 0 ? -latitude : (random.NextDouble() * 180) - 90, i == 0 ? -10 : (random.NextDouble() * 360) - 180);
    }

    private static FieldGeometry.Swath Make(Random random, Kind kind, double pixelKm)
    {
        var (rows, columns) = (random.Next(1, 60), random.Next(1, 60));
        switch (kind)
        {
            case Kind.OverThePole:
                var pole = random.Next(2) == 0 ? 90.0 : -90.0;
                return RandomSwaths.Make(random, rows, columns, pixelKm, 0, through: (pole, 0));
            case Kind.AcrossTheDateline:
                return RandomSwaths.Make(random, rows, columns, pixelKm, 0, from0To360: random.Next(2) == 0, through: ((random.NextDouble() * 178) - 89, 180));
            case Kind.Gaps:
                return RandomSwaths.Make(random, rows, columns, pixelKm, random.NextDouble());
            case Kind.BowTie:
                return RandomSwaths.Make(random, rows, columns, pixelKm, 0.01, bowTie: true);
            case Kind.OneRowOrColumn:
                return random.Next(2) == 0 ? RandomSwaths.Make(random, 1, columns * 4, pixelKm) : RandomSwaths.Make(random, rows * 4, 1, pixelKm);
            case Kind.RepeatedLines:
                var swath = RandomSwaths.Make(random, rows, columns, pixelKm, 0);
                for (var row = 1; row < rows; row++)
                {
                    if (random.Next(3) != 0) continue;
                    swath.Latitudes.AsSpan((row - 1) * columns, columns).CopyTo(swath.Latitudes.AsSpan(row * columns));
                    swath.Longitudes.AsSpan((row - 1) * columns, columns).CopyTo(swath.Longitudes.AsSpan(row * columns));
                }

                return swath;
            case Kind.FillOnly:
                // Whatever programs write where they know nothing, over all but a few pixels.
                var empty = RandomSwaths.Make(random, rows, columns, pixelKm, 0);
                float[] fills = [float.NaN, -32767, -999, 9.96921e36f, 1e20f, float.PositiveInfinity, float.NegativeInfinity];
                for (var i = 0; i < empty.Latitudes.Length; i++)
                {
                    if (random.Next(100) == 0) continue;
                    if (random.Next(3) > 0) empty.Latitudes[i] = fills[random.Next(fills.Length)];
                    else empty.Longitudes[i] = fills[random.Next(fills.Length)];
                }

                return empty;
            default:
                return RandomSwaths.Make(random, rows, columns, pixelKm, 0, from0To360: random.Next(2) == 0);
        }
    }

    private static void AssertNearest(FieldGeometry.Swath swath, SwathLocator locator, double latitude, double longitude)
    {
        var (pixel, distance) = RandomSwaths.BruteForce(swath, latitude, longitude);
        var found = locator.Locate(latitude, longitude);
        if (pixel < 0)
        {
            Assert.False(found.IsFound);
            Assert.True(double.IsNaN(found.DistanceKm));
            return;
        }

        // Also where nothing is near enough, the distance of the nearest is told. Single precision coordinates of two pixels may be as near to a
        // micrometre; then either is right, but of pixels in one place the first.
        Assert.Equal(distance, found.DistanceKm, 1e-9 * Math.Max(1, distance));
        if (locator.RadiusKm is { } radius) Assert.Equal(distance <= radius, found.IsFound);
        if (!found.IsFound || (found.Row * swath.ColumnCount) + found.Column == pixel) return;
        var other = swath[found.Row, found.Column];
        Assert.Equal(distance, Sphere.DistanceKm(latitude, longitude, other.Latitude, other.Longitude), 1e-9 * Math.Max(1, distance));
        Assert.NotEqual(swath[pixel / swath.ColumnCount, pixel % swath.ColumnCount], other);
    }
}
