using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Deeper than the float was told to go, by more than 10 % (from 1000 dbar; for shallower profiles up to 150 % at 10 dbar, linear in
/// between): every value of the level is probably bad.
/// </summary>
/// <remarks>
/// Argo test 19 as in the Coriolis chain 6.5; the manual since 2022 gives 100 dbar instead of 10 % from 1000 dbar. The mission is a setting,
/// <c>profile_pressure</c> (dbar), or a column of the table, <c>profile_pressure</c> or <c>CONFIG_ProfilePressure_dbar</c>; without either nothing is
/// tested.
/// </remarks>
public sealed class DeepestPressureTest : QualityTest
{
    private static readonly string[] Columns = ["profile_pressure", "CONFIG_ProfilePressure_dbar"];

    private readonly double? mission;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public DeepestPressureTest(Settings? settings = null)
        : base("deepest-pressure", 19, "deeper than the mission of the float") => mission = settings?.Number("profile_pressure");

    /// <summary>The largest pressure (dbar) that passes for a mission.</summary>
    /// <param name="mission">The pressure (dbar) that the float was told to profile from.</param>
    public static double Largest(double mission) =>
        mission >= 1000 ? 1.1 * mission : mission * (1 + ((10 + ((150 - 10) * (1000 - mission) / (1000 - 10))) / 100));

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        var told = mission is null ? Columns.Select(sequence.Other).FirstOrDefault(column => column is not null) : null;
        if (mission is null && told is null) return;
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (!(pressure.Values[level] > Largest(mission ?? told![level]))) continue;
            foreach (var variable in sequence.Variables) variable.Raise(level, ArgoFlag.ProbablyBad, this);
        }
    }
}
