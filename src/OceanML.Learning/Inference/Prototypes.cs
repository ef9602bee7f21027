namespace OceanML.Learning;

/// <summary>k-means centres of points (Lloyd 1982, doi:10.1109/TIT.1982.1056489), started by k-means++ (Arthur and Vassilvitskii 2007).</summary>
internal static class Prototypes
{
    private const int Rounds = 20;

    /// <summary>Up to <paramref name="count"/> centres, [centres, rank].</summary>
    public static float[] Of(float[] points, int rank, int count, int seed)
    {
        var rows = points.Length / rank;
        var centres = Start(points, rank, rows, Math.Min(count, rows), seed);
        var members = new int[centres.Length / rank];
        var sums = new double[centres.Length];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(members);
            Array.Clear(sums);
            for (var row = 0; row < rows; row++)
            {
                var point = points.AsSpan(row * rank, rank);
                var centre = Nearest(centres, rank, point).Centre;
                members[centre]++;
                for (var i = 0; i < rank; i++) sums[centre * rank + i] += point[i];
            }

            for (var i = 0; i < centres.Length; i++)
            {
                if (members[i / rank] > 0) centres[i] = (float)(sums[i] / members[i / rank]);
            }
        }

        return centres;
    }

    /// <summary>The centre nearest to a point, and the square of its distance.</summary>
    public static (int Centre, double SquaredDistance) Nearest(float[] centres, int rank, ReadOnlySpan<float> point)
    {
        var (best, least) = (0, float.MaxValue);
        for (int centre = 0, at = 0; at < centres.Length; centre++, at += rank)
        {
            var sum = 0f;
            for (var i = 0; i < rank; i++)
            {
                var difference = point[i] - centres[at + i];
                sum += difference * difference;
            }

            if (sum < least) (best, least) = (centre, sum);
        }

        return (best, least);
    }

    private static float[] Start(float[] points, int rank, int rows, int count, int seed)
    {
#pragma warning disable CA5394 // Reproducible draws are wanted, not secret ones.
        var random = new Random(seed);
        var centres = new List<float>(count * rank);
        centres.AddRange(points.AsSpan(random.Next(rows) * rank, rank));
        var distances = new double[rows];
        Array.Fill(distances, double.MaxValue);
        while (centres.Count < count * rank)
        {
            var latest = centres.GetRange(centres.Count - rank, rank).ToArray();
            var total = 0.0;
            for (var row = 0; row < rows; row++)
            {
                distances[row] = Math.Min(distances[row], Nearest(latest, rank, points.AsSpan(row * rank, rank)).SquaredDistance);
                total += distances[row];
            }

            if (total <= 0) break;
            var draw = random.NextDouble() * total;
            var chosen = 0;
            while (chosen < rows - 1 && (draw -= distances[chosen]) > 0) chosen++;
            centres.AddRange(points.AsSpan(chosen * rank, rank));
        }
#pragma warning restore CA5394

        return [.. centres];
    }
}
