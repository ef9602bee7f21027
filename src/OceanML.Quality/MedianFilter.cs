namespace OceanML.Quality;

/// <summary>Running medians along a profile, as the biogeochemical real-time tests use them.</summary>
public static class MedianFilter
{
    /// <summary>
    /// The median of the window around each value. The window is cut at both ends of the profile, not padded, so that the ends are not
    /// drawn towards zero; missing values in it are left out.
    /// </summary>
    /// <param name="values">Values in the order of the levels; NaN where missing.</param>
    /// <param name="width">Number of levels in the window, odd: 5 is two on each side.</param>
    /// <returns>One median per value; NaN where the window holds no value.</returns>
    public static double[] Of(ReadOnlySpan<double> values, int width)
    {
        var medians = new double[values.Length];
        var window = new double[width];
        var half = width / 2;
        for (var i = 0; i < values.Length; i++)
        {
            var from = Math.Max(0, i - half);
            var part = values[from..Math.Min(values.Length, i + half + 1)];
            var count = 0;
            foreach (var value in part)
            {
                if (!double.IsNaN(value)) window[count++] = value;
            }

            medians[i] = Median(window.AsSpan(0, count));
        }

        return medians;
    }

    /// <summary>The median of values without NaN, which are put in order; the mean of the two middle ones of an even number, NaN of none.</summary>
    public static double Median(Span<double> values)
    {
        if (values.Length == 0) return double.NaN;
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
