using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class SwathLocatorTests
{
    [Theory]
    [InlineData(1, 1.0, false, false)]
    [InlineData(2, 0.3, true, false)]
    [InlineData(3, 25.0, false, true)]
    [InlineData(4, 150.0, false, false)]
    [InlineData(5, 4.0, true, true)]
    public void The_nearest_pixel_is_that_of_trying_every_pixel(int seed, double pixelKm, bool bowTie, bool from0To360)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 40; trial++)
        {
            var swath = RandomSwaths.Make(random, random.Next(1, 90), random.Next(1, 90), pixelKm, bowTie: bowTie, from0To360: from0To360);
            AssertSameAsBruteForce(random, swath, pixelKm, positions: 50);
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    public void A_swath_over_a_pole_is_searched_as_any_other(double pole)
    {
        const int size = 61;
        var random = new Random(6);
        var latitudes = new float[size * size];
        var longitudes = new float[size * size];
        for (var i = 0; i < latitudes.Length; i++)
        {
            var (x, y) = ((i % size) - 30.2, (i / size) - 29.7);
            latitudes[i] = (float)(Math.Sign(pole) * (90 - (0.05 * Math.Sqrt((x * x) + (y * y)))));
            longitudes[i] = (float)(Math.Atan2(y, x) * 180 / Math.PI);
        }

        var swath = new FieldGeometry.Swath(size, size, latitudes, longitudes);
        AssertSameAsBruteForce(random, swath, 5.5, positions: 500);
        var locator = new SwathLocator(swath);
        Assert.True(locator.Locate(pole, 0).IsFound);
        Assert.Equal(locator.Locate(pole, 0).Row, locator.Locate(pole, 123.4).Row);
        Assert.Equal(locator.Locate(pole, 0).Column, locator.Locate(pole, 123.4).Column);
    }

    [Fact]
    public void Longitudes_of_a_position_may_be_in_any_convention()
    {
        var random = new Random(7);
        var swath = Dateline();
        var locator = new SwathLocator(swath);
        for (var i = 0; i < 200; i++)
        {
            var (latitude, longitude) = (10 + (random.NextDouble() * 2), 179 + (random.NextDouble() * 2));
            Assert.Equal(locator.Locate(latitude, longitude).Row, locator.Locate(latitude, longitude - 360).Row);
            Assert.Equal(locator.Locate(latitude, longitude).Column, locator.Locate(latitude, longitude - 360).Column);
            Assert.True(locator.Locate(latitude, longitude).IsFound);
        }
    }

    [Fact]
    public void A_position_beyond_the_edge_of_the_swath_has_no_pixel_unless_the_radius_reaches_it()
    {
        var swath = Dateline();

        // Rows are 0.01 degrees apart (1.11 km), columns 0.01 degrees (1.09 km): half the diagonal is 0.78 km.
        Assert.True(new SwathLocator(swath).Locate(12.0, 179.0).IsFound);
        Assert.True(new SwathLocator(swath).Locate(12.004, 179.0).IsFound);
        var outside = new SwathLocator(swath).Locate(12.05, 180.0);
        Assert.False(outside.IsFound);
        Assert.Equal(5.5598, outside.DistanceKm, 3);
        Assert.False(new SwathLocator(swath, radiusKm: 5.5).Locate(12.05, 180.0).IsFound);
        Assert.True(new SwathLocator(swath, radiusKm: 5.6).Locate(12.05, 180.0).IsFound);
    }

    [Fact]
    public void A_position_in_a_gap_has_no_pixel()
    {
        var swath = Dateline();
        for (var row = 80; row < 120; row++) Array.Fill(swath.Latitudes, float.NaN, row * swath.ColumnCount, swath.ColumnCount);
        var locator = new SwathLocator(swath);
        Assert.False(locator.Locate(11.0, 180.3).IsFound);
        Assert.True(locator.Locate(11.5, 180.3).IsFound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gap_beside_a_pixel_does_not_widen_it(bool ofLines)
    {
        // 0.01 degrees from row to row and from column to column, and half a degree missing in the middle: a jump of the coordinates, no fill.
        const int size = 40;
        double At(int line, bool jumps) => (0.01 * line) + (jumps && line >= size / 2 ? 0.5 : 0);
        var latitudes = new float[size * size];
        var longitudes = new float[size * size];
        for (var i = 0; i < latitudes.Length; i++)
            (latitudes[i], longitudes[i]) = ((float)At(i / size, ofLines), (float)At(i % size, !ofLines));
        var locator = new SwathLocator(new FieldGeometry.Swath(size, size, latitudes, longitudes));

        // The pixel before the gap is at 0.19; half a diagonal is 0.0071 degrees, 0.786 km.
        PixelLocation Locate(double along) => ofLines ? locator.Locate(along, 0.1) : locator.Locate(0.1, along);
        Assert.True(Locate(0.197).IsFound);
        Assert.False(Locate(0.198).IsFound);
        Assert.False(Locate(0.4).IsFound);
        Assert.True(Locate(0.693).IsFound);
        Assert.Equal(0.008 * Math.PI / 180 * Sphere.RadiusKm, Locate(0.198).DistanceKm, 3);
    }

    [Fact]
    public void Scans_that_overlap_leave_no_hole_between_them()
    {
        // The bow-tie: scans of ten lines that are three times as long at their ends. Every position inside the swath lies in some pixel, also at the ends, where
        // the neighbour in the next scan lies behind.
        var swath = RandomSwaths.Make(new Random(30), 100, 60, 1, gapShare: 0, bowTie: true, through: (20, 60));
        var locator = new SwathLocator(swath);
        var random = new Random(31);
        for (var i = 0; i < 2000; i++)
        {
            var pixel = (random.Next(20, 80) * 60) + random.Next(1, 59);
            var latitude = swath.Latitudes[pixel] + ((random.NextDouble() - 0.5) * 0.008);
            var longitude = swath.Longitudes[pixel] + ((random.NextDouble() - 0.5) * 0.008);
            Assert.True(locator.Locate(latitude, longitude).IsFound);
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(0, 0)]
    public void A_swath_of_no_rows_or_columns_has_no_pixels(int rows, int columns)
    {
        var locator = new SwathLocator(new FieldGeometry.Swath(rows, columns, [], []));
        Assert.False(locator.Locate(0, 0).IsFound);
        Assert.Empty(locator.Within(0, 0, new SearchArea.Disc(20000)));
    }

    [Fact]
    public void Many_positions_at_once_are_answered_in_their_own_order_also_those_that_are_none()
    {
        var random = new Random(32);
        var swath = RandomSwaths.Make(random, 60, 70, 2);
        var locator = new SwathLocator(swath, radiusKm: 5);
        var positions = Enumerable.Range(0, 3000).Select(_ => RandomSwaths.PositionNear(random, swath, 0.2)).ToArray();
        (positions[7], positions[1500], positions[2999]) = ((double.NaN, 0), (0, double.PositiveInfinity), (-91, 0));
        var found = locator.LocateAll([.. positions.Select(position => position.Latitude)], [.. positions.Select(position => position.Longitude)]);
        Assert.Equal(positions.Select(position => locator.Locate(position.Latitude, position.Longitude)), found);
        Assert.False(found[7].IsFound || found[1500].IsFound || found[2999].IsFound);
        Assert.Empty(locator.LocateAll([], []));
        Assert.True(locator.LocateAll([swath.Latitudes[0]], [swath.Longitudes[0]]).Length == 1);
    }

    [Fact]
    public void A_swath_without_any_coordinates_has_no_pixels()
    {
        var nothing = new float[20 * 20];
        Array.Fill(nothing, float.NaN);
        var locator = new SwathLocator(new FieldGeometry.Swath(20, 20, nothing, nothing), radiusKm: 20000);
        Assert.False(locator.Locate(0, 0).IsFound);
        Assert.True(double.IsNaN(locator.Locate(0, 0).DistanceKm));
    }

    [Fact]
    public void Threads_do_not_change_the_answer()
    {
        var random = new Random(8);
        var swath = RandomSwaths.Make(random, 200, 300, 2);
        var positions = Enumerable.Range(0, 5000).Select(_ => RandomSwaths.PositionNear(random, swath, 0.2)).ToArray();
        var latitudes = positions.Select(position => position.Latitude).ToArray();
        var longitudes = positions.Select(position => position.Longitude).ToArray();
        Assert.Equal(
            new SwathLocator(swath, threads: 1).LocateAll(latitudes, longitudes, 1),
            new SwathLocator(swath, threads: 2).LocateAll(latitudes, longitudes, 2));
    }

    private static FieldGeometry.Swath Dateline()
    {
        const int size = 201;
        var latitudes = new float[size * size];
        var longitudes = new float[size * size];
        for (var i = 0; i < latitudes.Length; i++)
        {
            latitudes[i] = (float)(12 - (0.01 * (i / size)));
            var longitude = 179 + (0.01 * (i % size));
            longitudes[i] = (float)(longitude >= 180 ? longitude - 360 : longitude);
        }

        return new FieldGeometry.Swath(size, size, latitudes, longitudes);
    }

    private static void AssertSameAsBruteForce(Random random, FieldGeometry.Swath swath, double pixelKm, int positions)
    {
        var locator = new SwathLocator(swath, radiusKm: 30000);
        for (var i = 0; i < positions; i++)
        {
            var (latitude, longitude) = RandomSwaths.PositionNear(random, swath, pixelKm / 40);
            var (pixel, distance) = RandomSwaths.BruteForce(swath, latitude, longitude);
            var found = locator.Locate(latitude, longitude);
            if (pixel < 0)
            {
                Assert.False(found.IsFound);
                continue;
            }

            // Distances to a micrometre: two pixels that near to equidistant are the same answer.
            Assert.True(found.IsFound, $"nothing found at {latitude}, {longitude}");
            Assert.True(Math.Abs(distance - found.DistanceKm) < 1e-9 * Math.Max(1, distance), $"{distance} km by brute force, {found.DistanceKm} km found at {latitude}, {longitude}");
            if (distance > 1e-6 && (found.Row * swath.ColumnCount) + found.Column != pixel)
            {
                var (other, east) = swath[found.Row, found.Column];
                Assert.Equal(distance, Sphere.DistanceKm(latitude, longitude, other, east), 1e-9 * Math.Max(1, distance));
            }
        }
    }
}
