namespace OceanML.Learning;

/// <summary>
/// Shapley values by random orders: the features of a background row take those of the explained row one after the other, and each
/// gets the change of the output at its turn; then back in reverse. Each round pairs every background row with an order of its own, so the
/// shares sum exactly to the output less its mean over the background, and their mean over many rounds is the Shapley value.
/// </summary>
/// <remarks>
/// Cost: 2 · features · background rows · rounds evaluations a row. Castro, Gómez and Tejada 2009, doi:10.1016/j.cor.2008.04.004;
/// orders with their reverse: Mitchell et al. 2022, arXiv:2104.12199.
/// </remarks>
public sealed class PermutationShap : RowExplainer
{
    private const int EvaluationRows = 4096;

    private readonly RowFunction function;
    private readonly Background background;
    private readonly int rounds;
    private readonly int seed;
    private readonly double[] means;

    /// <summary>Prepares the sampling.</summary>
    /// <param name="function">The model.</param>
    /// <param name="background">What features are replaced by.</param>
    /// <param name="rounds">Orders per background row.</param>
    /// <param name="seed">Seed of the orders.</param>
    public PermutationShap(RowFunction function, Background background, int rounds, int seed)
        : base(function.FeatureCount, function.OutputCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        (this.function, this.background, this.rounds, this.seed, means) = (function, background, rounds, seed, background.MeanOf(function));
    }

    /// <inheritdoc/>
    public override int BlockRows => 8;

    /// <inheritdoc/>
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var (n, count) = (FeatureCount, shares.Rows);
        var steps = 2 * n;
        var walksAtOnce = Math.Max(1, EvaluationRows / steps);
        var mixed = new float[walksAtOnce * steps * n];
        var results = new double[walksAtOnce * steps * OutputCount];
        var orders = new int[walksAtOnce * n];
        var sums = new double[n * OutputCount];
        var own = new double[OutputCount];
        for (var row = 0; row < count; row++)
        {
            var x = rows.AsSpan(row * n, n);
            var random = new RandomStream(seed, 0x9E3, firstRow + row);
            Array.Clear(sums);
            Array.Clear(own);
            for (var walk = 0; walk < rounds * background.Count; walk += walksAtOnce)
            {
                var some = Math.Min(walksAtOnce, (rounds * background.Count) - walk);
                for (var w = 0; w < some; w++) Walk(x, background.Rows.AsSpan((walk + w) % background.Count * n, n), orders.AsSpan(w * n, n), random, mixed.AsSpan(w * steps * n, steps * n));
                function.Evaluate(mixed, some * steps, results);
                for (var w = 0; w < some; w++) Collect(results.AsSpan(w * steps * OutputCount), orders.AsSpan(w * n, n), sums, own);
            }

            var walks = (double)rounds * background.Count;
            for (var query = 0; query < shares.Queries; query++)
            {
                var output = outputs[(query * count) + row];
                shares.Values[shares.At(0, query, row)] = own[output] / walks;
                shares.Bases[shares.At(0, query, row)] = means[output];
                var relevance = shares.Of(0, query, row);
                for (var i = 0; i < n; i++) relevance[i] = (float)(sums[(i * OutputCount) + output] / (2 * walks));
            }
        }
    }

    // The rows met on the way: the background row, it with the first feature replaced, … up to the explained row (n + 1 rows), then
    // back: the explained row less the first feature, … (n - 1 rows more; the ends are shared).
    private static void Walk(ReadOnlySpan<float> x, ReadOnlySpan<float> b, Span<int> order, RandomStream random, Span<float> rows)
    {
        var n = x.Length;
        for (var i = 0; i < n; i++) order[i] = i;
        random.Shuffle(order);
        b.CopyTo(rows);
        for (var step = 1; step <= n; step++)
        {
            rows.Slice((step - 1) * n, n).CopyTo(rows[(step * n)..]);
            rows[(step * n) + order[step - 1]] = x[order[step - 1]];
        }

        for (var step = 1; step < n; step++)
        {
            var at = (n + step) * n;
            rows.Slice(at - n, n).CopyTo(rows[at..]);
            rows[at + order[step - 1]] = b[order[step - 1]];
        }
    }

    private void Collect(ReadOnlySpan<double> results, ReadOnlySpan<int> order, double[] sums, double[] own)
    {
        var (n, width) = (FeatureCount, OutputCount);
        for (var o = 0; o < width; o++)
        {
            own[o] += results[(n * width) + o];
            for (var step = 0; step < n; step++)
            {
                var there = results[((step + 1) * width) + o] - results[(step * width) + o];

                // Row 2n is the first row again.
                var after = step == n - 1 ? results[o] : results[((n + step + 1) * width) + o];
                var back = results[((n + step) * width) + o] - after;
                sums[(order[step] * width) + o] += there + back;
            }
        }
    }
}
