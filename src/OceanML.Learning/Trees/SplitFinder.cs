namespace OceanML.Learning;

/// <summary>
/// Finds the best question about one feature from its histogram: the gain of a split is G²/(H + penalty) on the left and on the right
/// less that of the node, with G and H the sums of first and second derivatives (Chen and Guestrin 2016, doi:10.1145/2939672.2939785). Where
/// values are missing both ways for them are tried. Of equal gains the first counts: missing to the right, the lowest bin.
/// </summary>
internal sealed class SplitFinder(BinnedTable table, BoostingOptions options)
{
    private readonly bool[] missing = [.. Enumerable.Range(0, table.FeatureCount).Select(table.HasMissing)];

    private readonly bool constrained = options.Monotone is { } monotone && monotone.Any(way => way != 0);

    /// <summary>The value of a leaf: the quotient of derivatives, within bounds.</summary>
    public double Value(double gradient, double curvature, double lowest, double highest) =>
        Math.Clamp(curvature + options.Penalty > 0 ? -gradient / (curvature + options.Penalty) : 0, lowest, highest);

    /// <summary>Whether some row of the node lacks a feature.</summary>
    public bool SawMissing(GrowingNode node, int feature)
    {
        if (!missing[feature]) return false;
        var at = feature * FeatureBins.Room + FeatureBins.Missing;
        return node.Histogram!.Counts.Length == 0 ? node.Histogram.Sums[2 * at + 1] > 0 : node.Histogram.Counts[at] > 0;
    }

    /// <summary>The best question about a feature; none where no split is allowed or gains anything.</summary>
    public SplitChoice Best(GrowingNode node, int feature)
    {
        var histogram = node.Histogram!;
        var sums = histogram.Sums.AsSpan(feature * FeatureBins.Room * 2, FeatureBins.Room * 2);
        ReadOnlySpan<int> counts = histogram.Counts.Length == 0 ? [] : histogram.Counts.AsSpan(feature * FeatureBins.Room, FeatureBins.Room);
        var last = table.Bins.Cuts[feature].Length;
        var absent = Count(sums, counts, FeatureBins.Missing);
        if (!missing[feature] || absent == 0) return Scan(node, feature, sums, counts, last - 1, missingLeft: false, SplitChoice.None);
        var best = Scan(node, feature, sums, counts, last, missingLeft: false, SplitChoice.None);
        return Scan(node, feature, sums, counts, last - 1, missingLeft: true, best);
    }

    private SplitChoice Scan(GrowingNode node, int feature, ReadOnlySpan<double> sums, ReadOnlySpan<int> counts, int lastBin, bool missingLeft, SplitChoice best)
    {
        var (penalty, fewest, least) = (options.Penalty, options.MinimumLeaf, options.MinimumCurvature);
        var (gradient, curvature, count) = (node.Gradient, node.Curvature, node.Count);
        var (g, h, n) = (0.0, 0.0, 0);
        if (missingLeft) (g, h, n) = (sums[2 * FeatureBins.Missing], sums[2 * FeatureBins.Missing + 1], Count(sums, counts, FeatureBins.Missing));
        var before = constrained ? Worth(node.Value, gradient, curvature + penalty) : gradient * gradient / (curvature + penalty);
        var highest = Math.Max(best.Gain, 1e-12 * (1 + Math.Abs(before)));
        for (var bin = 0; bin <= lastBin; bin++)
        {
            var own = counts.IsEmpty ? (int)sums[2 * bin + 1] : counts[bin];
            if (own == 0) continue;
            g += sums[2 * bin];
            h += sums[2 * bin + 1];
            n += own;
            if (n < fewest || h < least) continue;
            var (right, rest) = (gradient - g, curvature - h);
            if (count - n < fewest || rest < least) break;
            double gain;
            if (constrained)
            {
                gain = Constrained(node, feature, g, h, right, rest) - before;
            }
            else
            {
                // One division for both quotients.
                var (a, b) = (h + penalty, rest + penalty);
                gain = (g * g * b + right * right * a) / (a * b) - before;
            }

            if (!(gain > highest)) continue;
            highest = gain;
            best = new SplitChoice(gain, feature, bin, missingLeft, g, h, n);
        }

        return best;
    }

    private double Constrained(GrowingNode node, int feature, double g, double h, double right, double rest)
    {
        var left = Value(g, h, node.Lowest, node.Highest);
        var other = Value(right, rest, node.Lowest, node.Highest);
        var way = options.Monotone![feature];
        return (way > 0 && left > other) || (way < 0 && left < other)
            ? double.NegativeInfinity
            : Worth(left, g, h + options.Penalty) + Worth(other, right, rest + options.Penalty);
    }

    /// <summary>How much a value makes the loss smaller, twice.</summary>
    private static double Worth(double value, double gradient, double curvature) => -(2 * gradient * value + curvature * value * value);

    private static int Count(ReadOnlySpan<double> sums, ReadOnlySpan<int> counts, int bin) => counts.IsEmpty ? (int)sums[2 * bin + 1] : counts[bin];
}
