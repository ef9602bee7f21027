using System.Globalization;
using OceanML.Core;

namespace OceanML.Benchmarks;

/// <summary>Compares the pixels and boxes found on a swath; throws where they differ by more than rounding.</summary>
internal static class SwathAnswers
{
    private const int Sample = 40;

    /// <summary>Some of the answers against every pixel tried.</summary>
    public static string AgainstBruteForce(FieldGeometry.Swath swath, double[] latitudes, double[] longitudes, double radiusKm, long[] answer)
    {
        for (var i = 0; i < answer.Length; i += answer.Length / Sample)
        {
            var (nearest, distance) = (-1L, double.PositiveInfinity);
            for (var pixel = 0; pixel < swath.Latitudes.Length; pixel++)
            {
                // Pixels far off in latitude cannot be the nearest within the radius.
                if (Math.Abs(swath.Latitudes[pixel] - latitudes[i]) > 0.01) continue;
                var candidate = Sphere.DistanceKm(latitudes[i], longitudes[i], swath.Latitudes[pixel], swath.Longitudes[pixel]);
                if (candidate < distance) (nearest, distance) = (pixel, candidate);
            }

            if (distance > radiusKm) nearest = -1;
            if (nearest != answer[i]) throw new InvalidOperationException($"position {i}: pixel {answer[i]}, by brute force {nearest}");
        }

        return $"{Sample} of the answers are those of trying every pixel";
    }

    /// <summary>All answers against a peer's.</summary>
    public static string AgainstPeer(FieldGeometry.Swath swath, double[] latitudes, double[] longitudes, double radiusKm, long[] ours, long[] theirs)
    {
        var (same, near) = (0, 0);
        for (var i = 0; i < ours.Length; i++)
        {
            if (ours[i] == theirs[i])
            {
                same++;
                continue;
            }

            // Another pixel is accepted only where both are as far to a metre, or where the radius itself is met to a metre.
            double Distance(long pixel) => pixel < 0 ? radiusKm : Sphere.DistanceKm(latitudes[i], longitudes[i], swath.Latitudes[pixel], swath.Longitudes[pixel]);
            if (Math.Abs(Distance(ours[i]) - Distance(theirs[i])) > 0.001) throw new InvalidOperationException($"position {i}: pixel {ours[i]} against {theirs[i]}");
            near++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{same} answers are pyresample's, {near} differ between pixels that are as near to a metre");
    }

    /// <summary>The boxes where both found the same pixel, value for value; these must be nearly all.</summary>
    public static string Boxes(int size, long[] ours, double[] boxes, long[] theirs, float[] peerBoxes)
    {
        var (compared, missing) = (0, 0);
        for (var i = 0; i < ours.Length; i++)
        {
            if (ours[i] != theirs[i]) continue;
            compared++;
            for (var pixel = i * size; pixel < (i + 1) * size; pixel++)
            {
                if (!boxes[pixel].Equals(peerBoxes[pixel])) throw new InvalidOperationException($"box of position {i}: {boxes[pixel]} against {peerBoxes[pixel]}");
                if (double.IsNaN(boxes[pixel])) missing++;
            }
        }

        if (!(compared > 0.99 * ours.Length)) throw new InvalidOperationException($"only {compared} of {ours.Length} boxes could be compared");
        return string.Create(CultureInfo.InvariantCulture, $"{compared} boxes are numpy's, value for value, {missing} values outside the swath");
    }
}
