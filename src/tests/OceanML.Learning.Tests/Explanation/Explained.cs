using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

/// <summary>Models and rows to explain, with what is known of them.</summary>
internal static class Explained
{
    public static RowFunction Function(int features, Func<float[], double> f) => new(features, 1, (rows, count, values) =>
    {
        for (var row = 0; row < count; row++) values[row] = f(rows.AsSpan(row * features, features).ToArray());
    });

    /// <summary>Normal numbers, each feature with a mean and spread of its own.</summary>
    public static float[] Rows(int count, int features, int seed)
    {
        var random = new RandomStream(seed, 77);
        var rows = new float[count * features];
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)((i % features) - 1.5 + ((1 + (0.3 * (i % features))) * random.NextNormal()));
        return rows;
    }

    /// <summary>Some networks with random weights and biases that take features as they are, standardised by these rows.</summary>
    public static ExplainedNetworks Networks(float[] rows, int features, int outputs, int members, HiddenUnit activation = HiddenUnit.Tanh, int[]? hidden = null, bool biases = true, float gain = 1)
    {
        string[] names = [.. Enumerable.Range(0, features).Select(i => $"x{i}")];
        var scaling = InputScaling.Fit(rows, names, [.. Enumerable.Range(0, rows.Length / features)], 0);
        var networks = new List<Network>();
        for (var m = 0; m < members; m++)
        {
            var network = MultilayerPerceptron.Make(features, hidden ?? [12, 7], outputs, activation);
            var random = new RandomStream(9, m);
            network.Initialise(random);
            foreach (var (_, offset, block) in network.Blocks())
            {
                for (var i = 0; i < block.Size; i++)
                {
                    if (block.Name == "weight") network.Parameters[offset + i] *= offset == 0 ? gain : 1;
                    else if (biases && i < outputs) network.Parameters[offset + i] = (float)(0.2 * random.NextNormal());
                }
            }

            networks.Add(network);
        }

        return new ExplainedNetworks(scaling, networks, [.. Enumerable.Range(0, outputs)], [.. Enumerable.Range(1, outputs).Select(i => 0.5 * i)], [.. Enumerable.Range(0, outputs).Select(i => (double)i)]);
    }

    public static Attributions Of(RowExplainer explainer, float[] rows, int output = 0, int threads = 1) =>
        Attributions.Of(explainer, rows, [ExplainedOutput.Of("y", output, rows.Length / explainer.FeatureCount)], 0.9, threads)[0];

    public static double LargestResidual(Attributions found) => Enumerable.Range(0, found.RowCount).Max(row => Math.Abs(found.Residual(row)));

    public static float[] Row(Attributions found, int row) => found.Mean.AsSpan(row * found.FeatureCount, found.FeatureCount).ToArray();

    /// <summary>Root mean square difference of two explanations, as a share of the root mean square of the second.</summary>
    public static double Difference(Attributions found, Attributions truth)
    {
        double difference = 0, size = 0;
        for (var i = 0; i < truth.Mean.Length; i++)
        {
            difference += Math.Pow(found.Mean[i] - truth.Mean[i], 2);
            size += Math.Pow(truth.Mean[i], 2);
        }

        return Math.Sqrt(difference / size);
    }
}
