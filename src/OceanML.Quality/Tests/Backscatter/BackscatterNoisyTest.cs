using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A noisy profile: below 100 dbar at least 10 % of the levels differ from the running median of 11 levels by more than 0.0005 m-1. The whole
/// profile is probably bad.
/// </summary>
/// <remarks>
/// See <see cref="BackscatterTest"/>. Settings: <c>residual</c> (m-1), <c>part</c>, <c>below</c> (dbar), <c>window</c> (levels), <c>fewest_levels</c>.
/// </remarks>
public sealed class BackscatterNoisyTest : BackscatterTest
{
    private readonly double residual;
    private readonly double part;
    private readonly double below;
    private readonly int window;
    private readonly double fewest;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public BackscatterNoisyTest(Settings? settings = null)
        : base("backscatter-noisy", "backscattering too noisy below the surface layer", settings)
    {
        (residual, part, below) = (settings?.Number("residual") ?? 0.0005, settings?.Number("part") ?? 0.1, settings?.Number("below") ?? 100);
        (window, fewest) = ((int)(settings?.Number("window") ?? BackscatterSmoothing.Window), settings?.Number("fewest_levels") ?? 11);
    }

    /// <summary>Whether a profile is noisy.</summary>
    /// <param name="pressures">Pressure (dbar) per level.</param>
    /// <param name="values">Backscattering (m-1) per level.</param>
    /// <param name="smooth">Its running median; NaN where there is none, and there the level counts as quiet.</param>
    /// <param name="residual">Difference (m-1) from which a level is noisy.</param>
    /// <param name="part">Part of the levels that makes a profile noisy.</param>
    /// <param name="below">Pressure (dbar) below which levels are looked at.</param>
    public static bool IsNoisy(ReadOnlySpan<double> pressures, ReadOnlySpan<double> values, ReadOnlySpan<double> smooth, double residual = 0.0005, double part = 0.1, double below = 100)
    {
        var (deep, noisy) = (0, 0);
        for (var level = 0; level < values.Length; level++)
        {
            if (!(pressures[level] > below)) continue;
            deep++;
            if (Math.Abs(values[level] - smooth[level]) > residual) noisy++;
        }

        return noisy > 0 && noisy >= part * deep;
    }

    private protected override char[] Flags(double[] pressures, double[] values, Sequence sequence)
    {
        var isNoisy = values.Length >= fewest && IsNoisy(pressures, values, BackscatterSmoothing.Of(pressures, values, window), residual, part, below);
        return All(values.Length, isNoisy ? ArgoFlag.ProbablyBad : ArgoFlag.NotTested);
    }
}
