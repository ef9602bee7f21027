namespace OceanML.Learning.Tests;

public sealed class SigmaCalibrationTests
{
    [Fact]
    public void A_sigma_half_as_large_as_the_errors_is_doubled()
    {
        var random = new RandomStream(4);
        const int rows = 20_000;
        var (observed, predicted, sigma) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var spread = 0.1 + random.NextDouble();
            (observed[i], sigma[i]) = (spread * random.NextNormal(), spread / 2);
        }

        double[] weights = [.. Enumerable.Repeat(1.0, rows)];
        var factor = Assert.Single(SigmaCalibration.Factors(observed, predicted, sigma, 1, weights));
        Assert.Equal(2, factor, 0.04);
        Assert.Equal(0.8, SigmaCalibration.Covered(observed, predicted, [.. sigma.Select(s => s * factor)]), 0.003);
    }

    [Fact]
    public void A_gross_error_does_not_widen_every_interval()
    {
        double[] observed = [.. Enumerable.Range(0, 1000).Select(i => i == 0 ? 1e6 : (i - 500) / 400.0)];
        var (predicted, sigma, weights) = (new double[1000], Enumerable.Repeat(1.0, 1000).ToArray(), Enumerable.Repeat(1.0, 1000).ToArray());
        Assert.InRange(SigmaCalibration.Factors(observed, predicted, sigma, 1, weights)[0], 0.7, 0.8);
    }

    [Fact]
    public void A_target_with_few_values_leans_on_the_others()
    {
        var random = new RandomStream(8);
        var (observed, predicted, sigma) = (new double[2000], new double[2000], Enumerable.Repeat(1.0, 2000).ToArray());
        for (var i = 0; i < 2000; i++) observed[i] = i % 2 == 0 ? 3 * random.NextNormal() : i == 1 ? 50 : double.NaN;
        double[] weights = [.. Enumerable.Repeat(1.0, 1000)];
        var factors = SigmaCalibration.Factors(observed, predicted, sigma, 2, weights);
        Assert.Equal(3, factors[0], 0.2);
        Assert.InRange(factors[1], 2.5, 4.5);
    }
}
