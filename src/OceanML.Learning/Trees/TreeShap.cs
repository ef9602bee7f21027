using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Exact Shapley values of forests and boosted trees (Lundberg et al. 2020, doi:10.1038/s42256-019-0138-9), in two senses of "without
/// this feature". <see cref="PathDependent"/> goes down both branches by the shares of training rows that went there: it needs no
/// other data, and lets correlated features share what they have in common. <see cref="Interventional"/> puts in the values of
/// background rows: what would the model say if this feature alone were another row's.
/// </summary>
/// <remarks>
/// A forest is a sum over leaves of products of conditions, one condition per feature. For such a product the Shapley values are an
/// integral over [0, 1] of a polynomial (Owen 1972, doi:10.1287/mnsc.18.5.64), which Gauss-Legendre quadrature gives exactly, by sums of
/// positive terms alone, four rows at a time; with a background every condition is met or not and the integral is a quotient of factorials.
/// </remarks>
public static class TreeShap
{
    private const int BlockRows = 256;
    private const int PathsAtOnce = 4096;

    /// <summary>Shapley values by the training rows that came through each node.</summary>
    /// <param name="forest">The forest; its nodes must know their cover, see <see cref="Forest.HasCover"/>.</param>
    /// <param name="output">Which output to explain.</param>
    /// <param name="features">[rows, features]; NaN where missing.</param>
    /// <param name="rows">The rows to explain.</param>
    /// <param name="threads">Number of threads; the result does not depend on it.</param>
    /// <exception cref="OceanException">The nodes do not know their cover.</exception>
    public static ShapleyValues PathDependent(Forest forest, int output, float[] features, int[] rows, int threads = 1)
    {
        if (!forest.HasCover)
            throw OceanException.BadInput("the trees do not say how many training rows came through their nodes (nodes_hitrates of the model file); give background rows instead");
        return Explain(forest, output, forest.FeatureCount, features, rows, threads, paths =>
        {
            var expected = 0.0;
            foreach (var path in paths) expected += path.Expected;
            return (expected, block =>
            {
                foreach (var path in paths) PathDependentKernel.Add(path, block);
            });
        });
    }

    /// <summary>Shapley values against background rows: their mean over the background.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="output">Which output to explain.</param>
    /// <param name="features">[rows, features]; NaN where missing.</param>
    /// <param name="rows">The rows to explain.</param>
    /// <param name="background">[rows, features] that stand for what is usual, e.g. a hundred training rows.</param>
    /// <param name="backgroundRows">Which rows of it.</param>
    /// <param name="threads">Number of threads; the result does not depend on it.</param>
    /// <exception cref="OceanException">There are no background rows.</exception>
    public static ShapleyValues Interventional(Forest forest, int output, float[] features, int[] rows, float[] background, int[] backgroundRows, int threads = 1)
    {
        if (backgroundRows.Length == 0) throw OceanException.BadInput("Shapley values against a background need at least one background row");
        var width = forest.FeatureCount;
        return Explain(forest, output, width, features, rows, threads, paths =>
        {
            var kernels = new InterventionalKernel[paths.Count];
            Parallel.For(0, kernels.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                kernels[i] = new InterventionalKernel(paths[i], background, width, backgroundRows));
            var expected = 0.0;
            foreach (var kernel in kernels) expected += kernel.Expected;
            return (expected, block =>
            {
                foreach (var kernel in kernels) kernel.Add(block);
            });
        });
    }

    /// <summary>Takes some trees at a time, so that what is prepared for their paths stays small, and rows block by block.</summary>
    private static ShapleyValues Explain(
        Forest forest, int output, int width, float[] features, int[] rows, int threads, Func<List<TreePath>, (double Expected, Action<ShapleyBlock> Add)> prepare)
    {
        var values = new double[rows.Length * width];
        var expected = forest.Start[output];
        var paths = new List<TreePath>();
        var blocks = (rows.Length + BlockRows - 1) / BlockRows;
        for (var t = 0; t < forest.Trees.Count; t++)
        {
            TreePath.AddTo(paths, forest.Trees[t], output, forest.Scale);
            if (paths.Count < PathsAtOnce && t < forest.Trees.Count - 1) continue;
            var (part, add) = prepare(paths);
            expected += part;
            Parallel.For(
                0,
                blocks,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                () => new ShapleyBlock(width, BlockRows),
                (number, _, block) =>
                {
                    var start = number * BlockRows;
                    var count = Math.Min(BlockRows, rows.Length - start);
                    block.Take(features, rows.AsSpan(start, count));
                    add(block);
                    block.AddTo(values.AsSpan(start * width, count * width));
                    return block;
                },
                _ => { });
            paths = [];
        }

        return new ShapleyValues(values, expected);
    }
}
