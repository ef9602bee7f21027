using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// How what several networks give for a row becomes one predictive distribution, split into the part of the data and the part of the model.
/// The networks are the members of an ensemble, one network with different units dropped, or draws of its weights: to a head they are the same.
/// </summary>
public abstract class PredictiveHead
{
    /// <summary>Width of the prediction: targets, or classes.</summary>
    public abstract int Width { get; }

    /// <summary>Outputs that each network gives per row.</summary>
    public abstract int OutputCount { get; }

    /// <summary>Sums kept per row while networks are evaluated one after the other.</summary>
    public abstract int SumCount { get; }

    /// <summary>Adds what a network gives for a row.</summary>
    /// <param name="outputs">Its outputs, without padding.</param>
    /// <param name="sums">The row's sums.</param>
    public abstract void Add(ReadOnlySpan<float> outputs, Span<double> sums);

    /// <summary>The distributions, from the sums over all networks.</summary>
    /// <param name="sums">[rows, sums].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="networks">Number of networks.</param>
    public abstract Predictive Combine(ReadOnlySpan<double> sums, int rows, int networks);

    /// <summary>The same as operations of a model file.</summary>
    /// <param name="builder">The graph under construction.</param>
    /// <param name="outputs">What the networks give, [rows, networks, outputs].</param>
    public abstract ModelOutputs AddTo(GraphBuilder builder, GraphSignal outputs);

    /// <summary>The columns of one part of the outputs.</summary>
    protected static GraphSignal Part(GraphBuilder builder, GraphSignal outputs, int part, int count) =>
        builder.Node("Slice", [outputs, builder.Indices((long)part * count), builder.Indices((part + 1L) * count), builder.Indices(2)]);

    /// <summary>Numbers as a row that is broadcast.</summary>
    protected static GraphSignal Row(GraphBuilder builder, string name, IReadOnlyList<double> values) =>
        builder.Constant(name, [.. values.Select(value => (float)value)], 1, values.Count);

    /// <summary>Mean over the networks and the variance of it, [rows, width] each.</summary>
    protected static (GraphSignal Mean, GraphSignal Spread) Moments(GraphBuilder builder, GraphSignal values)
    {
        var mean = builder.ReduceMean(values, 1);
        var deviation = builder.Sub(values, mean);
        return (builder.Squeeze(mean, 1), builder.ReduceMean(builder.Mul(deviation, deviation), 1, keep: false));
    }
}
