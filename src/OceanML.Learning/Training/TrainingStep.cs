namespace OceanML.Learning;

/// <summary>One step of stochastic gradient descent: gather rows, forward, loss, backward, Adam. It allocates nothing.</summary>
public sealed class TrainingStep
{
    private readonly Network network;
    private readonly TrainingRows rows;
    private readonly NetworkOptions options;
    private readonly RandomStream random;
    private readonly AdamOptimiser optimiser;
    private readonly float[] gradient;
    private readonly float[] targets;
    private readonly float[] weights;

    /// <summary>Prepares steps on a network.</summary>
    public TrainingStep(Network network, TrainingRows rows, NetworkOptions options, RandomStream random)
    {
        (this.network, this.rows, this.options, this.random) = (network, rows, options, random);
        optimiser = new AdamOptimiser(network, options.WeightDecay);

        // Batches of an epoch differ by the remainder of the division; twice the size is always enough.
        Workspace = new NetworkWorkspace(network, Math.Min(rows.Count, 2 * options.BatchSize));
        gradient = new float[network.Parameters.Length];
        targets = new float[Workspace.Rows * rows.TargetWidth];
        weights = new float[Workspace.Rows * rows.TargetWidth];
    }

    /// <summary>The values of the latest batch.</summary>
    public NetworkWorkspace Workspace { get; }

    /// <summary>The gradient of the latest batch by the parameters.</summary>
    public IReadOnlyList<float> Gradient => gradient;

    /// <summary>Learns from a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="learningRate">Length of the step; 0 computes the loss and the gradient alone.</param>
    /// <returns>The loss before the step.</returns>
    public double Take(ReadOnlySpan<int> batch, float learningRate)
    {
        Gather(batch);
        network.Forward(Workspace, batch.Length, training: true, random);
        var targetWidth = rows.TargetWidth;
        var outputGradient = Workspace.OutputGradient;
        var loss = GaussianLoss.Gradient(Workspace.Output, targets, weights, outputGradient, batch.Length, targetWidth, options.Beta);
        var end = SignalShape.PadRows(batch.Length);
        outputGradient[(batch.Length * 2 * targetWidth)..(end * 2 * targetWidth)].Clear();
        network.Backward(Workspace, batch.Length, gradient, training: true);
        if (learningRate > 0) optimiser.Step(network.Parameters, gradient, learningRate);
        return loss;
    }

    private void Gather(ReadOnlySpan<int> batch)
    {
        var targetWidth = rows.TargetWidth;
        rows.Gather(batch, Workspace.Input);
        for (var i = 0; i < batch.Length; i++)
        {
            var row = batch[i];
            if (options.InputNoise > 0)
            {
                for (var step = 0; step < rows.Input.Steps; step++)
                {
                    var input = Workspace.Input.Slice((step * SignalShape.PadRows(batch.Length) + i) * rows.Input.PaddedWidth, rows.Input.Width);
                    for (var j = 0; j < input.Length; j++) input[j] += (float)(options.InputNoise * random.NextNormal());
                }
            }

            rows.Targets.AsSpan(row * targetWidth, targetWidth).CopyTo(targets.AsSpan(i * targetWidth));
            rows.Weights.AsSpan(row * targetWidth, targetWidth).CopyTo(weights.AsSpan(i * targetWidth));
        }
    }
}
