namespace OceanML.Learning;

/// <summary>
/// How targets become what a network learns: the logarithm to base 10 where asked, values below the floor raised to it; then mean 0 and
/// standard deviation 1 in training. Scores and uncertainties are computed before the standardisation, in the model's space.
/// </summary>
public sealed class TargetScaling
{
    private TargetScaling(int count, bool log10, double floor) =>
        (Count, Log10, Floor, Mean, Deviation) = (count, log10, floor, new double[count], new double[count]);

    /// <summary>Number of targets.</summary>
    public int Count { get; }

    /// <summary>Whether the model's space is log10 of the unit.</summary>
    public bool Log10 { get; }

    /// <summary>With <see cref="Log10"/>: smallest value, in the unit of the target.</summary>
    public double Floor { get; }

    /// <summary>Mean of each target in the model's space.</summary>
    public double[] Mean { get; }

    /// <summary>Standard deviation of each target in the model's space.</summary>
    public double[] Deviation { get; }

    /// <summary>Reads what a model file holds: tensors <c>target_mean</c> and <c>target_deviation</c>; null where it has none.</summary>
    public static TargetScaling? Of(Core.Graph graph, bool log10, double floor)
    {
        if (graph.FindTensor("target_mean") is not { } mean || graph.FindTensor("target_deviation") is not { } deviation || mean.Length != deviation.Length) return null;
        var scaling = new TargetScaling(mean.Length, log10, floor);
        for (var i = 0; i < mean.Length; i++) (scaling.Mean[i], scaling.Deviation[i]) = (mean.Floats[i], deviation.Floats[i]);
        return scaling;
    }

    /// <summary>A value in the unit of its target, in the model's space; NaN stays NaN.</summary>
    public static double ToModelSpace(double value, bool log10, double floor) => log10 ? Math.Log10(Math.Max(value, floor)) : value;

    /// <summary>A value of the model's space in the unit of its target.</summary>
    public double ToUnit(double value) => Log10 ? Math.Pow(10, value) : value;

    /// <summary>Learns the scaling.</summary>
    /// <param name="values">Targets in the model's space, [rows, targets]; NaN where missing.</param>
    /// <param name="count">Number of targets.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="log10">Whether the model's space is log10 of the unit.</param>
    /// <param name="floor">Smallest value, in the unit.</param>
    public static TargetScaling Fit(double[] values, int count, ReadOnlySpan<int> rows, bool log10, double floor)
    {
        var scaling = new TargetScaling(count, log10, floor);
        for (var target = 0; target < count; target++)
        {
            var (n, sum, squares) = (0, 0.0, 0.0);
            foreach (var row in rows)
            {
                var value = values[row * count + target];
                if (double.IsNaN(value)) continue;
                n++;
                sum += value;
            }

            var mean = n > 0 ? sum / n : 0;
            foreach (var row in rows)
            {
                var value = values[row * count + target];
                if (!double.IsNaN(value)) squares += (value - mean) * (value - mean);
            }

            scaling.Mean[target] = mean;
            var deviation = n > 1 ? Math.Sqrt(squares / n) : 0;
            scaling.Deviation[target] = deviation > 1e-12 ? deviation : 1;
        }

        return scaling;
    }
}
