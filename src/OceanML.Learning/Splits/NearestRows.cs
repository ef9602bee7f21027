using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Distances to the nearest row among those allowed.</summary>
internal static class NearestRows
{
    /// <summary>Days to the nearest time among the rows of the folds allowed; the row itself never counts.</summary>
    /// <param name="times">Times of all rows.</param>
    /// <param name="byFold">Rows of each fold in order of time.</param>
    /// <param name="row">The row.</param>
    /// <param name="allowed">Which folds.</param>
    public static double Days(long[] times, int[][] byFold, int row, Func<int, bool> allowed)
    {
        var best = long.MaxValue;
        for (var fold = 0; fold < byFold.Length; fold++)
        {
            if (!allowed(fold)) continue;
            var rows = byFold[fold];
            var (low, high) = (0, rows.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (times[rows[middle]] < times[row]) low = middle + 1;
                else high = middle;
            }

            for (var at = low; at < rows.Length; at++)
            {
                if (rows[at] == row) continue;
                best = Math.Min(best, times[rows[at]] - times[row]);
                break;
            }

            if (low > 0) best = Math.Min(best, times[row] - times[rows[low - 1]]);
        }

        return best == long.MaxValue ? double.NaN : best / (double)Timestamp.PerDay;
    }

    /// <summary>Kilometres to the nearest of some rows; the row itself never counts.</summary>
    public static double Kilometres(float[] vectors, int row, int[] among)
    {
        var best = float.MaxValue;
        var (x, y, z) = (vectors[3 * row], vectors[(3 * row) + 1], vectors[(3 * row) + 2]);
        foreach (var other in among)
        {
            if (other == row) continue;
            var (dx, dy, dz) = (vectors[3 * other] - x, vectors[(3 * other) + 1] - y, vectors[(3 * other) + 2] - z);
            best = Math.Min(best, (dx * dx) + (dy * dy) + (dz * dz));
        }

        return best >= 5 ? double.NaN : 2 * Sphere.RadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(best) / 2));
    }

    /// <summary>Root mean square difference of standardised features to the nearest of some rows; the row itself never counts.</summary>
    public static double Standardised(float[] features, int width, int row, int[] among)
    {
        var best = float.MaxValue;
        var own = features.AsSpan(row * width, width);
        foreach (var other in among)
        {
            if (other != row) best = Math.Min(best, Distances.Squared(own, features.AsSpan(other * width, width)));
        }

        return best == float.MaxValue ? double.NaN : Math.Sqrt(best / width);
    }
}
