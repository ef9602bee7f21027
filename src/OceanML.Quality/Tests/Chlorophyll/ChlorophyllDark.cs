namespace OceanML.Quality;

/// <summary>What a chlorophyll fluorometer reports in the dark, from the profiles of the float itself.</summary>
public static class ChlorophyllDark
{
    /// <summary>
    /// The dark value of a profile: the smallest running median of five levels below 5 dbar, in the unit of the values; NaN where the profile does
    /// not reach below 950 dbar.
    /// </summary>
    /// <remarks>
    /// With the factory calibration, CHLA = (counts - dark) · scale, so this is the change of the dark counts times the scale: subtracting it is the same as
    /// computing CHLA anew with the dark counts found.
    /// </remarks>
    /// <param name="pressure">Pressure (dbar) per level.</param>
    /// <param name="chlorophyll">Chlorophyll (mg m-3) per level; NaN where missing.</param>
    /// <param name="reach">Pressure (dbar) that the profile must exceed.</param>
    /// <param name="surface">Pressure (dbar) below which levels count.</param>
    /// <param name="window">Width of the running median in levels.</param>
    public static double OfProfile(ReadOnlySpan<double> pressure, ReadOnlySpan<double> chlorophyll, double reach = 950, double surface = 5, int window = 5)
    {
        var reaches = false;
        var kept = new List<double>(chlorophyll.Length);
        for (var level = 0; level < chlorophyll.Length; level++)
        {
            if (double.IsNaN(chlorophyll[level])) continue;
            reaches |= pressure[level] > reach;
            if (pressure[level] > surface) kept.Add(chlorophyll[level]);
        }

        if (!reaches) return double.NaN;
        var smallest = double.PositiveInfinity;
        foreach (var median in MedianFilter.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept), window)) smallest = Math.Min(smallest, median);
        return smallest;
    }
}
