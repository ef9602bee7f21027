namespace OceanML.Validation;

/// <summary>Quantiles: the values below which stated shares of each row's distribution lie.</summary>
public sealed class QuantilePredictions : PredictiveSet
{
    private const int DenseLevels = 9;

    private readonly double[] levels;
    private readonly double[][] values;
    private readonly double[] weights;

    /// <summary>Takes quantiles.</summary>
    /// <param name="levels">Levels between 0 and 1, rising.</param>
    /// <param name="values">Values at each level, [levels][rows]; values of a row that fall where they should rise are put in order.</param>
    /// <exception cref="ArgumentException">Levels do not rise from above 0 to below 1.</exception>
    public QuantilePredictions(double[] levels, double[][] values)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] is not (> 0 and < 1) || (i > 0 && levels[i] <= levels[i - 1])) throw new ArgumentException("levels must rise between 0 and 1", nameof(levels));
        }

        this.levels = levels;
        this.values = [.. values.Select(column => (double[])column.Clone())];
        var row = new double[levels.Length];
        for (var i = 0; i < values[0].Length; i++)
        {
            for (var k = 0; k < row.Length; k++) row[k] = this.values[k][i];
            if (Array.Exists(row, double.IsNaN)) continue;
            Array.Sort(row);
            for (var k = 0; k < row.Length; k++) this.values[k][i] = row[k];
        }

        // Each level stands for the shares nearer to it than to another level; the weights sum to 1.
        weights = new double[levels.Length];
        for (var k = 0; k < levels.Length; k++)
        {
            var low = k == 0 ? 0 : (levels[k - 1] + levels[k]) / 2;
            var high = k == levels.Length - 1 ? 1 : (levels[k] + levels[k + 1]) / 2;
            weights[k] = high - low;
        }
    }

    /// <inheritdoc/>
    public override int Count => values[0].Length;

    /// <inheritdoc/>
    public override string Kind => "quantiles";

    /// <inheritdoc/>
    public override bool IsDense => levels.Length >= DenseLevels;

    /// <inheritdoc/>
    public override bool IsKnown(int row) => Array.TrueForAll(values, column => double.IsFinite(column[row]));

    /// <summary>
    /// Twice the pinball loss, integrated over the levels (Laio and Tamea 2007, doi:10.5194/hess-11-1267-2007): equal to the continuous ranked
    /// probability score in the limit of many levels. With few levels it is a score of its own, to be compared at equal levels only.
    /// </summary>
    public override double Crps(int row, double observed)
    {
        var sum = 0.0;
        for (var k = 0; k < levels.Length; k++)
        {
            var error = observed - values[k][row];
            sum += weights[k] * (error >= 0 ? levels[k] * error : (levels[k] - 1) * error);
        }

        return 2 * sum;
    }

    /// <summary>Linear between levels; half the outer share below the first and above the last.</summary>
    public override double Pit(int row, double observed)
    {
        if (observed < values[0][row]) return levels[0] / 2;
        for (var k = 1; k < levels.Length; k++)
        {
            var (low, high) = (values[k - 1][row], values[k][row]);
            if (observed < high) return levels[k - 1] + ((levels[k] - levels[k - 1]) * (observed - low) / (high - low));
        }

        return (levels[^1] + 1) / 2;
    }

    /// <summary>At a stated level its value, between two of them linear; NaN beyond them, and between levels more than 0.2 apart.</summary>
    public override double Quantile(int row, double level)
    {
        for (var k = 0; k < levels.Length; k++)
        {
            if (Math.Abs(level - levels[k]) < 1e-9) return values[k][row];
            if (k == 0 || level > levels[k] || level < levels[k - 1]) continue;
            var step = levels[k] - levels[k - 1];
            return step > 0.2 + 1e-9 ? double.NaN : values[k - 1][row] + ((level - levels[k - 1]) / step * (values[k][row] - values[k - 1][row]));
        }

        return double.NaN;
    }

    /// <summary>Half the width between the lowest and the highest quantile.</summary>
    public override double Spread(int row) => (values[^1][row] - values[0][row]) / 2;

    /// <inheritdoc/>
    public override PredictiveSet Take(IReadOnlyList<int> rows) => new QuantilePredictions(levels, [.. values.Select(column => rows.Select(row => column[row]).ToArray())]);
}
