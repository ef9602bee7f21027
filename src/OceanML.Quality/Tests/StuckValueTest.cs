namespace OceanML.Quality;

/// <summary>All values of a variable in the profile are the same, at two levels or more: all are bad.</summary>
/// <remarks>Argo test 13; near-surface schemes are left alone, where few levels lie in mixed water.</remarks>
public sealed class StuckValueTest() : QualityTest("stuck-value", 13, "all values of the profile are the same")
{
    /// <inheritdoc/>
    public override void Run(ProfileLevels profile)
    {
        if (profile.IsNearSurface) return;
        foreach (var variable in profile.Variables)
        {
            var first = double.NaN;
            var count = 0;
            var stuck = true;
            foreach (var value in variable.Values)
            {
                if (double.IsNaN(value)) continue;
                if (count++ == 0) first = value;
                else if (value != first) stuck = false;
            }

            if (stuck && count > 1) RaiseAll(variable, ArgoFlag.Bad);
        }
    }
}
