namespace OceanML.Learning;

/// <summary>Cross-entropy of several classes, targets 0, 1, 2…: the outputs are logarithms of probabilities but for a common constant.</summary>
/// <param name="classes">Number of classes.</param>
public sealed class BoostingSoftmax(int classes) : BoostingLoss
{
    /// <inheritdoc/>
    public override int Outputs => classes;

    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows)
    {
        var counts = new double[classes];
        Array.Fill(counts, 0.5);
        foreach (var row in rows) counts[(int)targets[row]] += weights is null ? 1 : weights[row];
        var total = counts.Sum();
        return Array.ConvertAll(counts, count => Math.Log(count / total));
    }

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var output in outputs) largest = Math.Max(largest, output);
        for (var k = 0; k < outputs.Length; k++) sum += derivatives[2 * k] = Math.Exp(outputs[k] - largest);
        for (var k = 0; k < outputs.Length; k++)
        {
            var probability = derivatives[2 * k] / sum;
            (derivatives[2 * k], derivatives[2 * k + 1]) = (probability - (k == (int)target ? 1 : 0), probability * (1 - probability));
        }
    }

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var output in outputs) largest = Math.Max(largest, output);
        foreach (var output in outputs) sum += Math.Exp(output - largest);
        return Math.Log(sum) + largest - outputs[(int)target];
    }
}
