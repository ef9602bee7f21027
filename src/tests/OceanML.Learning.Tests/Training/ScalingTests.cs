namespace OceanML.Learning.Tests;

public sealed class ScalingTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 20).Select(band => $"Rrs_{400 + band}"), "temperature"];

    [Fact]
    public void A_spectrum_is_columns_that_differ_in_a_number_at_their_end()
    {
        string[] names = ["x_geo", .. Enumerable.Range(0, 20).Select(i => $"Rrs_{400 + 5 * i}"), "bin_10", "sin_time", .. Enumerable.Range(0, 16).Select(i => $"adg{400.5 + i}")];
        var spectra = SpectralBlocks.Find(names);
        Assert.Equal(2, spectra.Count);
        Assert.Equal(Enumerable.Range(1, 20), spectra[0]);
        Assert.Equal(Enumerable.Range(23, 16), spectra[1]);
        Assert.Empty(SpectralBlocks.Find(["a1", "a2", "a3"]));
    }

    [Fact]
    public void Inputs_have_mean_0_and_deviation_1_and_components_of_a_spectrum_are_uncorrelated()
    {
        var (features, rows) = Spectra();
        var scaling = InputScaling.Fit(features, Names, rows, 3);
        Assert.Equal(4, scaling.Shape.Width);
        Assert.InRange(scaling.SpectralShares[0], 0.9, 1);
        var width = SignalShape.Pad(4);
        var inputs = new float[rows.Length * width];
        scaling.Apply(features, rows, inputs);
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var moment = Enumerable.Range(0, rows.Length).Average(row => (double)inputs[row * width + i] * inputs[row * width + j]);
                Assert.Equal(i == j ? 1 : j < 3 && i < 3 ? 0 : moment, moment, 0.03);
            }

            Assert.Equal(0, Enumerable.Range(0, rows.Length).Average(row => inputs[row * width + i]), 0.01);
        }
    }

    [Fact]
    public void A_feature_far_outside_training_is_held_at_the_bound()
    {
        var (features, rows) = Spectra();
        var scaling = InputScaling.Fit(features, Names, rows, 0);
        features[20] = 1e9f;
        var inputs = new float[SignalShape.Pad(21)];
        scaling.Apply(features, [0], inputs);
        Assert.Equal(InputScaling.Bound, inputs[20]);
    }

    [Fact]
    public void Each_target_is_scaled_by_the_values_it_has()
    {
        double[] values = [1, double.NaN, 3, 10, 5, double.NaN, 3, 14];
        var scaling = TargetScaling.Fit(values, 2, [0, 1, 2, 3], false, 0);
        Assert.Equal([3, 12], scaling.Mean);
        Assert.Equal([Math.Sqrt(2), 2], scaling.Deviation, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(-3, TargetScaling.ToModelSpace(1e-9, true, 0.001), 1e-12);
        Assert.True(double.IsNaN(TargetScaling.ToModelSpace(double.NaN, true, 0.001)));
    }

    private static (float[] Features, int[] Rows) Spectra()
    {
        var random = new RandomStream(2);
        var features = new float[500 * 21];
        for (var row = 0; row < 500; row++)
        {
            var (a, b) = (random.NextNormal(), random.NextNormal());
            for (var band = 0; band < 20; band++) features[row * 21 + band] = (float)(0.01 + 0.001 * (a * band / 20 + b * (1 - band / 20.0) + 0.1 * random.NextNormal()));
            features[row * 21 + 20] = (float)random.NextNormal();
        }

        return (features, [.. Enumerable.Range(0, 500)]);
    }
}
