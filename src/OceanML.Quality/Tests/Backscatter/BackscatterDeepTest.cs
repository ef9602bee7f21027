using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// High backscattering in deep water: the median below 700 dbar of the smoothed profile exceeds 0.0005 m-1, with at least 5 levels there. The
/// whole profile is probably bad.
/// </summary>
/// <remarks>See <see cref="BackscatterTest"/>. Settings: <c>largest</c> (m-1), <c>below</c> (dbar), <c>fewest_levels</c>, <c>window</c> (levels).</remarks>
public sealed class BackscatterDeepTest : BackscatterTest
{
    private readonly double largest;
    private readonly double below;
    private readonly int fewest;
    private readonly int window;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public BackscatterDeepTest(Settings? settings = null)
        : base("backscatter-deep", "backscattering too high in deep water", settings)
    {
        (largest, below) = (settings?.Number("largest") ?? 0.0005, settings?.Number("below") ?? 700);
        (fewest, window) = ((int)(settings?.Number("fewest_levels") ?? 5), (int)(settings?.Number("window") ?? BackscatterSmoothing.Window));
    }

    /// <summary>Whether deep values are too high.</summary>
    /// <param name="pressures">Pressure (dbar) per level.</param>
    /// <param name="smooth">Running median of the profile (m-1); NaN where there is none.</param>
    /// <param name="largest">Largest median (m-1) that passes.</param>
    /// <param name="below">Pressure (dbar) below which the median is taken.</param>
    /// <param name="fewest">Fewest levels there.</param>
    public static bool IsHigh(ReadOnlySpan<double> pressures, ReadOnlySpan<double> smooth, double largest = 0.0005, double below = 700, int fewest = 5)
    {
        var deep = 0;
        var values = new List<double>();
        for (var level = 0; level < pressures.Length; level++)
        {
            if (!(pressures[level] > below)) continue;
            deep++;
            if (!double.IsNaN(smooth[level])) values.Add(smooth[level]);
        }

        return deep >= fewest && MedianFilter.Median(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values)) > largest;
    }

    private protected override char[] Flags(double[] pressures, double[] values, Sequence sequence)
    {
        var isHigh = IsHigh(pressures, BackscatterSmoothing.Of(pressures, values, window), largest, below, fewest);
        return All(values.Length, isHigh ? ArgoFlag.ProbablyBad : ArgoFlag.NotTested);
    }
}
