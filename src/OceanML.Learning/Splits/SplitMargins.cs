using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Takes rows out of their fold where rows of another fold are too near in time or space.</summary>
internal static class SplitMargins
{
    /// <summary>
    /// Leaves at least the margin between rows of different folds: in order of time, a row less than the margin after a row of another fold that was
    /// kept belongs to no fold. So each boundary costs one margin, and what looks back (or ahead) by no more than the margin never straddles it.
    /// </summary>
    public static void InTime(int[] fold, int foldCount, long[] times, TimeSpan margin)
    {
        var length = margin.Ticks / TimeSpan.TicksPerMicrosecond;
        if (length <= 0) return;
        var order = Enumerable.Range(0, fold.Length).OrderBy(row => times[row]).ToArray();
        var last = new long[foldCount];
        Array.Fill(last, long.MinValue / 2);
        foreach (var row in order)
        {
            var own = fold[row];
            if (own == Split.None) continue;
            for (var other = 0; other < foldCount; other++)
            {
                if (other == own || times[row] - last[other] >= length) continue;
                fold[row] = Split.None;
                break;
            }

            if (fold[row] != Split.None) last[own] = times[row];
        }
    }

    /// <summary>Leaves at least the margin between rows of different folds: in order of the rows, one nearer than that to a row of another fold that was kept belongs to no fold.</summary>
    public static void InSpace(int[] fold, double[] latitudes, double[] longitudes, double km)
    {
        if (!(km > 0)) return;

        // Cells of the cube around the sphere: a neighbour within the distance is in the same cell or one of the 26 around it.
        var side = 2 * Math.Sin(Math.Min(km / Sphere.RadiusKm, Math.PI) / 2) * 1.000001;
        var cells = new Dictionary<(int, int, int), List<int>>();
        for (var row = 0; row < fold.Length; row++)
        {
            if (fold[row] == Split.None) continue;
            var (x, y, z) = Sphere.UnitVector(latitudes[row], longitudes[row]);
            var (cx, cy, cz) = ((int)Math.Floor(x / side), (int)Math.Floor(y / side), (int)Math.Floor(z / side));
            if (HasNear(row, cx, cy, cz))
            {
                fold[row] = Split.None;
                continue;
            }

            if (!cells.TryGetValue((cx, cy, cz), out var cell)) cells[(cx, cy, cz)] = cell = [];
            cell.Add(row);
        }

        bool HasNear(int row, int cx, int cy, int cz)
        {
            for (var i = 0; i < 27; i++)
            {
                if (!cells.TryGetValue((cx + (i % 3) - 1, cy + (i / 3 % 3) - 1, cz + (i / 9) - 1), out var cell)) continue;
                foreach (var other in cell)
                {
                    if (fold[other] != fold[row] && Sphere.DistanceKm(latitudes[row], longitudes[row], latitudes[other], longitudes[other]) < km) return true;
                }
            }

            return false;
        }
    }
}
