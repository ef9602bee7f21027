using System.Runtime.CompilerServices;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Tree ensembles of the ONNX domain ai.onnx.ml; a node's trees are laid out when it is first evaluated.</summary>
internal static class TreeKernels
{
    private static readonly ConditionalWeakTable<GraphNode, Laid> Known = [];

    private sealed record Laid(Forest Forest, int Labels, bool AllPositive, bool OneColumn);

    public static GraphTensor Regressor(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (x, laid) = Prepare(node, arguments);
        if (node.Text("post_transform", "NONE") is var transform and not "NONE") throw new ArgumentException($"post_transform {transform} is not supported for a regression");
        var rows = x.Shape[0];
        var y = scratch.Floats(rows * laid.Forest.OutputCount);
        var sums = Evaluate(laid.Forest, x, rows);
        for (var i = 0; i < y.Length; i++) y[i] = (float)sums[i];
        return GraphTensor.OfFloats("", y, rows, laid.Forest.OutputCount);
    }

    /// <summary>The label and the scores. Labels that are texts are given as their number.</summary>
    public static GraphTensor[] Classifier(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (x, laid) = Prepare(node, arguments);
        var (rows, labels, width) = (x.Shape[0], Math.Max(2, laid.Labels), laid.Forest.OutputCount);
        var sums = Evaluate(laid.Forest, x, rows);
        var (y, classes) = (scratch.Floats(rows * labels, 1), new long[rows]);
        var transform = node.Text("post_transform", "NONE");
        var names = node.Integers("classlabels_int64s");
        for (var i = 0; i < rows; i++)
        {
            var own = y.AsSpan(i * labels, labels);
            if (laid.OneColumn) Two(sums[i * width + Column(laid.Forest)], laid.AllPositive, transform, own);
            else Several(sums.AsSpan(i * width, width), transform, own);
            var best = 0;
            for (var k = 1; k < labels; k++)
            {
                if (own[k] > own[best]) best = k;
            }

            classes[i] = names is null ? best : names[best];
        }

        return [GraphTensor.OfIntegers("", classes, rows), GraphTensor.OfFloats("", y, rows, labels)];
    }

    private static double[] Evaluate(Forest forest, GraphTensor x, int rows)
    {
        Span<int> every = rows <= 1024 ? stackalloc int[rows] : new int[rows];
        for (var i = 0; i < rows; i++) every[i] = i;
        return forest.Predict(ElementKernels.Floats(x), every);
    }

    private static int Column(Forest forest) => forest.Trees.Count == 0 ? 0 : forest.Trees[0].FirstOutput;

    /// <summary>Two classes told apart by one score: it is the probability of the second where no weight is negative, else its margin.</summary>
    private static void Two(double score, bool allPositive, string transform, Span<float> scores)
    {
        (scores[0], scores[1]) = allPositive ? ((float)(1 - score), (float)score)
            : transform == "LOGISTIC" ? (Logistic(-score), Logistic(score))
            : transform is "NONE" ? ((float)-score, (float)score)
            : throw new ArgumentException($"post_transform {transform} is not supported for one score");
    }

    private static void Several(ReadOnlySpan<double> sums, string transform, Span<float> scores)
    {
        var (largest, total) = (double.NegativeInfinity, 0.0);
        foreach (var sum in sums) largest = Math.Max(largest, sum);
        foreach (var sum in sums) total += Math.Exp(sum - largest);
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = transform switch
            {
                "NONE" => (float)sums[k],
                "LOGISTIC" => Logistic(sums[k]),
                "SOFTMAX" => (float)(Math.Exp(sums[k] - largest) / total),
                _ => throw new ArgumentException($"post_transform {transform} is not supported"),
            };
        }
    }

    private static float Logistic(double score) => (float)(1 / (1 + Math.Exp(-score)));

    private static (GraphTensor X, Laid Laid) Prepare(GraphNode node, GraphTensor?[] arguments)
    {
        var x = arguments[0]!;
        if (x.Shape.Length != 2) throw new ArgumentException("trees take a matrix of rows and features");
        var width = x.Shape[1];
        if (!Known.TryGetValue(node, out var laid) || laid.Forest.FeatureCount != width)
        {
            var forest = ForestNode.Read(node, width);
            var weights = node.Numbers("class_weights") ?? [];
            var labels = new ForestReader(node, width).Labels();
            laid = new Laid(forest, labels, weights.All(weight => weight >= 0), labels <= 2 && (node.Integers("class_ids") ?? []).Distinct().Count() == 1);
            Known.AddOrUpdate(node, laid);
        }

        return (x, laid);
    }
}
