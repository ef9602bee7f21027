namespace OceanML.Learning;

/// <summary>One step of stochastic gradient descent: gather rows, forward, loss, backward, optimiser. It allocates nothing.</summary>
public class TrainingStep
{
    private readonly TrainingRows rows;
    private readonly NetworkOptions options;
    private readonly Loss loss;
    private readonly RandomStream random;
    private readonly float[] targets;
    private readonly float[] weights;
    private readonly int outputWidth;

    /// <summary>Prepares steps on a network.</summary>
    /// <param name="network">The network, with its starting parameters.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="options">How to train.</param>
    /// <param name="random">Source of dropout and noise.</param>
    public TrainingStep(Network network, TrainingRows rows, Loss loss, NetworkOptions options, RandomStream random)
    {
        if (network.Output != new SignalShape(1, loss.OutputCount(rows.TargetCount)))
            throw new ArgumentException($"the loss {loss.Name} of {rows.TargetCount} targets needs {loss.OutputCount(rows.TargetCount)} outputs; the network gives {network.Output}", nameof(network));
        (Network, this.rows, this.loss, this.options, this.random) = (network, rows, loss, options, random);
        Optimiser = options.Optimiser == OptimiserKind.Sgd ? new MomentumOptimiser(network, options.WeightDecay) : new AdamOptimiser(network, options.WeightDecay);

        // Batches of an epoch differ by the remainder of the division; twice the size is always enough.
        Workspace = new NetworkWorkspace(network, Math.Min(rows.Count, 2 * options.BatchOf(rows.Count)));
        ParameterGradient = new float[network.Parameters.Length];
        targets = new float[Workspace.Rows * rows.TargetWidth];
        weights = new float[Workspace.Rows * rows.TargetWidth];
        outputWidth = network.Output.PaddedWidth;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The values of the latest batch.</summary>
    public NetworkWorkspace Workspace { get; }

    /// <summary>The gradient of the latest batch by the parameters.</summary>
    public IReadOnlyList<float> Gradient => ParameterGradient;

    /// <summary>All that is learned, to be kept and put back.</summary>
    public virtual IReadOnlyList<float[]> State => [Network.Parameters];

    /// <summary>The gradient of the latest batch by the parameters.</summary>
    protected float[] ParameterGradient { get; }

    /// <summary>What moves the parameters.</summary>
    protected Optimiser Optimiser { get; }

    /// <summary>Learns from a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="learningRate">Length of the step; 0 computes the loss and the gradient alone.</param>
    /// <returns>The loss before the step.</returns>
    public double Take(ReadOnlySpan<int> batch, float learningRate)
    {
        Begin();
        Gather(batch);
        Network.Forward(Workspace, batch.Length, training: true, random);
        var outputGradient = Workspace.OutputGradient;
        var value = loss.Gradient(new LossBatch(Workspace.Output, targets, weights, batch.Length, rows.TargetCount), outputGradient);
        outputGradient[(batch.Length * outputWidth)..(SignalShape.PadRows(batch.Length) * outputWidth)].Clear();
        Network.Backward(Workspace, batch.Length, ParameterGradient, training: true);
        Finish(learningRate);
        return value;
    }

    /// <summary>
    /// What early stopping watches, over some rows and outside training: sum and weight, see <see cref="Loss.Watch"/>, and for losses that watch squares
    /// those of each target.
    /// </summary>
    /// <param name="watched">The rows.</param>
    /// <param name="targetSquares">Receives weighted squared errors and weights of each target, where not empty: [2, targets].</param>
    public (double Sum, double Weight) Watch(ReadOnlySpan<int> watched, Span<double> targetSquares = default)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var start = 0; start < watched.Length; start += Workspace.Rows)
        {
            var chunk = watched.Slice(start, Math.Min(Workspace.Rows, watched.Length - start));
            rows.Gather(chunk, Workspace.Input);
            GatherTargets(chunk);
            Network.Predict(Workspace, chunk.Length);
            var (s, w) = loss.Watch(new LossBatch(Workspace.Output, targets, weights, chunk.Length, rows.TargetCount));
            (sum, weight) = (sum + s, weight + w);
            if (targetSquares.IsEmpty) continue;
            for (var i = 0; i < chunk.Length; i++)
            {
                for (var t = 0; t < rows.TargetCount; t++)
                {
                    double w1 = weights[i * rows.TargetWidth + t], e = Workspace.Output[i * outputWidth + t] - targets[i * rows.TargetWidth + t];
                    if (w1 <= 0) continue;
                    targetSquares[t] += w1 * e * e;
                    targetSquares[rows.TargetCount + t] += w1;
                }
            }
        }

        return (sum, weight);
    }

    /// <summary>Shows in the network what is to be evaluated.</summary>
    public virtual void Show()
    {
    }

    /// <summary>Called before a batch goes through the network.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Called with the gradient of the batch.</summary>
    /// <param name="learningRate">Length of the step; 0 for none.</param>
    protected virtual void Finish(float learningRate)
    {
        if (!(learningRate > 0)) return;
        if (options.ClipNorm > 0) GradientNorm.Clip(ParameterGradient, options.ClipNorm);
        Optimiser.Step(Network.Parameters, ParameterGradient, learningRate);
    }

    private void Gather(ReadOnlySpan<int> batch)
    {
        rows.Gather(batch, Workspace.Input);
        GatherTargets(batch);
        if (options.InputNoise <= 0) return;
        for (var i = 0; i < batch.Length; i++)
        {
            for (var step = 0; step < rows.Input.Steps; step++)
            {
                var input = Workspace.Input.Slice((step * SignalShape.PadRows(batch.Length) + i) * rows.Input.PaddedWidth, rows.Input.Width);
                for (var j = 0; j < input.Length; j++) input[j] += (float)(options.InputNoise * random.NextNormal());
            }
        }
    }

    private void GatherTargets(ReadOnlySpan<int> batch)
    {
        var width = rows.TargetWidth;
        for (var i = 0; i < batch.Length; i++)
        {
            rows.Targets.AsSpan(batch[i] * width, width).CopyTo(targets.AsSpan(i * width));
            rows.Weights.AsSpan(batch[i] * width, width).CopyTo(weights.AsSpan(i * width));
        }
    }
}
