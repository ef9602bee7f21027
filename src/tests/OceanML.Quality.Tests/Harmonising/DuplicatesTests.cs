using OceanML.Core;
using OceanML.Quality;
using Xunit;

namespace OceanML.Tests.Quality;

public sealed class DuplicatesTests
{
    private static readonly long Noon = Timestamp.Parse("2024-06-08T12:00:00Z");

    [Fact]
    public void The_same_platform_time_and_level_twice_is_a_duplicate_whatever_the_values()
    {
        var table = Table(
            ("A", 0, 45, 5, 10, 12.5),
            ("A", 0, 45, 5, 20, 12.1),
            ("B", 0, 45, 5, 10, 12.5),
            ("A", 0, 45, 5, 10, 99));
        Assert.Equal([new Duplicate(3, 0, true)], Duplicates.Find(table));
    }

    [Fact]
    public void A_cast_in_two_sources_with_rounded_time_and_place_is_found_by_its_values()
    {
        var cast = Enumerable.Range(0, 20).Select(level => ("06AQ", 0, 45.0, 5.0, 10.0 * level, 15 - (0.3 * level))).ToList();
        var copy = cast.Select(row => ("ODEN", 25, 45.003, 5.004, row.Item5, Math.Round(row.Item6, 2))).ToList();
        var far = cast.Select(row => ("FAR", 25, 45.2, 5.004, row.Item5, row.Item6)).ToList();
        var table = Table([.. cast, .. copy, .. far]);
        int[] sources = [.. Enumerable.Range(0, 60).Select(row => row / 20)];
        var found = Duplicates.Find(table, sources);
        Assert.Equal(20, found.Count);
        Assert.All(found, duplicate => Assert.Equal((duplicate.Row - 20, false), (duplicate.Of, duplicate.IsExact)));
        Assert.Empty(Duplicates.Find(table, [.. Enumerable.Repeat(0, 60)]));
        Assert.Empty(Duplicates.Find(table, sources, new DuplicateOptions { Microseconds = 600 * Timestamp.PerSecond }));
        Assert.Equal(40, Duplicates.Find(table, sources, new DuplicateOptions { DistanceKm = 30 }).Count);
    }

    [Fact]
    public void Two_buoys_of_one_bay_are_no_duplicates()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? "A" : "B", i / 2 * 10, 45.0, 5.0 + (i % 2 * 0.005), 1.0, Math.Round(15 + random.NextDouble(), 1))).ToArray();
        Assert.Empty(Duplicates.Find(Table(rows), [.. rows.Select((_, i) => i % 2)]));
    }

    [Fact]
    public void Files_that_follow_each_other_are_no_duplicates()
    {
        var rows = Enumerable.Range(0, 200).Select(i => ("A", i * 10, 45.0, 5.0, 1.0, 15.0)).ToArray();
        Assert.Empty(Duplicates.Find(Table(rows), [.. rows.Select((_, i) => i / 100)]));
    }

    [Fact]
    public void The_dateline_does_not_part_duplicates()
    {
        var rows = new[] { 179.999, -179.999 }.SelectMany((longitude, source) => Enumerable.Range(0, 5).Select(level => ($"S{source}", 0, -17.0, longitude, 10.0 * level, 20.0 - level))).ToArray();
        Assert.Equal(5, Duplicates.Find(Table(rows), [.. rows.Select((_, i) => i / 5)]).Count);
    }

    private static Table Table(params (string Platform, int Minutes, double Latitude, double Longitude, double Depth, double Temperature)[] rows) => new(
    [
        new TextColumn("platform", [.. rows.Select(row => row.Platform)]),
        new TimeColumn("time", [.. rows.Select(row => Noon + (row.Minutes * 60 * Timestamp.PerSecond))]),
        new NumberColumn("latitude", [.. rows.Select(row => row.Latitude)]),
        new NumberColumn("longitude", [.. rows.Select(row => row.Longitude)]),
        new NumberColumn("depth", [.. rows.Select(row => row.Depth)]),
        new NumberColumn("temperature", [.. rows.Select(row => row.Temperature)]),
    ]);
}
