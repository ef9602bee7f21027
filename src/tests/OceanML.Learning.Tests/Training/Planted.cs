namespace OceanML.Learning.Tests;

/// <summary>Data with a known answer: two targets of two features, offsets per group, noise that grows with the first feature.</summary>
internal static class Planted
{
    public const double Noise = 0.1;

    public static Dataset Data(int groups = 40, int rowsPerGroup = 15, int seed = 1, double missing = 0.2)
    {
        var random = new RandomStream(seed, 77);
        var rows = groups * rowsPerGroup;
        var (features, targets, group) = (new float[rows * 4], new double[rows * 2], new int[rows]);
        for (var row = 0; row < rows; row++)
        {
            group[row] = row / rowsPerGroup;
            var (a, b) = (random.NextNormal(), random.NextNormal());
            features.AsSpan(row * 4, 4)[0] = (float)(100 + 10 * a);
            features[row * 4 + 1] = (float)(0.001 * b);
            features[row * 4 + 2] = (float)random.NextNormal();
            features[row * 4 + 3] = (float)(group[row] % 2);
            targets[row * 2] = Truth(a, b) + Sigma(a) * random.NextNormal();
            targets[row * 2 + 1] = random.NextDouble() < missing ? double.NaN : -b + Sigma(a) * random.NextNormal();
        }

        return new Dataset(["a", "b", "noise", "side"], ["first", "second"], features, targets, group,
            [.. Enumerable.Range(0, groups).Select(i => $"g{i}")], [.. Enumerable.Range(0, rows)], false, 0);
    }

    /// <summary>Trains, and stops when the test run does.</summary>
    public static TrainedModel Train(Dataset data, TrainingPlan plan, int threads, Action<int>? progress = null) =>
        TrainedModel.Train(data, plan, threads, progress, TestContext.Current.CancellationToken);

    public static double Truth(double a, double b) => Math.Sin(a) + 0.5 * b;

    public static double Sigma(double a) => a > 0 ? 3 * Noise : Noise;
}
