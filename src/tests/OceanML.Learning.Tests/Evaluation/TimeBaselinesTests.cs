using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class TimeBaselinesTests
{
    private static readonly long Day = Timestamp.PerDay;

    [Fact]
    public void Persistence_is_the_last_value_learned_from_of_the_same_series_before_the_row()
    {
        var data = Data([5, 6, 7, 8, 9, 10], [0, 0, 0, 1, 1, 1]);
        int[] training = [0, 1, 3, 5], held = [2, 4];
        Assert.Equal([6, 8], TimeBaselines.Persistence(data, training, held));
        Assert.Equal([(5 + 6 + 8 + 10) / 4.0], TimeBaselines.Persistence(data, [1, 2, 3, 5], [0]).Select(value => value + (5 + 6 + 8 + 10 - 6 - 7 - 8 - 10) / 4.0));
    }

    [Fact]
    public void Persistence_of_classes_is_certain_and_climatology_knows_the_season()
    {
        var times = Enumerable.Range(0, 730).Select(day => day * Day).ToArray();
        double[] classes = [.. times.Select(time => Timestamp.ToDateTime(time).Month is 4 or 5 ? 1.0 : 0.0)];
        var data = Data(classes, new int[730]) with { Classes = ["calm", "bloom"], Times = times };
        int[] training = [.. Enumerable.Range(0, 365)], held = [365 + 100, 365 + 300];
        Assert.Equal([1, 0, 1, 0], TimeBaselines.Persistence(data, training, held));
        var climatology = TimeBaselines.Climatology(data, training, held);
        Assert.True(climatology[1] > 0.8 && climatology[3] < 0.05, $"{climatology[1]} in April, {climatology[3]} in October");
        Assert.Equal(1, climatology[0] + climatology[1], 1e-12);
    }

    [Fact]
    public void Climatology_finds_a_planted_annual_cycle()
    {
        var times = Enumerable.Range(0, 1000).Select(day => day * Day).ToArray();
        double Truth(int day) => 12 + 4 * Math.Cos(2 * Math.PI * (day - 200) / 365.25);
        var data = Data([.. Enumerable.Range(0, 1000).Select(Truth)], new int[1000]) with { Times = times };
        Assert.Equal(Truth(900), TimeBaselines.Climatology(data, [.. Enumerable.Range(0, 800)], [900])[0], 0.05);
    }

    private static Dataset Data(double[] targets, int[] series) => new(
        ["x"], ["y"], new float[targets.Length], targets, new int[targets.Length], ["all"], [.. Enumerable.Range(0, targets.Length)], false, 0)
    {
        Times = [.. Enumerable.Range(0, targets.Length).Select(row => row * Day)],
        Series = series,
    };
}
