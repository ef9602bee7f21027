using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Rows kept for their neighbours. The variance of the data is that of the neighbours' values, the variance of the model that of their
/// mean. Of a classification the entropy is that of the neighbours' shares, all of the data.
/// </summary>
public sealed class FittedNeighbours : FittedModel
{
    private const int BlockRows = 1024;
    private const float LeastDistance = 1e-6f;

    // Neighbours of equal values do not make a prediction certain: a thousandth of the target's standard deviation is left.
    private const double LeastVariance = 1e-6;

    private readonly Standardisation scaling;
    private readonly double[] least;
    private readonly float[] table;
    private readonly double[] values;
    private readonly TargetPatterns patterns;
    private readonly int neighbours;
    private readonly bool byDistance;
    private readonly bool classes;
    private readonly Lazy<NeighbourSearch> search;

    internal FittedNeighbours(Standardisation scaling, float[] table, double[] values, TargetPatterns patterns, int neighbours, bool byDistance, bool classes)
    {
        (this.scaling, this.table, this.values, this.patterns, this.neighbours, this.byDistance, this.classes) = (scaling, table, values, patterns, neighbours, byDistance, classes);
        least = [.. TargetScaling.Fit(values, Width, [.. Enumerable.Range(0, Rows)], false, 0).Deviation.Select(deviation => LeastVariance * deviation * deviation)];
        search = new Lazy<NeighbourSearch>(() => new NeighbourSearch(table, scaling.Count, patterns.Known));
    }

    /// <summary>How many neighbours are asked, given or chosen.</summary>
    public int Neighbours => neighbours;

    private int Rows => patterns.Known.Length == 0 ? 0 : patterns.Known[0].Length;

    private int Width => values.Length / Math.Max(1, Rows);

    /// <summary>What a neighbour counts at a squared distance.</summary>
    internal static double Weight(float squared) => 1 / Math.Max(MathF.Sqrt(squared), LeastDistance);

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var width = Width;
        var mean = new double[rows.Length * width];
        var (ofData, ofModel) = classes ? (new double[rows.Length], new double[rows.Length]) : (new double[rows.Length * width], new double[rows.Length * width]);
        var queries = new float[BlockRows * scaling.Count];
        var (found, distances) = (new int[BlockRows * patterns.Count * neighbours], new float[BlockRows * patterns.Count * neighbours]);
        for (var start = 0; start < rows.Length; start += BlockRows)
        {
            var block = rows.Slice(start, Math.Min(BlockRows, rows.Length - start));
            RidgeFit.Fill(scaling, features, block, queries);
            search.Value.Find(queries.AsSpan(0, block.Length * scaling.Count), neighbours, found, distances);
            for (var i = 0; i < block.Length; i++)
            {
                for (var p = 0; p < patterns.Count; p++)
                {
                    var at = (i * patterns.Count + p) * neighbours;
                    var near = found.AsSpan(at, neighbours);
                    var squared = distances.AsSpan(at, neighbours);
                    foreach (var t in patterns.Targets[p])
                    {
                        var (average, spread, share) = Answer(near, squared, t, width);
                        var to = (start + i) * width + t;
                        mean[to] = average;
                        if (!classes) (ofData[to], ofModel[to]) = (spread, spread * share);
                        else if (average > 0) ofData[start + i] -= average * Math.Log(average);
                    }
                }
            }
        }

        return new Predictive(rows.Length, width, mean, ofData, ofModel);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        var (rows, inputs) = (Rows, scaling.Count);
        var x = scaling.AddTo(builder, features, "neighbours", fill: true);
        var squares = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            foreach (var value in table.AsSpan(row * inputs, inputs)) squares[row] += value * value;
        }

        // Twice the product less the square of a row falls as its distance grows.
        var product = builder.MatMul(x, builder.Constant("neighbour_rows", MatrixKernels.Turned(Array.ConvertAll(table, value => 2 * value), rows, inputs), inputs, rows));
        var nearness = builder.Sub(product, builder.Constant(squares, 1, rows));
        var kept = byDistance ? builder.Constant(table, rows, inputs) : GraphBuilder.None;
        var (means, spreads, shares, order) = (new List<GraphSignal>(), new List<GraphSignal>(), new List<GraphSignal>(), new List<long>());
        for (var p = 0; p < patterns.Count; p++)
        {
            var (mean, spread, share) = Answer(builder, x, nearness, kept, p);
            means.Add(mean);
            spreads.Add(spread);
            shares.Add(share);
            order.AddRange(patterns.Targets[p].Select(target => (long)target));
        }

        long[] place = [.. Enumerable.Range(0, order.Count).Select(target => (long)order.IndexOf(target))];
        GraphSignal InOrder(List<GraphSignal> parts) => parts.Count == 1 && order.SequenceEqual(order.Order()) ? parts[0] : builder.Gather(parts.Count == 1 ? parts[0] : builder.Concat(1, [.. parts]), 1, place);
        var all = InOrder(means);
        if (!classes) return new ModelOutputs(all, InOrder(spreads), InOrder(shares));
        var entropy = ForestParts.AddEntropy(builder, all);
        return new ModelOutputs(all, entropy, builder.Mul(entropy, builder.Constant(0)));
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json) => json.WriteNumber("neighbours", neighbours);

    /// <summary>Weighted mean of the neighbours' values, their variance, and the part of it that is left in the mean.</summary>
    private (double Mean, double Variance, double Share) Answer(ReadOnlySpan<int> near, ReadOnlySpan<float> squared, int target, int width)
    {
        var (n, sum, total, plain, squares) = (0, 0.0, 0.0, 0.0, 0.0);
        for (; n < near.Length && near[n] >= 0; n++)
        {
            var weight = byDistance ? Weight(squared[n]) : 1;
            var value = values[near[n] * width + target];
            sum += weight * value;
            total += weight;
            plain += value;
            squares += weight * weight;
        }

        if (n == 0) return (double.NaN, double.NaN, double.NaN);
        var spread = 0.0;
        for (var k = 0; k < n; k++)
        {
            var difference = values[near[k] * width + target] - plain / n;
            spread += difference * difference;
        }

        return (sum / total, Math.Max(least[target], n > 1 ? spread / (n - 1) : 0), squares / (total * total));
    }

    private (GraphSignal Mean, GraphSignal Variance, GraphSignal OfModel) Answer(GraphBuilder builder, GraphSignal x, GraphSignal nearness, GraphSignal kept, int pattern)
    {
        var (rows, width, targets, known) = (Rows, Width, patterns.Targets[pattern], patterns.Known[pattern]);
        var count = Math.Min(neighbours, known.Count(one => one));
        if (count == 0)
        {
            var none = builder.Add(builder.ReduceMax(builder.Mul(x, builder.Constant(0)), 1), builder.Constant([.. targets.Select(_ => float.NaN)], 1, targets.Length));
            return (none, none, none);
        }

        if (known.Contains(false)) nearness = builder.Add(nearness, builder.Constant([.. known.Select(one => one ? 0f : -1e30f)], 1, rows));
        var places = builder.Nodes("TopK", [nearness, builder.Indices(count)], 2, ("axis", GraphAttribute.Of(-1L)))[1];
        var held = new float[rows * targets.Length];
        for (var i = 0; i < held.Length; i++)
        {
            var value = values[i / targets.Length * width + targets[i % targets.Length]];
            held[i] = double.IsNaN(value) ? 0 : (float)value;
        }

        var near = builder.Node("Gather", [builder.Constant(held, rows, targets.Length), places], ("axis", GraphAttribute.Of(0L)));
        var plain = builder.ReduceMean(near, 1);
        var deviation = builder.Sub(near, plain);
        var variance = builder.Max(
            builder.Mul(builder.ReduceSum(builder.Mul(deviation, deviation), 1, keep: false), builder.Constant(1f / Math.Max(1, count - 1))),
            builder.Constant([.. targets.Select(target => (float)least[target])], 1, targets.Length));
        if (!byDistance) return (builder.Squeeze(plain, 1), variance, builder.Mul(variance, builder.Constant(1f / count)));
        var apart = builder.Sub(builder.Node("Gather", [kept, places], ("axis", GraphAttribute.Of(0L))), builder.Unsqueeze(x, 1));
        var distance = builder.Max(builder.Sqrt(builder.ReduceSum(builder.Mul(apart, apart), 2)), builder.Constant(LeastDistance));
        var weight = builder.Node("Reciprocal", [distance]);
        var share = builder.Div(weight, builder.ReduceSum(weight, 1));
        return (
            builder.ReduceSum(builder.Mul(near, share), 1, keep: false),
            variance,
            builder.Mul(variance, builder.ReduceSum(builder.Mul(share, share), 1, keep: false)));
    }
}
