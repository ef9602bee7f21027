using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// A model as the methods that need no inside see it: rows of features in, one number per output out. It may be called from several
/// threads at once.
/// </summary>
public sealed class RowFunction
{
    private readonly Evaluation evaluate;

    /// <summary>Wraps a function.</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="outputCount">Number of outputs.</param>
    /// <param name="evaluate">Evaluates rows; called from several threads at once.</param>
    public RowFunction(int featureCount, int outputCount, Evaluation evaluate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        (FeatureCount, OutputCount, this.evaluate) = (featureCount, outputCount, evaluate);
    }

    /// <summary>Evaluates rows.</summary>
    /// <param name="rows">[count, features], possibly longer.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="values">Filled with [count, outputs], possibly longer.</param>
    public delegate void Evaluation(float[] rows, int count, double[] values);

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of outputs.</summary>
    public int OutputCount { get; }

    /// <summary>
    /// One output of a graph: the predictions of a regression, brought to the model's space, or the probabilities of a classification.
    /// </summary>
    /// <param name="runner">The graph, of any program.</param>
    /// <param name="output">Name of the output [rows, outputs].</param>
    /// <param name="outputCount">Its width.</param>
    /// <param name="log10">Whether the logarithm to base 10 of the output is explained: the space in which such a model is additive.</param>
    public static RowFunction Of(GraphRunner runner, string output, int outputCount, bool log10 = false)
    {
        var features = runner.Graph.Inputs[0].Width;
        if (features <= 0) throw OceanException.BadInput($"{runner.Label}: the model does not say how many features it takes");
        return new RowFunction(features, outputCount, (rows, count, values) =>
        {
            var given = rows.Length == count * features ? rows : rows.AsSpan(0, count * features).ToArray();
            var result = runner.Run(given).GetValueOrDefault(output)?.Floats
                ?? throw OceanException.Missing(runner.Label, "output", output, runner.Graph.Outputs.Select(value => value.Name));
            if (result.Length != count * outputCount)
                throw OceanException.BadInput($"{runner.Label}: output '{output}' has {result.Length} values for {count} rows, not {count * outputCount}");
            for (var i = 0; i < result.Length; i++) values[i] = log10 ? Math.Log10(Math.Max(result[i], float.Epsilon)) : result[i];
        });
    }

    /// <summary>Evaluates rows.</summary>
    /// <param name="rows">[count, features], possibly longer.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="values">Filled with [count, outputs], possibly longer.</param>
    public void Evaluate(float[] rows, int count, double[] values) => evaluate(rows, count, values);

    /// <summary>The outputs [rows, outputs] of whole rows [rows, features], taken in blocks.</summary>
    public double[] Of(float[] rows, int threads = 1)
    {
        const int block = 1024;
        var count = rows.Length / FeatureCount;
        var values = new double[checked(count * OutputCount)];
        Parallel.For(0, (count + block - 1) / block, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (from, n) = (i * block, Math.Min(block, count - (i * block)));
            var part = new double[n * OutputCount];
            Evaluate(rows.AsSpan(from * FeatureCount, n * FeatureCount).ToArray(), n, part);
            part.CopyTo(values, from * OutputCount);
        });
        return values;
    }
}
