namespace OceanML.Learning;

/// <summary>What boosted trees make small: its derivatives say what the next tree is to learn.</summary>
public abstract class BoostingLoss
{
    /// <summary>Number of outputs, each with its own tree in every round.</summary>
    public virtual int Outputs => 1;

    /// <summary>Whether the second derivative is 1 for every row of weight 1.</summary>
    public virtual bool IsFlat => false;

    /// <summary>With a share p in (0, 1), a leaf gives that quantile of the residuals in it instead of the quotient of derivatives.</summary>
    public virtual double LeafQuantile => double.NaN;

    /// <summary>The best constant answer.</summary>
    /// <param name="targets">What is to be learned, by row.</param>
    /// <param name="weights">Weight of each row; null for 1.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <returns>One number per output.</returns>
    public abstract double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows);

    /// <summary>First and second derivatives of the loss by the outputs of one row, without its weight.</summary>
    /// <param name="target">What is to be learned.</param>
    /// <param name="outputs">What is predicted so far.</param>
    /// <param name="derivatives">First and second derivative, output after output.</param>
    public abstract void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives);

    /// <summary>The loss of one row, without its weight.</summary>
    public abstract double Of(double target, ReadOnlySpan<double> outputs);

    /// <summary>Mean loss over rows.</summary>
    /// <param name="targets">What is to be learned, by row.</param>
    /// <param name="weights">Weight of each row; null for 1.</param>
    /// <param name="outputs">[rows, outputs].</param>
    /// <param name="rows">The rows to judge.</param>
    public double Mean(double[] targets, double[]? weights, double[] outputs, ReadOnlySpan<int> rows)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = weights is null ? 1 : weights[row];
            sum += weight * Of(targets[row], outputs.AsSpan(row * Outputs, Outputs));
            total += weight;
        }

        return sum / total;
    }

    private protected static double WeightedMean(double[] targets, double[]? weights, ReadOnlySpan<int> rows)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = weights is null ? 1 : weights[row];
            sum += weight * targets[row];
            total += weight;
        }

        return total > 0 ? sum / total : 0;
    }
}
