namespace OceanML.Learning;

/// <summary>Keeps the rows, and chooses how many neighbours to ask.</summary>
internal static class NeighboursFit
{
    private static readonly int[] Candidates = [2, 3, 5, 7, 10, 15, 20, 30, 50];

    public static FittedNeighbours Learn(Dataset data, int[] rows, int? neighbours, bool byDistance, int seed, CancellationToken cancellation)
    {
        var scaling = Standardisation.Fit(data.Features, data.FeatureCount, rows);
        var table = new float[rows.Length * data.FeatureCount];
        RidgeFit.Fill(scaling, data.Features, rows, table);
        var width = data.OutputCount;
        var values = new double[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            if (data.Classes is not null) values[i * width + (int)data.Targets[rows[i]]] = 1;
            else data.Targets.AsSpan(rows[i] * width, width).CopyTo(values.AsSpan(i * width));
        }

        int[] all = [.. Enumerable.Range(0, rows.Length)];
        var patterns = TargetPatterns.Of(values, width, all);
        var count = neighbours ?? Choose(data, rows, table, values, patterns, byDistance, seed, cancellation);
        return new FittedNeighbours(scaling, table, values, patterns, count, byDistance, data.Classes is not null);
    }

    /// <summary>The number whose squared error (of shares of classes: the Brier score) on held-out groups is least, targets counted in their standard deviations.</summary>
    private static int Choose(Dataset data, int[] rows, float[] table, double[] values, TargetPatterns patterns, bool byDistance, int seed, CancellationToken cancellation)
    {
        var (features, width) = (data.FeatureCount, data.OutputCount);
        var fold = RidgeFit.Folds(data, rows, seed);
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        var scale = TargetScaling.Fit(values, width, all, false, 0).Deviation;
        var (errors, most) = (new double[Candidates.Length], Candidates[^1]);
        for (var k = 0; k <= fold.Max(); k++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] learned = [.. all.Where(i => fold[i] != k)], held = [.. all.Where(i => fold[i] == k)];
            if (learned.Length == 0 || held.Length == 0) continue;
            var search = new NeighbourSearch(Rows(table, features, learned), features, [.. patterns.Known.Select(known => Array.ConvertAll(learned, i => known[i]))]);
            var (found, distances) = (new int[held.Length * patterns.Count * most], new float[held.Length * patterns.Count * most]);
            search.Find(Rows(table, features, held), most, found, distances);
            for (var q = 0; q < held.Length; q++)
            {
                for (var p = 0; p < patterns.Count; p++)
                {
                    var at = (q * patterns.Count + p) * most;
                    foreach (var t in patterns.Targets[p])
                    {
                        var truth = values[held[q] * width + t];
                        if (!double.IsNaN(truth)) Judge(found.AsSpan(at, most), distances.AsSpan(at, most), i => values[learned[i] * width + t], truth, scale[t], byDistance, errors);
                    }
                }
            }
        }

        return Candidates[Array.IndexOf(errors, errors.Min())];
    }

    /// <summary>Adds the squared errors of every candidate, whose neighbours are the first of the same list.</summary>
    private static void Judge(ReadOnlySpan<int> found, ReadOnlySpan<float> distances, Func<int, double> value, double truth, double scale, bool byDistance, double[] errors)
    {
        var (sum, total, candidate) = (0.0, 0.0, 0);
        for (var k = 0; k < found.Length; k++)
        {
            if (found[k] >= 0)
            {
                var weight = byDistance ? FittedNeighbours.Weight(distances[k]) : 1;
                sum += weight * value(found[k]);
                total += weight;
            }

            if (k + 1 < Candidates[candidate]) continue;
            var error = total > 0 ? (sum / total - truth) / scale : 1;
            errors[candidate++] += error * error;
        }
    }

    private static float[] Rows(float[] table, int width, int[] rows)
    {
        var chosen = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++) table.AsSpan(rows[i] * width, width).CopyTo(chosen.AsSpan(i * width));
        return chosen;
    }
}
