using OceanML.Core;

namespace OceanML.Quality;

/// <summary>All values of a variable in the profile are the same, at three levels or more: all are bad.</summary>
/// <remarks>
/// Argo test 13; near-surface schemes are left alone, where few levels lie in mixed water. The manual names no number of levels and the
/// Coriolis chain asks for two; two equal values are common where a table was cut at 10 dbar, so three are asked for here. Settings:
/// <c>fewest_levels</c>, <c>variables</c> (default all).
/// </remarks>
public sealed class StuckValueTest : QualityTest
{
    /// <summary>Fewest values that can be stuck, unless set otherwise.</summary>
    public const int FewestLevels = 3;

    private readonly double fewest;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public StuckValueTest(Settings? settings = null)
        : base("stuck-value", 13, "all values of the profile are the same")
    {
        fewest = settings?.Number("fewest_levels") ?? FewestLevels;
        Variables = settings?.Texts("variables") ?? [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.IsNearSurface) return;
        foreach (var variable in sequence.Variables)
        {
            if (Variables.Count > 0 && !Variables.Contains(variable.Name)) continue;
            var first = double.NaN;
            var count = 0;
            var stuck = true;
            foreach (var value in variable.Values)
            {
                if (double.IsNaN(value)) continue;
                if (count++ == 0) first = value;
                else if (value != first) stuck = false;
            }

            if (stuck && count >= fewest) RaiseAll(variable, ArgoFlag.Bad);
        }
    }
}
