using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class CascadeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_derived_features_of_the_forcing_tell_memory_threshold_and_lag(int seed)
    {
        var cascade = new CascadeSeries { Seed = seed };
        var derived = Some.Derived(cascade.Make(), $"_loss = mean(heat_loss,{cascade.Memory}d) lag(_loss,{cascade.Lag})");
        var (loss, truth) = (derived.Numbers($"_loss_lag{cascade.Lag}"), derived.Numbers("event_truth"));
        for (var day = 0; day < loss.Length; day++)
        {
            if (!double.IsNaN(loss[day]) && Math.Abs(loss[day] - cascade.Threshold) > 1e-9) Assert.Equal(loss[day] > cascade.Threshold ? 1 : 0, truth[day]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Some_winters_hold_an_event_and_most_hold_none(int seed)
    {
        var table = new CascadeSeries { Seed = seed }.Make();
        var (truth, times) = (table.Numbers("event_truth"), table.Times("time"));
        var winters = Enumerable.Range(0, truth.Length).Where(day => truth[day] == 1).Select(day => Timestamp.ToDateTime(times[day]).AddMonths(6).Year).Distinct().Count();
        Assert.InRange(winters, 3, 16);
        Assert.InRange(truth.Average(), 0.004, 0.1);
    }

    [Fact]
    public void Events_of_the_cold_water_are_those_of_the_truth()
    {
        var cascade = new CascadeSeries();
        var table = cascade.Make();
        var prepared = Some.Prepare(table, "lag(heat_loss,0..1)", "", recipe => recipe with { Event = EventRule.Parse("temperature < 12.6", TimeSpan.FromDays(2), TimeSpan.FromDays(20)), Split = SplitPlan.Parse("winter") });
        var truth = SeriesEvents.Find(EventRule.Parse("event_truth > 0", TimeSpan.Zero, TimeSpan.FromDays(20)), table.Numbers("event_truth"), table.Times("time"), SeriesIndex.Of(table, new FeatureOptions()));
        Assert.InRange(prepared.Events!.Events.Count, truth.Events.Count - 3, truth.Events.Count);
        foreach (var (first, _) in prepared.Events.Events)
        {
            // Cold water arrives within three days of the truth.
            Assert.Contains(truth.Events, one => first - one.First is >= 0 and <= 3);
        }

        Assert.Contains(prepared.Split!.Warnings, warning => warning.Contains("class 'event' is missing in", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_makes_the_same_series_and_another_one_another()
    {
        Assert.Equal(new CascadeSeries().Make().Numbers("temperature"), new CascadeSeries().Make().Numbers("temperature"));
        Assert.NotEqual(new CascadeSeries().Make().Numbers("temperature"), new CascadeSeries { Seed = 2 }.Make().Numbers("temperature"));
    }
}
