using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OceanML.Learning;

/// <summary>
/// A forest laid out for evaluation: children side by side, leaves that lead to themselves, so that eight rows walk down a tree at once
/// without branches. Which leaf is reached does not depend on the processor.
/// </summary>
internal sealed unsafe class ForestKernel
{
    private const int Block = 64;

    // Two numbers per node: the threshold (its bits), and feature · 2 + (1 where missing values go left). Children: the left one, the
    // right one follows it. A leaf asks whether a value is at most infinity, or missing: it always goes "left", to itself.
    private readonly float[] thresholds;
    private readonly int[] features;
    private readonly int[] children;
    private readonly int[] leaves;
    private readonly int[] roots;
    private readonly Forest forest;
    private readonly int[] firstLeaf;

    public ForestKernel(Forest forest)
    {
        this.forest = forest;
        var count = forest.Trees.Sum(tree => tree.Nodes.Length);
        (thresholds, features, children, leaves) = (new float[count], new int[count], new int[count], new int[count]);
        (roots, firstLeaf) = (new int[forest.Trees.Count], new int[forest.Trees.Count + 1]);
        var at = 0;
        for (var t = 0; t < roots.Length; t++)
        {
            roots[t] = at;
            at = Lay(forest.Trees[t], at);
            firstLeaf[t + 1] = firstLeaf[t] + forest.Trees[t].LeafCount;
        }
    }

    /// <summary>Number of the first leaf of each tree, and of all leaves.</summary>
    public ReadOnlySpan<int> FirstLeaf => firstLeaf;

    public void Predict(float[] rows, ReadOnlySpan<int> chosen, Span<double> outputs)
    {
        var width = forest.OutputCount;
        Span<int> reached = stackalloc int[Block];
        var scale = forest.Scale;
        outputs.Clear();
        for (var start = 0; start < chosen.Length; start += Block)
        {
            var part = chosen.Slice(start, Math.Min(Block, chosen.Length - start));
            for (var t = 0; t < roots.Length; t++)
            {
                Walk(rows, part, t, reached);
                var tree = forest.Trees[t];
                var (values, first, count) = (tree.Values, tree.FirstOutput, tree.OutputCount);
                if (count == 1)
                {
                    for (var i = 0; i < part.Length; i++) outputs[(start + i) * width + first] += values[reached[i]];
                    continue;
                }

                for (var i = 0; i < part.Length; i++)
                {
                    var leaf = values.AsSpan(reached[i] * count, count);
                    var sums = outputs.Slice((start + i) * width + first, count);
                    for (var k = 0; k < leaf.Length; k++) sums[k] += leaf[k];
                }
            }
        }

        for (var i = 0; i < outputs.Length; i++) outputs[i] = outputs[i] * scale + forest.Start[i % width];
    }

    public void Leaves(float[] rows, ReadOnlySpan<int> chosen, Span<int> numbers)
    {
        Span<int> reached = stackalloc int[Block];
        for (var start = 0; start < chosen.Length; start += Block)
        {
            var part = chosen.Slice(start, Math.Min(Block, chosen.Length - start));
            for (var t = 0; t < roots.Length; t++)
            {
                Walk(rows, part, t, reached);
                for (var i = 0; i < part.Length; i++) numbers[(start + i) * roots.Length + t] = firstLeaf[t] + reached[i];
            }
        }
    }

    /// <summary>The leaf of one tree that each row comes to, as a number within the tree.</summary>
    private void Walk(float[] rows, ReadOnlySpan<int> chosen, int tree, Span<int> reached)
    {
        var i = 0;
        fixed (float* x = rows, t = thresholds)
        fixed (int* f = features, c = children, l = leaves, r = chosen, to = reached)
        {
            if (Avx2.IsSupported)
            {
                for (; i <= chosen.Length - 8; i += 8) Walk8(x, r + i, t, f, c, l, roots[tree], to + i);
            }

            for (; i < chosen.Length; i++) to[i] = l[Walk1(x + (long)r[i] * forest.FeatureCount, t, f, c, roots[tree])];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Walk8(float* x, int* rows, float* t, int* f, int* c, int* l, int root, int* reached)
    {
        var start = Avx2.MultiplyLow(Vector256.Load(rows), Vector256.Create(forest.FeatureCount));
        var node = Vector256.Create(root);
        while (true)
        {
            var feature = Avx2.GatherVector256(f, node, 4);
            var threshold = Avx2.GatherVector256(t, node, 4);
            var next = Avx2.GatherVector256(c, node, 4);
            var value = Avx2.GatherVector256(x, Avx2.Add(start, Avx2.ShiftRightLogical(feature, 1)), 4);
            var left = Avx.Compare(value, threshold, FloatComparisonMode.OrderedLessThanOrEqualNonSignaling).AsInt32();

            // The lowest bit of the feature, spread over the lane, lets missing values go left too.
            var missing = Avx.Compare(value, value, FloatComparisonMode.UnorderedNonSignaling).AsInt32();
            left = Avx2.Or(left, Avx2.And(missing, Avx2.ShiftRightArithmetic(Avx2.ShiftLeftLogical(feature, 31), 31)));
            next = Avx2.Add(next, Avx2.AndNot(left, Vector256<int>.One));
            if (Vector256.EqualsAll(next, node)) break;
            node = next;
        }

        Avx2.GatherVector256(l, node, 4).Store(reached);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Walk1(float* x, float* t, int* f, int* c, int node)
    {
        while (true)
        {
            var feature = f[node];
            var value = x[feature >> 1];
            var left = value <= t[node] || (float.IsNaN(value) && (feature & 1) != 0);
            var next = c[node] + (left ? 0 : 1);
            if (next == node) return node;
            node = next;
        }
    }

    /// <summary>Lays a tree out breadth first from a place on; gives the place after it.</summary>
    private int Lay(Tree tree, int at)
    {
        var order = new Queue<(int Node, int Place)>();
        order.Enqueue((0, at));
        var next = at + 1;
        while (order.TryDequeue(out var entry))
        {
            var (node, place) = (tree.Nodes[entry.Node], entry.Place);
            if (node.IsLeaf)
            {
                (thresholds[place], features[place], children[place], leaves[place]) = (float.PositiveInfinity, 1, place, node.Leaf);
                continue;
            }

            (thresholds[place], features[place], children[place]) = (node.Threshold, (node.Feature << 1) | (node.MissingLeft ? 1 : 0), next);
            order.Enqueue((node.Left, next));
            order.Enqueue((node.Right, next + 1));
            next += 2;
        }

        return next;
    }
}
