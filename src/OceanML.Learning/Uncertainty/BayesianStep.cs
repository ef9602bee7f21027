namespace OceanML.Learning;

/// <summary>
/// One step of Bayes by backprop: weights are drawn once for the batch, and the gradient moves the distribution they were drawn from, see
/// <see cref="WeightPosterior"/>. Drawing weights works for every kind of layer.
/// </summary>
public sealed class BayesianStep : TrainingStep
{
    private readonly NetworkOptions options;
    private readonly NormalVector normals;
    private readonly AdamOptimiser rhoOptimiser;
    private readonly float[] rhoGradient;
    private readonly float priorWeight;

    /// <summary>Prepares steps.</summary>
    /// <param name="network">The network, with its starting parameters.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="learningRows">Number of rows learned from: one over it weighs the divergence from the prior.</param>
    /// <param name="loss">A negative log-likelihood.</param>
    /// <param name="options">How to train.</param>
    /// <param name="random">Source of noise.</param>
    public BayesianStep(Network network, TrainingRows rows, int learningRows, Loss loss, NetworkOptions options, RandomStream random)
        : base(network, rows, loss, options with { WeightDecay = 0 }, random)
    {
        this.options = options;
        Posterior = new WeightPosterior(network);
        normals = new NormalVector(random);
        rhoOptimiser = new AdamOptimiser(network, 0);
        rhoGradient = new float[network.Parameters.Length];
        priorWeight = 1f / learningRows;
    }

    /// <summary>The distribution over the weights.</summary>
    public WeightPosterior Posterior { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<float[]> State => [Posterior.Mean, Posterior.Rho];

    /// <inheritdoc/>
    public override void Show() => Posterior.ShowMean();

    /// <inheritdoc/>
    protected override void Begin() => Posterior.Draw(normals);

    /// <inheritdoc/>
    protected override void Finish(float learningRate)
    {
        Posterior.Gradients(ParameterGradient, rhoGradient, priorWeight);
        if (!(learningRate > 0)) return;
        if (options.ClipNorm > 0)
        {
            GradientNorm.Clip(ParameterGradient, options.ClipNorm);
            GradientNorm.Clip(rhoGradient, options.ClipNorm);
        }

        Optimiser.Step(Posterior.Mean, ParameterGradient, learningRate);
        rhoOptimiser.Step(Posterior.Rho, rhoGradient, learningRate);
    }
}
