using OceanML.Core;
using OceanML.Formats.Archives;

namespace OceanML.Colocation.Tests;

/// <summary>What a catalogue says of a granule decides which ones are opened, never what matches.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void A_box_holds_every_pixel_of_random_swaths_over_poles_and_dateline()
    {
        var random = new Random(1);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            (double, double)? through = (attempt % 4) switch { 0 => (random.NextDouble() * 180 - 90, 180), 1 => (90, 0), 2 => (-89.5, 10), _ => null };
            var swath = RandomSwaths.Make(random, 20 + random.Next(60), 20 + random.Next(60), 1 + (random.NextDouble() * 40), from0To360: attempt % 2 == 0, through: through);
            if (attempt % 3 == 0) swath = Turned(swath, attempt % 2 == 0 ? 360 : -180);
            var box = FieldExtent.Of(swath)!;
            for (var i = 0; i < swath.Latitudes.Length; i++)
            {
                if (!Sphere.IsPosition(swath.Latitudes[i], swath.Longitudes[i])) continue;
                Assert.True(box.IsNear(swath.Latitudes[i], swath.Longitudes[i], 1e-6), $"{box} lacks {swath.Latitudes[i]}, {swath.Longitudes[i]}");
            }
        }
    }

    [Fact]
    public void A_box_is_no_wider_than_its_swath()
    {
        var dateline = FieldExtent.Of(new FieldGeometry.Swath(1, 4, [10, 11, 12, 13], [178.5f, 179.5f, -179.5f, -178.5f]))!;
        Assert.Equal(new GeoBox(178.5, 10, -178.5, 13), dateline);
        Assert.False(dateline.Contains(11, 0));
        Assert.Equal(new GeoBox(-10, 40, 10, 42), FieldExtent.Of(new FieldGeometry.Swath(1, 3, [40, 41, 42], [350, 0, 10])));
        Assert.Equal(new GeoBox(-180, -0.5, 180, 1.5), FieldExtent.Of(new FieldGeometry.Grid([0, 1], [.. Enumerable.Range(0, 72).Select(i => 5.0 * i)])));
        Assert.Equal(new GeoBox(169.5, -0.5, -169.5, 1.5), FieldExtent.Of(new FieldGeometry.Grid([1, 0], [.. Enumerable.Range(170, 21).Select(i => (double)i)])));
        Assert.Null(FieldExtent.Of(new FieldGeometry.Swath(1, 2, [float.NaN, 5], [3, float.NaN])));
    }

    [Fact]
    public void Random_archives_give_the_same_matchups_with_a_catalogue_and_without()
    {
        var random = new Random(2);
        var (closed, opened, matched) = (0, 0, 0);
        int[] turns = [0, 360, -180];
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var swaths = Enumerable.Range(0, 8).Select(number => Turned(RandomSwaths.Make(
                random, 30, 20, 2 + (random.NextDouble() * 60), through: number % 3 == 0 ? (random.Next(2) == 0 ? 90 : -90, 0) : number % 3 == 1 ? (random.NextDouble() * 160 - 80, 180) : null), turns[number % 3])).ToList();
            var start = Some.At("2024-06-08T00:00:00Z");
            var fields = swaths.Select((swath, number) =>
            {
                var time = start + random.NextInt64(Timestamp.PerDay);
                return new MemoryField($"g{number}", swath, new TimeInterval(time, time + (random.Next(2) * 300 * Timestamp.PerSecond))).With("v", (row, column) => row + column);
            }).ToList();
            var places = Enumerable.Range(0, 40).Select(_ => RandomSwaths.PositionNear(random, swaths[random.Next(swaths.Count)], 5)).ToList();
            var observations = new Table(
            [
                new TimeColumn("time", [.. places.Select(_ => start + random.NextInt64(Timestamp.PerDay))]),
                new NumberColumn("latitude", [.. places.Select(place => place.Latitude)]),
                new NumberColumn("longitude", [.. places.Select(place => place.Longitude)]),
            ]);
            var protocol = Some.Protocol() with { Window = TimeWindow.Parse("3h"), RadiusKm = random.Next(2) == 0 ? null : 100 };
            var plain = Matchups.Find(observations, fields.Select(field => field.AsSource()), protocol);
            var touched = new HashSet<string>();
            var catalogued = Matchups.Find(
                observations,
                fields.Select((field, number) => field.AsSource() with
                {
                    Open = () =>
                    {
                        touched.Add(field.Source);
                        return field;
                    },
                    Covers = FieldExtent.Covers(field.Times),
                    Extent = FieldExtent.Of(swaths[number]),
                }),
                protocol);
            Assert.Equal(plain.Rejected, catalogued.Rejected);
            Assert.Equal(plain.Matchups.RowCount, catalogued.Matchups.RowCount);
            if (plain.Matched > 0)
            {
                Assert.Equal(plain.Matchups.Texts("field_file"), catalogued.Matchups.Texts("field_file"));
                Assert.Equal(plain.Matchups.Numbers("v"), catalogued.Matchups.Numbers("v"));
            }

            closed += fields.Count - touched.Count;
            opened += touched.Count;
            matched += (int)plain.Matched;
        }

        Assert.True(closed > 20 && opened > 20 && matched > 20, $"{closed} left closed, {opened} opened, {matched} matched: no test of anything");
    }

    [Theory]
    [InlineData(300, 20)]
    [InlineData(300, -60)]
    [InlineData(-350, 20)]
    [InlineData(620, -90)]
    public void Grids_that_count_longitudes_beyond_a_whole_turn_are_not_lost(double west, double observed)
    {
        // Curvilinear, as ocean models have it: longitudes ascend from the seam of the grid.
        var (latitudes, longitudes) = (new float[10 * 200], new float[10 * 200]);
        for (var i = 0; i < latitudes.Length; i++) (latitudes[i], longitudes[i]) = (40 + (i / 200 * 0.5f), (float)(west + (i % 200 * 0.5)));
        var box = FieldExtent.Of(new FieldGeometry.Swath(10, 200, latitudes, longitudes))!;
        Assert.True(box.Contains(42, observed), $"{box}");
        Assert.False(box.Contains(42, observed + 180), $"{box}");
    }

    // The same pixels, their longitudes counted from elsewhere.
    private static FieldGeometry.Swath Turned(FieldGeometry.Swath swath, int by) =>
        by == 0 ? swath : new FieldGeometry.Swath(swath.Rows, swath.Columns, swath.Latitudes, [.. swath.Longitudes.Select(longitude => longitude + by)]);
}
