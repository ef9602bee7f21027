namespace OceanML.Learning;

/// <summary>How predictions compare with observations, in the model's space (log10 of the unit, or the unit).</summary>
/// <param name="Count">Number of pairs.</param>
/// <param name="RootMeanSquareError">Root mean square of prediction minus observation.</param>
/// <param name="Bias">Mean of prediction minus observation.</param>
/// <param name="MeanAbsoluteError">Mean absolute difference.</param>
/// <param name="RSquared">1 - sum of squared differences / sum of squares about the mean observation; NaN for constant observations.</param>
public readonly record struct Score(int Count, double RootMeanSquareError, double Bias, double MeanAbsoluteError, double RSquared)
{
    /// <summary>Compares; pairs with a NaN are left out.</summary>
    /// <param name="observed">Observations [rows, targets].</param>
    /// <param name="predicted">Predictions, of the same shape.</param>
    /// <param name="include">Which elements count; all where null.</param>
    public static Score Of(ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, Func<int, bool>? include = null)
    {
        var (n, sum, squares, absolute, total, totalSquares) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < observed.Length; i++)
        {
            if (double.IsNaN(observed[i]) || double.IsNaN(predicted[i]) || include?.Invoke(i) == false) continue;
            var difference = predicted[i] - observed[i];
            n++;
            sum += difference;
            squares += difference * difference;
            absolute += Math.Abs(difference);
            total += observed[i];
            totalSquares += observed[i] * observed[i];
        }

        if (n == 0) return new Score(0, double.NaN, double.NaN, double.NaN, double.NaN);
        var variance = totalSquares - total * total / n;
        return new Score(n, Math.Sqrt(squares / n), sum / n, absolute / n, variance > 1e-12 * Math.Max(totalSquares, 1e-300) ? 1 - squares / variance : double.NaN);
    }
}
