using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A profile that repeats the one before: means over layers of 50 dbar differ at least by less than 0.001, at most by less than 0.3, and on
/// the average by less than 0.002 degrees Celsius (temperature) or 0.004 (salinity). All its values of the variable are bad.
/// </summary>
/// <remarks>
/// Argo test 18, with the limits of the Coriolis chain 6.5; the manual has 0.02 degrees Celsius for the average of temperature. The manual asks
/// for the grey list after five such profiles in a row. Settings: <c>differences</c> (per variable: smallest, largest, average), <c>layer</c> (dbar),
/// <c>platforms</c> (floats or all).
/// </remarks>
public sealed class FrozenProfileTest : PlatformTest
{
    private readonly IReadOnlyList<(string Name, double[] Limits)> differences;
    private readonly double layer;
    private readonly FloatPlatforms platforms;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public FrozenProfileTest(Settings? settings = null)
        : base("frozen-profile", 18, "profile repeats the one before")
    {
        differences = VariableLimits.Read(settings, "differences", 3, ("temperature", [0.001, 0.3, 0.002]), ("salinity", [0.001, 0.3, 0.004]));
        (layer, platforms) = (settings?.Number("layer") ?? 50, FloatPlatforms.Of(settings));
        Variables = [.. differences.Select(difference => difference.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(IReadOnlyList<Sequence> profiles)
    {
        if (!platforms.Hold(profiles)) return;
        foreach (var (name, limits) in differences)
        {
            foreach (var direction in ProfilePairs.ByDirection(profiles, name))
            {
                double[]? previous = null;
                foreach (var profile in direction)
                {
                    var variable = profile.Find(name)!;
                    var current = LayerMeans(profile, variable);
                    if (previous is not null && HaveCommonLayer(previous, current))
                    {
                        variable.JudgeAll();
                        if (IsFrozen(previous, current, limits)) RaiseAll(variable, ArgoFlag.Bad);
                    }

                    previous = current;
                }
            }
        }
    }

    /// <summary>Whether the layers of two profiles are nearly the same.</summary>
    /// <param name="previous">Mean per layer; NaN where it has no level.</param>
    /// <param name="current">The same of the next profile.</param>
    /// <param name="limits">Smallest, largest and average difference; all must be smaller.</param>
    public static bool IsFrozen(ReadOnlySpan<double> previous, ReadOnlySpan<double> current, ReadOnlySpan<double> limits)
    {
        var (smallest, largest, sum, count) = (double.PositiveInfinity, 0.0, 0.0, 0);
        for (var i = 0; i < Math.Min(previous.Length, current.Length); i++)
        {
            var difference = Math.Abs(previous[i] - current[i]);
            if (double.IsNaN(difference)) continue;
            (smallest, largest) = (Math.Min(smallest, difference), Math.Max(largest, difference));
            sum += difference;
            count++;
        }

        return count > 0 && smallest < limits[0] && largest < limits[1] && sum / count < limits[2];
    }

    private static bool HaveCommonLayer(ReadOnlySpan<double> previous, ReadOnlySpan<double> current)
    {
        for (var i = 0; i < Math.Min(previous.Length, current.Length); i++)
        {
            if (!double.IsNaN(previous[i] - current[i])) return true;
        }

        return false;
    }

    /// <summary>Means over whole layers, the first one from the surface; a level on an edge belongs to the layer above it.</summary>
    private double[] LayerMeans(Sequence profile, SequenceVariable variable)
    {
        var pressure = profile.Pressure!;
        var bottom = 0.0;
        for (var level = 0; level < variable.Values.Length; level++)
        {
            if (variable.IsUsable(level) && pressure.IsUsable(level)) bottom = Math.Max(bottom, pressure.Values[level]);
        }

        var sums = new double[(int)(bottom / layer)];
        var counts = new int[sums.Length];
        for (var level = 0; level < variable.Values.Length; level++)
        {
            if (!variable.IsUsable(level) || !pressure.IsUsable(level)) continue;
            var place = Math.Max(0, (int)Math.Ceiling(pressure.Values[level] / layer) - 1);
            if (place >= sums.Length) continue;
            sums[place] += variable.Values[level];
            counts[place]++;
        }

        for (var i = 0; i < sums.Length; i++) sums[i] = counts[i] == 0 ? double.NaN : sums[i] / counts[i];
        return sums;
    }
}
