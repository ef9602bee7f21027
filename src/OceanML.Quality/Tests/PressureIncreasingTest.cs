namespace OceanML.Quality;

/// <summary>
/// Pressure must increase from level to level. Where it stays the same, all but the first level are bad; where it turns back, the
/// level before the turn and all levels until the pressure is passed again are bad.
/// </summary>
/// <remarks>
/// Argo test 8 as in the manual to version 3.7 and in IQuOD's AutoQC: 100, 100, 100 dbar is bad at the second and third level,
/// 100, 200, 100 at the same ones. Since 2024 Argo forgives reversals below 20 dbar: <see cref="PressureReversalTest"/>.
/// </remarks>
public sealed class PressureIncreasingTest() : QualityTest("pressure-increasing", 8, "pressure does not increase with the level")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        var last = -1;
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            var value = pressure.Values[level];
            if (double.IsNaN(value)) continue;
            pressure.Judged[level] = true;
            if (last < 0 || value > pressure.Values[last])
            {
                last = level;
                continue;
            }

            if (value < pressure.Values[last]) pressure.Raise(last, ArgoFlag.Bad, this);
            pressure.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
