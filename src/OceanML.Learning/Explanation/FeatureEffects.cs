namespace OceanML.Learning;

/// <summary>Computes the mean effect of features along their range.</summary>
/// <remarks>Partial dependence: Friedman 2001, doi:10.1214/aos/1013203451. Accumulated local effects: Apley and Zhu 2020, doi:10.1111/rssb.12377.</remarks>
public static class FeatureEffects
{
    /// <summary>The effect of each feature on each output; a feature that does not vary has none.</summary>
    /// <param name="kind">How.</param>
    /// <param name="members">The members of the ensemble.</param>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="features">Indices of the features.</param>
    /// <param name="outputs">Indices of the outputs.</param>
    /// <param name="intervals">Number of intervals of the range, of about equally many rows each.</param>
    /// <param name="coverage">Share of the members that the interval holds.</param>
    /// <param name="threads">Number of threads.</param>
    public static IReadOnlyList<FeatureEffect> Of(
        EffectKind kind, IReadOnlyList<RowFunction> members, float[] rows, IReadOnlyList<int> features, IReadOnlyList<int> outputs, int intervals, double coverage, int threads)
    {
        var effects = new List<FeatureEffect>();
        foreach (var feature in features)
        {
            var grid = Grid(rows, members[0].FeatureCount, feature, intervals);
            if (grid.Length < 2) continue;
            var counts = new int[grid.Length];
            var curves = new double[members.Count][];
            for (var row = 0; row < rows.Length / members[0].FeatureCount; row++) counts[Interval(grid, rows[(row * members[0].FeatureCount) + feature])]++;
            Parallel.For(0, members.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, m =>
                curves[m] = kind == EffectKind.PartialDependence ? Partial(members[m], rows, feature, grid) : Accumulated(members[m], rows, feature, grid));
            foreach (var output in outputs) effects.Add(Summary(kind, feature, output, grid, curves, members[0].OutputCount, coverage, counts));
        }

        return effects;
    }

    /// <summary>
    /// The joint effect of two features beyond their effects alone (second order, centred): how far they act otherwise together than each by
    /// itself. Zero everywhere for a model that adds up their effects.
    /// </summary>
    /// <param name="function">The model.</param>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="first">Index of the first feature.</param>
    /// <param name="second">Index of the second.</param>
    /// <param name="output">Index of the output.</param>
    /// <param name="intervals">Intervals of each range.</param>
    /// <returns>Both grids and the effect at their points, [first, second]; cells without rows take no step.</returns>
    public static (double[] First, double[] Second, double[] Values) Joint(RowFunction function, float[] rows, int first, int second, int output, int intervals)
    {
        var n = function.FeatureCount;
        var (a, b) = (Grid(rows, n, first, intervals), Grid(rows, n, second, intervals));
        var (sums, counts) = (new double[a.Length * b.Length], new int[a.Length * b.Length]);
        if (a.Length < 2 || b.Length < 2) return (a, b, sums);
        var corners = new float[4 * n];
        var results = new double[4 * function.OutputCount];
        for (var row = 0; row < rows.Length / n; row++)
        {
            var x = rows.AsSpan(row * n, n);
            var (i, j) = (Interval(a, x[first]), Interval(b, x[second]));
            for (var corner = 0; corner < 4; corner++)
            {
                x.CopyTo(corners.AsSpan(corner * n));
                corners[(corner * n) + first] = (float)a[i - (corner & 1)];
                corners[(corner * n) + second] = (float)b[j - (corner >> 1)];
            }

            function.Evaluate(corners, 4, results);
            double At(int corner) => results[(corner * function.OutputCount) + output];
            sums[(i * b.Length) + j] += At(0) - At(1) - At(2) + At(3);
            counts[(i * b.Length) + j]++;
        }

        return (a, b, JointSurface.Centred(sums, counts, a.Length, b.Length));
    }

    /// <summary>Ends of intervals with about equally many rows: distinct quantiles, the least and the greatest value included.</summary>
    internal static double[] Grid(float[] rows, int featureCount, int feature, int intervals)
    {
        var count = rows.Length / featureCount;
        var values = new float[count];
        for (var row = 0; row < count; row++) values[row] = rows[(row * featureCount) + feature];
        Array.Sort(values);
        var grid = new List<double>();
        for (var i = 0; i <= intervals; i++)
        {
            var value = values[(int)Math.Round(i / (double)intervals * (count - 1))];
            if (grid.Count == 0 || value > grid[^1]) grid.Add(value);
        }

        return [.. grid];
    }

    /// <summary>The interval (1 … length - 1) that holds a value: above its lower end, up to its upper; the least value is in the first.</summary>
    internal static int Interval(double[] grid, double value)
    {
        var at = Array.BinarySearch(grid, value);
        return Math.Clamp(at < 0 ? ~at : at, 1, grid.Length - 1);
    }

    private static double[] Partial(RowFunction function, float[] rows, int feature, double[] grid)
    {
        var (n, width) = (function.FeatureCount, function.OutputCount);
        var changed = (float[])rows.Clone();
        var curve = new double[grid.Length * width];
        for (var g = 0; g < grid.Length; g++)
        {
            for (var at = feature; at < changed.Length; at += n) changed[at] = (float)grid[g];
            var values = function.Of(changed);
            for (var i = 0; i < values.Length; i++) curve[(g * width) + (i % width)] += values[i];
            for (var o = 0; o < width; o++) curve[(g * width) + o] /= rows.Length / n;
        }

        return curve;
    }

    private static double[] Accumulated(RowFunction function, float[] rows, int feature, double[] grid)
    {
        var (n, width) = (function.FeatureCount, function.OutputCount);
        var count = rows.Length / n;
        var (low, high) = ((float[])rows.Clone(), (float[])rows.Clone());
        var (interval, counts) = (new int[count], new int[grid.Length]);
        for (var row = 0; row < count; row++)
        {
            var k = interval[row] = Interval(grid, rows[(row * n) + feature]);
            counts[k]++;
            low[(row * n) + feature] = (float)grid[k - 1];
            high[(row * n) + feature] = (float)grid[k];
        }

        var (below, above) = (function.Of(low), function.Of(high));
        var curve = new double[grid.Length * width];
        for (var row = 0; row < count; row++)
        {
            for (var o = 0; o < width; o++) curve[(interval[row] * width) + o] += (above[(row * width) + o] - below[(row * width) + o]) / counts[interval[row]];
        }

        for (var o = 0; o < width; o++)
        {
            double mean = 0;
            for (var g = 1; g < grid.Length; g++)
            {
                curve[(g * width) + o] += curve[((g - 1) * width) + o];
                mean += counts[g] * (curve[(g * width) + o] + curve[((g - 1) * width) + o]) / 2 / count;
            }

            for (var g = 0; g < grid.Length; g++) curve[(g * width) + o] -= mean;
        }

        return curve;
    }

    private static FeatureEffect Summary(EffectKind kind, int feature, int output, double[] grid, double[][] curves, int width, double coverage, int[] counts)
    {
        var (values, lower, upper) = (new double[grid.Length], new double[curves.Length > 1 ? grid.Length : 0], new double[curves.Length > 1 ? grid.Length : 0]);
        var spread = new double[curves.Length];
        for (var g = 0; g < grid.Length; g++)
        {
            for (var m = 0; m < curves.Length; m++) spread[m] = curves[m][(g * width) + output];
            values[g] = spread.Average();
            if (curves.Length < 2) continue;
            Array.Sort(spread);
            (lower[g], upper[g]) = (MemberInterval.Quantile(spread, (1 - coverage) / 2), MemberInterval.Quantile(spread, (1 + coverage) / 2));
        }

        return new FeatureEffect(kind, feature, output, grid, values, lower, upper, counts);
    }
}
