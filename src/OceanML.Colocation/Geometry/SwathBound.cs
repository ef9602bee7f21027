using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Colocation;

/// <summary>
/// What cannot be nearer to a position than some distance, eight boxes or pixels at a time, by their distance on the sphere. The box round a circle is a good
/// enough test while the circle is small; round a position far from all pixels its corners hold much that the circle does not.
/// </summary>
internal static class SwathBound
{
    private const float Degree = (float)(Math.PI / 180);

    // More than the rounding of floats in half a chord: that of its sines, and half of 5e-5 degrees in the differences of coordinates.
    private const float RelativeSlack = 1 - 2e-6f;
    private const float Slack = 5e-7f;

    /// <summary>Which points can be as near as a haversine, as bits.</summary>
    /// <param name="query">The position.</param>
    /// <param name="latitudes">Latitudes of the points, degrees.</param>
    /// <param name="turns">Differences of longitude to the position, degrees.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NotFarther(in SwathQuery query, Vector256<float> latitudes, Vector256<float> turns)
    {
        var chords = HalfChords(query, latitudes, Cosine(latitudes * Vector256.Create(Degree)), turns);
        return Vector256.LessThanOrEqual(chords, Vector256.Create(query.HalfChordAbove)).ExtractMostSignificantBits();
    }

    /// <summary>Which boxes can hold points as near as a haversine, as bits: those whose centre is not farther than that and the way to their farthest corner.</summary>
    /// <param name="query">The position.</param>
    /// <param name="latitudes">Latitudes of the centres, degrees.</param>
    /// <param name="halfHeights">Half the heights, degrees.</param>
    /// <param name="turns">Differences of longitude between the centres and the position, degrees.</param>
    /// <param name="halfWidths">Half the widths, degrees.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NotFarther(in SwathQuery query, Vector256<float> latitudes, Vector256<float> halfHeights, Vector256<float> turns, Vector256<float> halfWidths)
    {
        var cosines = Cosine(latitudes * Vector256.Create(Degree));
        var chords = HalfChords(query, latitudes, cosines, turns);

        // The haversine of the way to a corner is at most a quarter of height² + (cosine x width)², with the largest cosine in the box. Half the way is the arc of
        // its root, which up to 0.5 is below the first term of the series with a larger factor.
        var height = halfHeights * Vector256.Create(Degree);
        var width = halfWidths * Vector256.Create(Degree) * Vector256.MinNative(cosines + height, Vector256<float>.One);
        var corner = ((height * height) + (width * width)) * Vector256.Create(0.25f * (1 + 1e-5f));
        var root = Vector256.Sqrt(corner);
        var half = Vector256.Create(query.HalfAngleAbove) + (root * (Vector256<float>.One + (corner * Vector256.Create(0.2f))));
        var reach = Sine(Vector256.MinNative(half, Vector256.Create((float)(Math.PI / 2))));
        var near = Vector256.LessThanOrEqual(chords, reach) | (Vector256.GreaterThan(root, Vector256.Create(0.5f)) & Vector256.Equals(latitudes, latitudes));
        return near.ExtractMostSignificantBits();
    }

    // A little below half the chords, the roots of the haversines, between points and the position.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> HalfChords(in SwathQuery query, Vector256<float> latitudes, Vector256<float> cosines, Vector256<float> turns)
    {
        var north = Sine((latitudes - Vector256.Create(query.Latitude)) * Vector256.Create(Degree / 2));
        var east = Sine(turns * Vector256.Create(Degree / 2));
        var haversines = (north * north) + (Vector256.Create(query.Cosine) * Vector256.MaxNative(cosines, Vector256<float>.Zero) * east * east);
        return (Vector256.Sqrt(haversines) * Vector256.Create(RelativeSlack)) - Vector256.Create(Slack);
    }

    // Power series, for angles up to a right one: good to 6e-8, and without the branches that a library has for any angle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sine(Vector256<float> angle)
    {
        var x = angle * angle;
        var sum = Vector256.Create(1 / 362880f) - (x * Vector256.Create(1 / 39916800f));
        sum = Vector256.Create(-1 / 5040f) + (x * sum);
        sum = Vector256.Create(1 / 120f) + (x * sum);
        sum = Vector256.Create(-1 / 6f) + (x * sum);
        return angle + (angle * x * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Cosine(Vector256<float> angle)
    {
        var x = angle * angle;
        var sum = Vector256.Create(-1 / 3628800f) + (x * Vector256.Create(1 / 479001600f));
        sum = Vector256.Create(1 / 40320f) + (x * sum);
        sum = Vector256.Create(-1 / 720f) + (x * sum);
        sum = Vector256.Create(1 / 24f) + (x * sum);
        sum = Vector256.Create(-0.5f) + (x * sum);
        return Vector256<float>.One + (x * sum);
    }
}
