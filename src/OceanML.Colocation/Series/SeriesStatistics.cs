namespace OceanML.Colocation;

/// <summary>Statistics of the valid cells of an area.</summary>
/// <param name="Mean">Mean weighted by the areas of the cells; NaN where no cell is valid.</param>
/// <param name="Deviation">Standard deviation in space with the same weights, of the population: sqrt(sum w (x - mean)² / sum w).</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Count">Number of valid cells.</param>
/// <param name="Share">Their share of the cells of the area.</param>
internal readonly record struct SeriesStatistics(double Mean, double Deviation, double Minimum, double Maximum, int Count, double Share)
{
    /// <summary>The statistics of some cells.</summary>
    /// <param name="values">Value per cell; NaN where missing.</param>
    /// <param name="weights">Weight per cell; 0 where it does not count.</param>
    /// <param name="members">Number of cells with a weight.</param>
    public static SeriesStatistics Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int members)
    {
        var (sum, total, count) = (0.0, 0.0, 0);
        var (minimum, maximum) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
        {
            var (value, weight) = (values[i], weights[i]);
            if (!(weight > 0) || double.IsNaN(value)) continue;
            sum += weight * value;
            total += weight;
            count++;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        if (count == 0) return new SeriesStatistics(double.NaN, double.NaN, double.NaN, double.NaN, 0, 0);
        var mean = sum / total;
        var squares = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (weights[i] > 0 && !double.IsNaN(values[i])) squares += weights[i] * (values[i] - mean) * (values[i] - mean);
        }

        return new SeriesStatistics(mean, Math.Sqrt(squares / total), minimum, maximum, count, (double)count / members);
    }
}
