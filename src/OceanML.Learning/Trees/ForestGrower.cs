using System.Numerics;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Grows the trees of a random forest one at a time: every node tries features drawn anew, and takes the split after which the squared
/// deviations from the means, summed over targets, are smallest. An instance serves one thread.
/// </summary>
internal sealed unsafe class ForestGrower(BinnedTable table, ForestRows rows, ForestOptions options, int tried, LeafStatistics statistics)
{
    private readonly double[] histogram = new double[FeatureBins.Room * rows.Width];
    private readonly double[] total = new double[rows.Width];
    private readonly double[] left = new double[rows.Width];
    private readonly int[] features = [.. Enumerable.Range(0, table.FeatureCount)];
    private readonly int[] order = new int[rows.Count];
    private readonly int[] aside = new int[rows.Count];
    private int[] times = [];

    private readonly record struct Open(int Node, int Start, int Count, int Depth, double[]? Above);

    private readonly record struct Choice(double Gain, int Feature, int Bin, bool MissingLeft, bool SawMissing, double LeftCount);

    /// <summary>Grows a tree on rows drawn so many times each.</summary>
    public Tree Grow(int[] drawn, RandomStream random)
    {
        times = drawn;

        // What an earlier tree shuffled must not matter.
        for (var f = 0; f < features.Length; f++) features[f] = f;
        var count = 0;
        for (var row = 0; row < drawn.Length; row++)
        {
            if (drawn[row] > 0) order[count++] = row;
        }

        var (nodes, values, leaves) = (new List<TreeNode>(), new List<float>(), 0);
        var waiting = new Stack<Open>();
        nodes.Add(default);
        waiting.Push(new Open(0, 0, count, 0, null));
        while (waiting.TryPop(out var open))
        {
            var own = order.AsSpan(open.Start, open.Count);
            Sum(own);

            // Where targets are missing, a leaf may have to take what a node above it gives.
            var above = rows.MassCount > 1 ? statistics.Of(own, times, open.Above) : null;
            var choice = open.Depth < options.MaximumDepth && total[0] >= 2 * options.MinimumLeaf ? Best(own, random) : default;
            if (choice.Gain <= 0)
            {
                nodes[open.Node] = TreeNode.OfLeaf(leaves++, (float)total[0]);
                foreach (var value in above ?? statistics.Of(own, times, null)) values.Add((float)value);
                continue;
            }

            // Where no value is missing here, those that come later go where most rows go.
            var missingLeft = choice.SawMissing ? choice.MissingLeft : 2 * choice.LeftCount >= total[0];
            nodes[open.Node] = new TreeNode(choice.Feature, table.Bins.End(choice.Feature, choice.Bin), nodes.Count, nodes.Count + 1, missingLeft, (float)total[0]);
            var first = Part(own, choice.Feature, choice.Bin, missingLeft);
            waiting.Push(new Open(nodes.Count + 1, open.Start + first, open.Count - first, open.Depth + 1, above));
            waiting.Push(new Open(nodes.Count, open.Start, first, open.Depth + 1, above));
            nodes.Add(default);
            nodes.Add(default);
        }

        return new Tree([.. nodes], [.. values], 0, statistics.Width);
    }

    private void Sum(ReadOnlySpan<int> own)
    {
        Array.Clear(total);
        foreach (var row in own) Add(total, 0, rows.Row(row), times[row]);
    }

    /// <summary>Tries features in random order until enough of them differ among the rows.</summary>
    private Choice Best(ReadOnlySpan<int> own, RandomStream random)
    {
        var best = new Choice(1e-9 * total[0], -1, 0, false, false, 0);
        var whole = Worth(total);
        for (int k = 0, useful = 0; k < features.Length && useful < tried; k++)
        {
            var pick = k + random.Next(features.Length - k);
            (features[k], features[pick]) = (features[pick], features[k]);
            if (Try(own, features[k], whole, ref best)) useful++;
        }

        return best.Feature < 0 ? default : best;
    }

    /// <summary>Tries one feature; no where all rows are in one bin.</summary>
    private bool Try(ReadOnlySpan<int> own, int feature, double whole, ref Choice best)
    {
        var column = table.Column(feature);
        Span<ulong> touched = stackalloc ulong[FeatureBins.Room / 64];
        touched.Clear();
        foreach (var row in own)
        {
            var bin = column[row];
            var bit = 1UL << (bin & 63);
            if ((touched[bin >> 6] & bit) == 0)
            {
                touched[bin >> 6] |= bit;
                histogram.AsSpan(bin * rows.Width, rows.Width).Clear();
            }

            Add(histogram, bin * rows.Width, rows.Row(row), times[row]);
        }

        var bins = 0;
        foreach (var word in touched) bins += BitOperations.PopCount(word);
        if (bins < 2) return false;
        var missing = (touched[^1] >> 63) != 0;
        touched[^1] &= ~(1UL << 63);
        Scan(feature, touched, missing, missingLeft: false, whole, ref best);
        if (missing) Scan(feature, touched, missing, missingLeft: true, whole, ref best);
        return true;
    }

    private void Scan(int feature, ReadOnlySpan<ulong> touched, bool missing, bool missingLeft, double whole, ref Choice best)
    {
        Array.Clear(left);
        if (missingLeft) Add(left, 0, histogram.AsSpan(FeatureBins.Missing * rows.Width, rows.Width), 1);
        for (var word = 0; word < touched.Length; word++)
        {
            for (var bits = touched[word]; bits != 0; bits &= bits - 1)
            {
                var bin = 64 * word + BitOperations.TrailingZeroCount(bits);
                Add(left, 0, histogram.AsSpan(bin * rows.Width, rows.Width), 1);
                if (left[0] < options.MinimumLeaf) continue;
                if (total[0] - left[0] < options.MinimumLeaf) return;
                var gain = Worths(left, total) - whole;
                if (gain > best.Gain) best = new Choice(gain, feature, bin, missingLeft, missing, left[0]);
            }
        }
    }

    private int Part(Span<int> own, int feature, int bin, bool missingLeft)
    {
        var column = table.Column(feature);
        var (first, rest) = (0, 0);
        foreach (var row in own)
        {
            var at = column[row];
            if (at == FeatureBins.Missing ? missingLeft : at <= bin) own[first++] = row;
            else aside[rest++] = row;
        }

        aside.AsSpan(0, rest).CopyTo(own[first..]);
        return first;
    }

    private static void Add(double[] sums, int at, ReadOnlySpan<double> values, double factor)
    {
        fixed (double* to = &sums[at], from = values)
        {
            var scale = Vector256.Create(factor);
            for (var i = 0; i < values.Length; i += 4) Vector256.FusedMultiplyAdd(Vector256.Load(from + i), scale, Vector256.Load(to + i)).Store(to + i);
        }
    }

    /// <summary>Squared sums over weights, summed over targets: what the mean explains.</summary>
    private double Worth(double[] sums)
    {
        var worth = 0.0;
        for (var t = 0; t < rows.TargetCount; t++)
        {
            var mass = sums[rows.MassOf(t)];
            if (mass > 0) worth += sums[rows.FirstTarget + t] * sums[rows.FirstTarget + t] / mass;
        }

        return worth;
    }

    /// <summary>The same for the rows on the left and those left over, together.</summary>
    private double Worths(double[] part, double[] all)
    {
        var targets = rows.TargetCount;
        var (worth, first) = (0.0, rows.FirstTarget);
        if (rows.MassCount <= 1)
        {
            var mass = rows.MassOf(0);
            var (a, b) = (part[mass], all[mass] - part[mass]);
            var (mine, other) = (0.0, 0.0);
            for (var t = first; t < first + targets; t++)
            {
                var rest = all[t] - part[t];
                mine += part[t] * part[t];
                other += rest * rest;
            }

            return (a > 0 ? mine / a : 0) + (b > 0 ? other / b : 0);
        }

        for (var t = 0; t < targets; t++)
        {
            var (a, s) = (part[1 + t], part[first + t]);
            var (b, r) = (all[1 + t] - a, all[first + t] - s);

            // Weights are whole numbers of rows; a target without any has the sum 0, and the one is there against 0 / 0.
            worth += (s * s * Math.Max(b, 1) + r * r * Math.Max(a, 1)) / (Math.Max(a, 1) * Math.Max(b, 1));
        }

        return worth;
    }
}
