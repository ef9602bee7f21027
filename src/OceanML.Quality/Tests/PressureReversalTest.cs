namespace OceanML.Quality;

/// <summary>
/// From the middle of the profile outwards, a level that turns back by 20 dbar or more is bad; from the deepest level upwards in
/// near-surface schemes.
/// </summary>
/// <remarks>Argo test 8 as in the Coriolis chain 6.5; not run unless named, see <see cref="PressureIncreasingTest"/>.</remarks>
public sealed class PressureReversalTest() : QualityTest("pressure-reversal", 31, "pressure turns back by 20 dbar or more")
{
    /// <summary>Smallest reversal (dbar) that is bad.</summary>
    public const double Reversal = 20;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        pressure.JudgeAll();
        var levels = new List<int>(pressure.Values.Length);
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (!double.IsNaN(pressure.Values[level])) levels.Add(level);
        }

        if (levels.Count < 2) return;
        var start = sequence.IsNearSurface ? levels.Count - 1 : (levels.Count / 2) - 1;
        var smallest = pressure.Values[levels[start]];
        for (var i = start - 1; i >= 0; i--)
        {
            var value = pressure.Values[levels[i]];
            if (value >= smallest + Reversal) pressure.Raise(levels[i], ArgoFlag.Bad, this);
            else smallest = value;
        }

        var largest = pressure.Values[levels[start]];
        for (var i = start + 1; i < levels.Count; i++)
        {
            var value = pressure.Values[levels[i]];
            if (value <= largest - Reversal) pressure.Raise(levels[i], ArgoFlag.Bad, this);
            else largest = value;
        }
    }
}
