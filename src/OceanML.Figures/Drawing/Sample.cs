namespace OceanML.Figures;

/// <summary>Order statistics that figures need for their layout and ribbons; the scores of a figure are computed elsewhere.</summary>
public static class Sample
{
    /// <summary>The finite values in order; with <paramref name="positive"/> those above zero alone.</summary>
    public static double[] Sorted(ReadOnlySpan<double> values, bool positive = false)
    {
        var kept = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (double.IsFinite(value) && (!positive || value > 0)) kept.Add(value);
        }

        kept.Sort();
        return [.. kept];
    }

    /// <summary>A quantile by linear interpolation between the ordered values; NaN for none.</summary>
    /// <param name="sorted">Values in order.</param>
    /// <param name="fraction">0 the least, 0.5 the median, 1 the greatest.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double fraction)
    {
        if (sorted.IsEmpty) return double.NaN;
        var place = fraction * (sorted.Length - 1);
        var low = (int)Math.Floor(place);
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((sorted[high] - sorted[low]) * (place - low));
    }
}
