using System.Numerics;

namespace OceanML.Learning.Tests;

public sealed class TreeShapTests
{
    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(3, 4, 6)]
    [InlineData(5, 3, 12)]
    [InlineData(8, 3, 40)]
    public void By_the_paths_of_training_rows_it_equals_the_enumeration_of_all_coalitions(int features, int trees, int leaves)
    {
        var forest = RandomTrees.Forest(features, trees, leaves, 2, features, averaged: trees == 3);
        var rows = RandomTrees.Rows(37, features, 5);
        int[] all = [.. Enumerable.Range(0, 37)];
        for (var output = 0; output < 2; output++)
        {
            var shap = TreeShap.PathDependent(forest, output, rows, all);
            for (var row = 0; row < 37; row++)
            {
                var x = rows[(row * features)..((row + 1) * features)];
                var expected = Enumerated(features, known => Expected(forest, output, x, known));
                for (var f = 0; f < features; f++) Assert.Equal(expected[f], shap.Values[row * features + f], 1e-12);
            }

            Assert.Equal(Expected(forest, output, new float[features], 0), shap.Base, 1e-12);
        }
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(4, 4, 8)]
    [InlineData(8, 3, 40)]
    public void Against_a_background_it_equals_the_enumeration_of_all_coalitions(int features, int trees, int leaves)
    {
        var forest = RandomTrees.Forest(features, trees, leaves, 1, features);
        var (rows, background) = (RandomTrees.Rows(20, features, 6), RandomTrees.Rows(15, features, 7));
        int[] all = [.. Enumerable.Range(0, 20)];
        int[] usual = [0, 3, 3, 5, 14, 9];
        var shap = TreeShap.Interventional(forest, 0, rows, all, background, usual);
        for (var row = 0; row < 20; row++)
        {
            var x = rows[(row * features)..((row + 1) * features)];
            var expected = Enumerated(features, known => usual.Average(b => forest.Predict(Mixed(x, background, b, known), [0])[0]));
            for (var f = 0; f < features; f++) Assert.Equal(expected[f], shap.Values[row * features + f], 1e-12);
        }

        Assert.Equal(usual.Average(b => forest.Predict(background, [b])[0]), shap.Base, 1e-12);
    }

    [Theory]
    [InlineData(30, 20, 300)]
    [InlineData(70, 2, 66)]
    public void Base_and_values_sum_to_the_prediction_on_trees_too_large_to_enumerate(int features, int trees, int leaves)
    {
        var forest = RandomTrees.Forest(features, trees, leaves, 1, 9);
        var (rows, background) = (RandomTrees.Rows(300, features, 8), RandomTrees.Rows(50, features, 10));
        int[] all = [.. Enumerable.Range(0, 300)];
        var predicted = forest.Predict(rows, all);
        foreach (var shap in new[] { TreeShap.PathDependent(forest, 0, rows, all), TreeShap.Interventional(forest, 0, rows, all, background, [.. Enumerable.Range(0, 50)]) })
        {
            for (var row = 0; row < 300; row++) Assert.Equal(predicted[row], shap.Base + shap.Values[(row * features)..((row + 1) * features)].Sum(), 1e-9);
        }
    }

    [Fact]
    public void A_feature_that_no_tree_asks_about_gets_nothing_and_features_that_play_the_same_part_get_the_same()
    {
        // x0 and x1 in an AND, x2 in no question.
        var tree = new Tree([new(0, 0, 1, 2, true, 8), TreeNode.OfLeaf(0, 4), new(1, 0, 3, 4, true, 4), TreeNode.OfLeaf(1, 2), TreeNode.OfLeaf(2, 2)], [0, 0, 1]);
        var forest = new Forest([tree], 3, [0], averaged: false);
        float[] row = [1, 1, 5];
        foreach (var shap in new[] { TreeShap.PathDependent(forest, 0, row, [0]), TreeShap.Interventional(forest, 0, row, [0], [-1, -1, 0, 1, -1, 0, -1, 1, 0, 1, 1, 0], [0, 1, 2, 3]) })
        {
            Assert.Equal(0.25, shap.Base, 1e-15);
            Assert.Equal([0.375, 0.375, 0], shap.Values.Select(value => Math.Round(value, 14)));
        }
    }

    [Fact]
    public void The_values_do_not_depend_on_the_number_of_threads()
    {
        var forest = RandomTrees.Forest(6, 300, 30, 1, 3);
        var rows = RandomTrees.Rows(1000, 6, 1);
        int[] all = [.. Enumerable.Range(0, 1000)];
        Assert.Equal(TreeShap.PathDependent(forest, 0, rows, all).Values, TreeShap.PathDependent(forest, 0, rows, all, 2).Values);
        Assert.Equal(TreeShap.Interventional(forest, 0, rows, all, rows, [1, 2, 3]).Values, TreeShap.Interventional(forest, 0, rows, all, rows, [1, 2, 3], 2).Values);
    }

    [Fact]
    public void Trees_that_do_not_know_their_training_rows_are_refused_and_a_background_helps()
    {
        var forest = new Forest([new Tree([new(0, 0, 1, 2, true, 0), TreeNode.OfLeaf(0, 0), TreeNode.OfLeaf(1, 0)], [1, 2])], 1, [0], averaged: false);
        var error = Assert.Throws<Core.OceanException>(() => TreeShap.PathDependent(forest, 0, [1], [0]));
        Assert.Contains("background", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, TreeShap.Interventional(forest, 0, [1], [0], [-1], [0]).Values[0]);
    }

    [Fact]
    public void The_kernel_of_a_forest_walks_as_a_single_row_does()
    {
        var forest = RandomTrees.Forest(7, 50, 60, 3, 12, averaged: true);
        var rows = RandomTrees.Rows(203, 7, 13, missing: 0.2);
        rows[5] = float.PositiveInfinity;
        rows[12] = float.NegativeInfinity;
        int[] chosen = [.. Enumerable.Range(0, 203).Reverse()];
        var (predicted, leaves) = (forest.Predict(rows, chosen), forest.Leaves(rows, chosen));
        for (var i = 0; i < chosen.Length; i++)
        {
            var row = rows.AsSpan(chosen[i] * 7, 7);
            var (sums, first) = (new double[3], 0);
            for (var t = 0; t < 50; t++)
            {
                var leaf = forest.Trees[t].LeafOf(row);
                Assert.Equal(first + leaf, leaves[i * 50 + t]);
                for (var k = 0; k < 3; k++) sums[k] += forest.Trees[t].Values[leaf * 3 + k];
                first += forest.Trees[t].LeafCount;
            }

            for (var k = 0; k < 3; k++) Assert.Equal(sums[k] / 50 + forest.Start[k], predicted[i * 3 + k], 1e-12);
        }
    }

    /// <summary>Shapley's formula over all coalitions, each a word of bits.</summary>
    private static double[] Enumerated(int features, Func<int, double> worth)
    {
        double[] worths = [.. Enumerable.Range(0, 1 << features).Select(worth)];
        var values = new double[features];
        for (var known = 0; known < worths.Length; known++)
        {
            for (var f = 0; f < features; f++)
            {
                if ((known >> f & 1) != 0) continue;
                var size = BitOperations.PopCount((uint)known);
                values[f] += Factorial(size) * Factorial(features - size - 1) / Factorial(features) * (worths[known | 1 << f] - worths[known]);
            }
        }

        return values;
    }

    /// <summary>Lundberg's recursion: unknown features send the row down both branches by cover.</summary>
    private static double Expected(Forest forest, int output, float[] x, int known)
    {
        double Below(Tree tree, int at)
        {
            var node = tree.Nodes[at];
            if (node.IsLeaf) return tree.Values[node.Leaf * tree.OutputCount + output - tree.FirstOutput];
            if ((known >> node.Feature & 1) != 0) return Below(tree, node.Next(x[node.Feature]));
            return (Below(tree, node.Left) * tree.Nodes[node.Left].Cover + Below(tree, node.Right) * tree.Nodes[node.Right].Cover) / node.Cover;
        }

        return forest.Start[output] + forest.Scale * forest.Trees.Sum(tree => Below(tree, 0));
    }

    private static float[] Mixed(float[] x, float[] background, int row, int known) =>
        [.. x.Select((value, f) => (known >> f & 1) != 0 ? value : background[row * x.Length + f])];

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
