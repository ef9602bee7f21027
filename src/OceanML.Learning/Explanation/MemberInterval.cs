namespace OceanML.Learning;

/// <summary>The interval that holds the middle share of the members of an ensemble.</summary>
internal static class MemberInterval
{
    /// <summary>A quantile of sorted values by linear interpolation.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.Length == 1) return sorted[0];
        var place = share * (sorted.Length - 1);
        var low = Math.Min((int)place, sorted.Length - 2);
        return sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }

    /// <summary>A quantile of sorted values by linear interpolation.</summary>
    public static double Quantile(ReadOnlySpan<float> sorted, double share)
    {
        if (sorted.Length == 1) return sorted[0];
        var place = share * (sorted.Length - 1);
        var low = Math.Min((int)place, sorted.Length - 2);
        return sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}
