using System.Text.Json;
using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Splits;

public sealed class LeakageTests
{
    [Fact]
    public void A_random_split_of_platforms_is_close_and_one_by_platform_is_apart()
    {
        var rows = Platforms(40, 25);
        var random = LeakageCheck.Check(Splitting.Make(rows, SplitPlan.Parse("random"), 1), rows, 1);
        var grouped = LeakageCheck.Check(Splitting.Make(rows, SplitPlan.Parse("group"), 1), rows, 1);
        Assert.Equal(LeakageVerdict.Close, random.Verdict);
        Assert.Equal(40, random.SharedGroups);
        Assert.Equal(LeakageVerdict.Apart, grouped.Verdict);
        Assert.Equal(0, grouped.SharedGroups);
        Assert.True(grouped.Distances.First(one => one.Measure == "space").Ratio > 5);
        Assert.InRange(random.Distances.First(one => one.Measure == "space").Ratio, 0.8, 1.25);
    }

    [Fact]
    public void Copies_of_rows_leak_whatever_the_split_is_called()
    {
        var rows = Platforms(10, 20);
        var features = (float[])rows.Features!.Clone();
        var split = Splitting.Make(rows, SplitPlan.Parse("group"), 1);
        var elsewhere = Enumerable.Range(0, 200).First(row => split.Fold[row] != split.Fold[0]);
        features.AsSpan(0, 3).CopyTo(features.AsSpan(3 * elsewhere, 3));
        var copied = rows with { Features = features };
        var report = LeakageCheck.Check(split, copied, 1);
        Assert.Equal(2, report.ExactDuplicates);
        Assert.Equal(LeakageVerdict.Leaks, report.Verdict);
        Assert.Contains("2 rows held out have exactly the features of a row learned from", report.Sentences[1], StringComparison.Ordinal);

        // With another target they are no copies: the features cannot tell the rows apart.
        var other = LeakageCheck.Check(split, copied with { Target = [.. Enumerable.Range(0, 200).Select(row => (double)row)] }, 1);
        Assert.Equal((0, 2), (other.ExactDuplicates, other.SameFeatures));
        Assert.Equal(LeakageVerdict.Apart, other.Verdict);
    }

    [Fact]
    public void Distances_in_time_and_space_are_those_worked_by_hand()
    {
        // Two folds of two rows each, a day apart within and ten days and 111.19 km (one degree) between.
        var rows = new SplitRows
        {
            Count = 4,
            Times = [0, Timestamp.PerDay, 11 * Timestamp.PerDay, 12 * Timestamp.PerDay],
            Latitudes = [0, 0, 1, 1],
            Longitudes = [179.5, -179.5, -179.5, -179.5],
            Labels = ["a", "a", "b", "b"],
        };
        var report = LeakageCheck.Check(Splitting.Make(rows, SplitPlan.Parse("column:x"), 1), rows, 1);
        var time = report.Distances.First(one => one.Measure == "time");
        Assert.Equal([10, 10.5, 11], [time.Held[0], time.Held[3], time.Held[6]]);
        Assert.All(time.Within, days => Assert.Equal(1, days));
        var space = report.Distances.First(one => one.Measure == "space");
        Assert.Equal(111.19508, space.Held[0], 3);
        Assert.Equal(111.19508, space.Within[6], 3);
        Assert.Equal(0, space.Within[0]);
    }

    [Fact]
    public void Training_validation_and_test_are_compared_with_training_alone()
    {
        var rows = SplittingTests.Timed([.. Enumerable.Range(0, 100).Select(day => day * Timestamp.PerDay)]);
        var split = Splitting.Make(rows, SplitPlan.Parse("period") with { Shares = [0.6, 0.2, 0.2] }, 1);
        var time = LeakageCheck.Check(split, rows, 1).Distances[0];
        Assert.Equal((1.0, 40.0, 40), (time.Held[0], time.Held[6], time.Rows));
    }

    [Fact]
    public void The_report_is_one_JSON_object_and_the_same_for_the_same_seed()
    {
        var rows = Platforms(20, 10);
        string Text()
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream)) LeakageCheck.Check(Splitting.Make(rows, SplitPlan.Parse("group"), 7), rows, 7).Write(json);
            return System.Text.Encoding.UTF8.GetString(stream.ToArray());
        }

        using var document = JsonDocument.Parse(Text());
        Assert.Equal("apart", document.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(200, document.RootElement.GetProperty("rows").EnumerateObject().Sum(one => one.Value.GetInt32()));
        Assert.Equal(3, document.RootElement.GetProperty("nearest_distance").GetArrayLength());
        Assert.Equal(Text(), Text());
    }

    /// <summary>Platforms far from each other; the rows of one are near each other in space, time and features.</summary>
    private static SplitRows Platforms(int platforms, int each)
    {
        var random = new RandomStream(11);
        var count = platforms * each;
        var (latitudes, longitudes, times, groups, features) = (new double[count], new double[count], new long[count], new int[count], new float[count * 3]);
        for (var platform = 0; platform < platforms; platform++)
        {
            var (latitude, longitude, level) = ((random.NextDouble() * 120) - 60, (random.NextDouble() * 360) - 180, random.NextNormal());
            for (var i = 0; i < each; i++)
            {
                var row = (platform * each) + i;
                (latitudes[row], longitudes[row], groups[row]) = (latitude + (0.2 * random.NextNormal()), longitude + (0.2 * random.NextNormal()), platform);
                times[row] = (long)(((platform * 30) + (random.NextDouble() * 20)) * Timestamp.PerDay);
                for (var f = 0; f < 3; f++) features[(row * 3) + f] = (float)((level * (f + 1)) + (0.3 * random.NextNormal()));
            }
        }

        return new SplitRows { Count = count, Groups = groups, GroupNames = [.. Enumerable.Range(0, platforms).Select(one => $"P{one}")], Times = times, Latitudes = latitudes, Longitudes = longitudes, Features = features };
    }
}
