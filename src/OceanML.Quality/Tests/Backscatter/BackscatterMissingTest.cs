using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Missing parts of a profile: of ten layers down to 1000 dbar at least one has no level. The whole profile is probably bad; it is bad where
/// only one layer has more than one level.
/// </summary>
/// <remarks>
/// See <see cref="BackscatterTest"/>. Where all levels lie below 1000 dbar the published test gives flag 9 (missing) to values that are there; this
/// one leaves them as they are, like the Coriolis chain 6.5. Settings: <c>layers</c> (lower edges, dbar).
/// </remarks>
public sealed class BackscatterMissingTest : BackscatterTest
{
    private readonly double[] layers;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public BackscatterMissingTest(Settings? settings = null)
        : base("backscatter-missing", "layers of the profile without backscattering", settings) =>
        layers = settings?.Numbers("layers") ?? [.. Layers];

    /// <summary>Lower edges of the layers (dbar): ten equal steps from 50 to 1000, rounded.</summary>
    public static IReadOnlyList<double> Layers { get; } = [50, 156, 261, 367, 472, 578, 683, 789, 894, 1000];

    /// <summary>The flag of the whole profile: 0, 3, 4, or 9 where no level lies in any layer.</summary>
    /// <param name="pressures">Pressures (dbar) of the levels that have a value; NaN are left out.</param>
    /// <param name="layers">Lower edges of the layers (dbar).</param>
    public static char Flag(ReadOnlySpan<double> pressures, IReadOnlyList<double> layers)
    {
        var counts = new int[layers.Count];
        foreach (var pressure in pressures)
        {
            var layer = 0;
            while (layer < counts.Length && !(pressure < layers[layer])) layer++;
            if (layer < counts.Length) counts[layer]++;
        }

        if (!counts.Contains(0)) return ArgoFlag.NotTested;
        if (counts.All(count => count == 0)) return ArgoFlag.Missing;
        return counts.Count(count => count > 1) == 1 ? ArgoFlag.Bad : ArgoFlag.ProbablyBad;
    }

    private protected override char[] Flags(double[] pressures, double[] values, Sequence sequence) => All(values.Length, Flag(pressures, layers));
}
