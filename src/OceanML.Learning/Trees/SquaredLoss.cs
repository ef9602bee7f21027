namespace OceanML.Learning;

/// <summary>Half the squared error: the trees learn the mean.</summary>
public sealed class SquaredLoss : BoostingLoss
{
    /// <inheritdoc/>
    public override bool IsFlat => true;

    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows) => [WeightedMean(targets, weights, rows)];

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives) => (derivatives[0], derivatives[1]) = (outputs[0] - target, 1);

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs) => (outputs[0] - target) * (outputs[0] - target) / 2;
}

/// <summary>The pinball loss: the trees learn a quantile (Koenker and Bassett 1978, doi:10.2307/1913643).</summary>
/// <param name="share">Share of the values below the quantile, between 0 and 1.</param>
public sealed class QuantileLoss(double share) : BoostingLoss
{
    /// <inheritdoc/>
    public override bool IsFlat => true;

    /// <inheritdoc/>
    public override double LeafQuantile => share;

    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length];
        for (var i = 0; i < values.Length; i++) values[i] = targets[rows[i]];
        return [Quantile(values, share)];
    }

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives) =>
        (derivatives[0], derivatives[1]) = (target > outputs[0] ? -share : 1 - share, 1);

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs) =>
        target > outputs[0] ? share * (target - outputs[0]) : (1 - share) * (outputs[0] - target);

    /// <summary>A quantile of values, which get sorted; between two values it is interpolated.</summary>
    internal static double Quantile(Span<double> values, double share)
    {
        if (values.Length == 0) return 0;
        values.Sort();
        var place = share * (values.Length - 1);
        var below = (int)place;
        return below + 1 < values.Length ? values[below] + (place - below) * (values[below + 1] - values[below]) : values[below];
    }
}

/// <summary>Cross-entropy of two classes, targets 0 and 1: the output is the logarithm of the odds of class 1.</summary>
public sealed class LogisticLoss : BoostingLoss
{
    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows)
    {
        // Half a row of each class keeps the odds finite where one is absent.
        var (mean, count) = (WeightedMean(targets, weights, rows), rows.Length);
        return [Math.Log((mean * count + 0.5) / ((1 - mean) * count + 0.5))];
    }

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives)
    {
        var probability = 1 / (1 + Math.Exp(-outputs[0]));
        (derivatives[0], derivatives[1]) = (probability - target, probability * (1 - probability));
    }

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs)
    {
        var margin = target > 0.5 ? outputs[0] : -outputs[0];
        return margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
    }
}

/// <summary>Cross-entropy of several classes, targets 0, 1, 2…: the outputs are logarithms of probabilities but for a common constant.</summary>
/// <param name="classes">Number of classes.</param>
public sealed class SoftmaxLoss(int classes) : BoostingLoss
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
