namespace OceanML.Learning.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Equal_keys_give_equal_streams_and_different_keys_different_ones()
    {
        ulong[] Draw(params int[] keys)
        {
            var stream = new RandomStream(1, keys);
            return [.. Enumerable.Range(0, 100).Select(_ => stream.NextBits())];
        }

        Assert.Equal(Draw(2, 3), Draw(2, 3));
        Assert.Empty(Draw(2, 3).Intersect(Draw(3, 2)));
        Assert.Empty(Draw(0).Intersect(Draw(1)));
    }

    [Fact]
    public void Normal_draws_have_the_moments_of_the_normal_distribution()
    {
        var stream = new RandomStream(11);
        double[] draws = [.. Enumerable.Range(0, 200_000).Select(_ => stream.NextNormal())];
        Assert.Equal(0, draws.Average(), 0.01);
        Assert.Equal(1, draws.Average(x => x * x), 0.015);
        Assert.Equal(3, draws.Average(x => x * x * x * x), 0.1);
        Assert.Equal(0.8, draws.Count(x => Math.Abs(x) < ConformalCalibration.NormalQuantile) / 200_000.0, 0.004);
    }

    [Fact]
    public void Whole_numbers_are_uniform_and_a_shuffle_keeps_every_value()
    {
        var stream = new RandomStream(12);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[stream.Next(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        int[] values = [.. Enumerable.Range(0, 50)];
        stream.Shuffle<int>(values);
        Assert.NotEqual(Enumerable.Range(0, 50), values);
        Assert.Equal(Enumerable.Range(0, 50), values.Order());
    }
}
