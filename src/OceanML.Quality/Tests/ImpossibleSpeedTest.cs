using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A platform that would have drifted faster than 3 m s-1 between two of its profiles: the position that does not fit the profiles before
/// and after is bad, or both positions and times where that cannot be told.
/// </summary>
/// <remarks>
/// Argo test 5. Distances up to the uncertainty of a position (1 km, the worst class of Argos fixes that floats report) are no drift. Values keep
/// their flags. Only floats are judged (see <see cref="FloatPlatforms"/>): ships and gliders move faster. Settings: <c>speed</c> (m s-1), <c>uncertainty</c> (m),
/// <c>platforms</c> (floats or all).
/// </remarks>
public sealed class ImpossibleSpeedTest : PlatformTest
{
    private readonly double largest;
    private readonly double uncertainty;
    private readonly FloatPlatforms platforms;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public ImpossibleSpeedTest(Settings? settings = null)
        : base("impossible-speed", 5, "drift between profiles faster than 3 m/s") =>
        (largest, uncertainty, platforms) = (settings?.Number("speed") ?? 3, settings?.Number("uncertainty") ?? 1000, FloatPlatforms.Of(settings));

    /// <inheritdoc/>
    public override void Run(IReadOnlyList<Sequence> profiles)
    {
        if (!platforms.Hold(profiles)) return;

        // Sampling schemes of one profile share its position.
        var fixes = new List<List<Sequence>>();
        foreach (var profile in profiles)
        {
            if (profile.Count == 0 || profile.Time == Timestamp.Missing || !double.IsFinite(profile.Latitude + profile.Longitude)) continue;
            if (profile.PositionFlags[0] == ArgoFlag.Bad || profile.TimeFlags[0] == ArgoFlag.Bad) continue;
            if (fixes.Count > 0 && fixes[^1][0] is var last && last.Time == profile.Time && last.Latitude == profile.Latitude && last.Longitude == profile.Longitude) fixes[^1].Add(profile);
            else fixes.Add([profile]);
        }

        Judge(fixes);
    }

    private void Judge(List<List<Sequence>> fixes)
    {
        var accepted = new List<int>();
        for (var i = 0; i < fixes.Count; i++)
        {
            if (accepted.Count == 0 || IsPossible(fixes[accepted[^1]], fixes[i]))
            {
                accepted.Add(i);
                continue;
            }

            // Which of the two fits its other neighbours?
            var before = accepted[^1];
            var fitsWithoutThis = i + 1 < fixes.Count && IsPossible(fixes[before], fixes[i + 1]);
            var fitsWithoutBefore = accepted.Count > 1
                ? IsPossible(fixes[accepted[^2]], fixes[i])
                : i + 1 < fixes.Count && !fitsWithoutThis && IsPossible(fixes[i], fixes[i + 1]);
            if (fitsWithoutThis && !fitsWithoutBefore)
            {
                Raise(fixes[i], withTime: false);
                continue;
            }

            var isOnlyBefore = fitsWithoutBefore && !fitsWithoutThis;
            Raise(fixes[before], withTime: !isOnlyBefore);
            if (!isOnlyBefore) Raise(fixes[i], withTime: true);
            accepted.RemoveAt(accepted.Count - 1);
            accepted.Add(i);
        }
    }

    private static void Raise(List<Sequence> profiles, bool withTime)
    {
        foreach (var profile in profiles)
        {
            profile.RaisePosition(ArgoFlag.Bad);
            if (withTime) profile.RaiseTime(ArgoFlag.Bad);
        }
    }

    private bool IsPossible(List<Sequence> from, List<Sequence> to)
    {
        var (a, b) = (from[0], to[0]);
        var distance = 1000 * Sphere.DistanceKm(a.Latitude, a.Longitude, b.Latitude, b.Longitude);
        return distance <= uncertainty || distance <= largest * (b.Time - a.Time) / Timestamp.PerSecond;
    }
}
