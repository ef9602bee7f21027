using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Negative backscattering. Above 5 dbar such values alone are bad; deeper ones spoil the whole profile, which is bad where they are more
/// than 10 % of its levels from 5 dbar down, and probably bad otherwise.
/// </summary>
/// <remarks>See <see cref="BackscatterTest"/>. Settings: <c>smallest</c> (m-1), <c>surface</c> (dbar), <c>part</c>.</remarks>
public sealed class BackscatterNegativeTest : BackscatterTest
{
    private readonly double smallest;
    private readonly double surface;
    private readonly double part;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public BackscatterNegativeTest(Settings? settings = null)
        : base("backscatter-negative", "negative backscattering", settings) =>
        (smallest, surface, part) = (settings?.Number("smallest") ?? 0, settings?.Number("surface") ?? 5, settings?.Number("part") ?? 0.1);

    /// <summary>Flags of a profile: 0, 3 or 4 per level.</summary>
    /// <param name="pressures">Pressure (dbar) per level.</param>
    /// <param name="values">Backscattering (m-1) per level.</param>
    /// <param name="smallest">Smallest value (m-1) that passes.</param>
    /// <param name="surface">Pressure (dbar) from which a negative value spoils the profile.</param>
    /// <param name="part">Part of the levels from there that may be negative before the profile is bad.</param>
    public static char[] Flags(ReadOnlySpan<double> pressures, ReadOnlySpan<double> values, double smallest = 0, double surface = 5, double part = 0.1)
    {
        var (below, negative) = (0, 0);
        for (var level = 0; level < values.Length; level++)
        {
            if (!(pressures[level] >= surface)) continue;
            below++;
            if (values[level] < smallest) negative++;
        }

        var flags = All(values.Length, negative == 0 ? ArgoFlag.NotTested : negative > part * below ? ArgoFlag.Bad : ArgoFlag.ProbablyBad);
        for (var level = 0; level < values.Length; level++)
        {
            if (pressures[level] < surface && values[level] < smallest) flags[level] = ArgoFlag.Bad;
        }

        return flags;
    }

    private protected override char[] Flags(double[] pressures, double[] values, Sequence sequence) => Flags(pressures, values, smallest, surface, part);
}
