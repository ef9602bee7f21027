using OceanML.Core;
using OceanML.Quality;
using Xunit;

namespace OceanML.Tests.Quality;

public sealed class DuplicatesTests
{
    private static readonly long Noon = Timestamp.Parse("2024-06-08T12:00:00Z");

    [Fact]
    public void The_same_platform_time_level_and_value_twice_is_a_duplicate_and_another_value_conflicts()
    {
        var table = Table(
            ("A", 0, 45, 5, 10, 12.52),
            ("A", 0, 45, 5, 20, 12.1),
            ("B", 0, 45, 5, 10, 12.52),
            ("A", 0, 45, 5, 10, 12.5),
            ("A", 0, 45, 5, 10, 99),
            ("A", 0, 45, 5, 10, double.NaN));
        var compared = Duplicates.Compare(table);
        Assert.Equal([new Duplicate(3, 0, true), new Duplicate(5, 0, true)], compared.Repeated);
        Assert.Equal([new Duplicate(4, 0, true)], compared.Conflicting);
        Assert.Empty(compared.Complementary);
    }

    [Fact]
    public void Another_variable_of_the_same_time_and_level_complements_in_one_source_and_in_two()
    {
        var table = Table(("A", 0, 45, 5, 10, 12.5), ("A", 60, 45, 5, 10, 12.6), ("A", 0, 45, 5, 10, double.NaN), ("A", 60, 45, 5, 10, 12.6))
            .With(new NumberColumn("salinity", [double.NaN, double.NaN, 38, 38.1]));
        var compared = Duplicates.Compare(table, [0, 0, 1, 1]);
        Assert.Empty(compared.Repeated);
        Assert.Equal([new Duplicate(2, 0, true), new Duplicate(3, 1, true)], compared.Complementary);
    }

    [Fact]
    public void A_near_row_that_holds_more_than_its_double_is_no_duplicate()
    {
        var rows = Enumerable.Range(0, 20).Select(level => ("06AQ", 0, 45.0, 5.0, 10.0 * level, 15 - (0.3 * level))).ToList();
        var more = rows.Select(row => ("ODEN", 5, 45.0, 5.0, row.Item5, row.Item6)).ToList();
        var table = Table([.. rows, .. more]).With(new NumberColumn("salinity", [.. Enumerable.Range(0, 40).Select(row => row < 30 ? double.NaN : 35.0)]));
        Assert.Equal(Enumerable.Range(20, 10), Duplicates.Find(table, [.. Enumerable.Range(0, 40).Select(row => row / 20)]).Select(duplicate => duplicate.Row));
    }

    [Fact]
    public void Two_fast_series_of_one_place_are_compared_in_bounded_time()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => (i < 10_000 ? "A" : "B", 0, 45.0, 5.0, 1.0, 15 + (1e-3 * (i % 10_000)))).ToArray();
        var table = Table(rows).With(new TimeColumn("time", [.. rows.Select((_, i) => Noon + (i % 10_000 * Timestamp.PerSecond))]));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var compared = Duplicates.Compare(table, [.. rows.Select((_, i) => i / 10_000)]);
        Assert.Equal(10_000, compared.Repeated.Count);
        Assert.True(compared.Unsearched > 0);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
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
