using System.Collections.Concurrent;

namespace OceanML.Learning;

/// <summary>
/// The networks of an ensemble with all that explains them: how features become inputs, and which of their outputs mean what. An
/// output of the explained model is <c>offset + scale · output[column]</c> of a network: a target in the model's space, or a logit.
/// </summary>
public sealed class ExplainedNetworks
{
    internal const int ChunkRows = 128;

    private readonly ConcurrentBag<NetworkWorkspace>[] free;

    /// <summary>Declares what is explained.</summary>
    /// <param name="inputs">How features become inputs.</param>
    /// <param name="networks">The members; a last softmax must have been taken off.</param>
    /// <param name="columns">Where each output stands in the output of a network.</param>
    /// <param name="scale">What each is multiplied with.</param>
    /// <param name="offset">What is added then.</param>
    public ExplainedNetworks(InputScaling inputs, IReadOnlyList<Network> networks, int[] columns, double[] scale, double[] offset)
        : this(InputMap.Of(inputs), networks, columns, scale, offset)
    {
    }

    /// <summary>Declares networks of another program, whose inputs are the features less a mean and times a scale.</summary>
    /// <param name="mean">Subtracted from each feature.</param>
    /// <param name="factor">What it is multiplied with then.</param>
    /// <param name="networks">The members; a last softmax must have been taken off.</param>
    /// <param name="columns">Where each output stands in the output of a network.</param>
    /// <param name="scale">What each is multiplied with.</param>
    /// <param name="offset">What is added then.</param>
    public ExplainedNetworks(float[] mean, float[] factor, IReadOnlyList<Network> networks, int[] columns, double[] scale, double[] offset)
        : this(InputMap.Of(mean, factor), networks, columns, scale, offset)
    {
    }

    private ExplainedNetworks(InputMap map, IReadOnlyList<Network> networks, int[] columns, double[] scale, double[] offset)
    {
        (Map, Networks, Columns, Scale, Offset) = (map, networks, columns, scale, offset);
        Baseline = map.Mean;
        free = new ConcurrentBag<NetworkWorkspace>[networks.Count];
        for (var i = 0; i < free.Length; i++) free[i] = [];
    }

    /// <summary>The members.</summary>
    public IReadOnlyList<Network> Networks { get; }

    /// <summary>Number of features.</summary>
    public int FeatureCount => Map.Features;

    /// <summary>Number of outputs.</summary>
    public int OutputCount => Columns.Length;

    /// <summary>Mean of each feature in training: where all inputs are zero.</summary>
    public float[] Baseline { get; }

    internal InputMap Map { get; }

    internal int[] Columns { get; }

    internal double[] Scale { get; }

    internal double[] Offset { get; }

    /// <summary>One member as a function of rows.</summary>
    public RowFunction Member(int member) => new(FeatureCount, OutputCount, (rows, count, values) =>
    {
        Array.Clear(values, 0, count * OutputCount);
        Add(member, rows, count, values, 1);
    });

    /// <summary>The mean of the members as a function of rows.</summary>
    public RowFunction Mean() => new(FeatureCount, OutputCount, (rows, count, values) =>
    {
        Array.Clear(values, 0, count * OutputCount);
        for (var member = 0; member < Networks.Count; member++) Add(member, rows, count, values, 1.0 / Networks.Count);
    });

    /// <summary>The mean over the members of the softmax of their outputs as a function of rows: probabilities of classes.</summary>
    public RowFunction MeanSoftmax() => new(FeatureCount, OutputCount, (rows, count, values) =>
    {
        Array.Clear(values, 0, count * OutputCount);
        var logits = new double[count * OutputCount];
        for (var member = 0; member < Networks.Count; member++)
        {
            Array.Clear(logits);
            Add(member, rows, count, logits, 1);
            for (var row = 0; row < count; row++)
            {
                var of = logits.AsSpan(row * OutputCount, OutputCount);
                var (largest, sum) = (double.NegativeInfinity, 0.0);
                foreach (var logit in of) largest = Math.Max(largest, logit);
                foreach (var logit in of) sum += Math.Exp(logit - largest);
                for (var o = 0; o < of.Length; o++) values[(row * OutputCount) + o] += Math.Exp(of[o] - largest) / sum / Networks.Count;
            }
        }
    });

    internal NetworkWorkspace Rent(int member) => free[member].TryTake(out var workspace) ? workspace : new NetworkWorkspace(Networks[member], ChunkRows);

    internal void Return(int member, NetworkWorkspace workspace) => free[member].Add(workspace);

    /// <summary>The explained output of a row after a forward pass.</summary>
    internal double Value(NetworkWorkspace workspace, int member, int row, int output) =>
        Offset[output] + (Scale[output] * workspace.Output[(row * Networks[member].Output.PaddedWidth) + Columns[output]]);

    private void Add(int member, float[] rows, int count, double[] values, double weight)
    {
        var workspace = Rent(member);
        for (var start = 0; start < count; start += ChunkRows)
        {
            var some = Math.Min(ChunkRows, count - start);
            var inputs = Map.Unbounded(Map.Standardise(rows.AsSpan(start * FeatureCount, some * FeatureCount).ToArray()));
            Map.Place(inputs, some, workspace.Input);
            Networks[member].Forward(workspace, some);
            for (var row = 0; row < some; row++)
            {
                for (var o = 0; o < OutputCount; o++) values[((start + row) * OutputCount) + o] += weight * Value(workspace, member, row, o);
            }
        }

        Return(member, workspace);
    }
}
