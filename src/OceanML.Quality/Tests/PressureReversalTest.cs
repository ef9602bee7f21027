using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// From the middle of the profile outwards, a level that turns back by 20 dbar or more is bad; from the deepest level upwards in
/// near-surface schemes.
/// </summary>
/// <remarks>
/// Argo test 8 since February 2024 (manual 10.13155/33951, Coriolis chain 6.5), which forgives small reversals because a float that rests at
/// the surface reports the same pressure again and again. Settings: <c>reversal</c> (dbar); 0 is the test of the files made from 2016 to 2023,
/// to which a repeated pressure is bad too. See also <see cref="PressureIncreasingTest"/>.
/// </remarks>
public sealed class PressureReversalTest : QualityTest
{
    /// <summary>Smallest reversal (dbar) that is bad, unless set otherwise.</summary>
    public const double Reversal = 20;

    private readonly double reversal;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public PressureReversalTest(Settings? settings = null)
        : base("pressure-reversal", 8, "pressure turns back by 20 dbar or more") =>
        reversal = settings?.Number("reversal") ?? Reversal;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        var levels = new List<int>(pressure.Values.Length);
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (!double.IsNaN(pressure.Values[level])) levels.Add(level);
        }

        if (levels.Count < 2) return;
        foreach (var level in levels) pressure.Judged[level] = true;
        var start = sequence.IsNearSurface ? levels.Count - 1 : (levels.Count / 2) - 1;
        var smallest = pressure.Values[levels[start]];
        for (var i = start - 1; i >= 0; i--)
        {
            var value = pressure.Values[levels[i]];
            if (value >= smallest + reversal) pressure.Raise(levels[i], ArgoFlag.Bad, this);
            else smallest = value;
        }

        var largest = pressure.Values[levels[start]];
        for (var i = start + 1; i < levels.Count; i++)
        {
            var value = pressure.Values[levels[i]];
            if (value <= largest - reversal) pressure.Raise(levels[i], ArgoFlag.Bad, this);
            else largest = value;
        }
    }
}
