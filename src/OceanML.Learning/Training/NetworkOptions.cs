namespace OceanML.Learning;

/// <summary>How an ensemble of networks is trained.</summary>
public sealed record NetworkOptions
{
    /// <summary>Number of networks; their mean is the prediction, their spread part of its uncertainty.</summary>
    public int Members { get; init; } = 10;

    /// <summary>Units of each hidden layer.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64, 64];

    /// <summary>What hidden units do with their sums.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Principal components kept of each spectrum, see <see cref="SpectralBlocks"/>; 0 feeds every band to the network.</summary>
    public int Components { get; init; } = 10;

    /// <summary>Passes through the data at most; the learning rate falls to zero along them as a half cosine.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Epochs in a row with a held-out error beyond <see cref="Tolerance"/> after which a member stops.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>
    /// How much larger than its smallest value the held-out error may be, as a share of it. The mean of several networks gains from
    /// members trained somewhat beyond their own optimum, since what they learned by heart differs and averages out; 0 would stop
    /// each at its own.
    /// </summary>
    public double Tolerance { get; init; } = 0.2;

    /// <summary>Rows per step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Learning rate of the first epoch.</summary>
    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>Decoupled weight decay.</summary>
    public float WeightDecay { get; init; } = 1e-2f;

    /// <summary>Share of hidden values dropped at random in training.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>Standard deviation of the normal noise added to the scaled inputs in training.</summary>
    public float InputNoise { get; init; }

    /// <summary>
    /// Share of the groups each member leaves out to decide when to stop; another draw for every member, so that the ensemble as a
    /// whole sees every group.
    /// </summary>
    public double HeldOutShare { get; init; } = 0.05;

    /// <summary>
    /// Exponent β of the β-NLL loss (Seitzer et al. 2022, arXiv:2203.09168): 1 trains the mean as least squares does, 0 is the plain
    /// Gaussian likelihood, which neglects rows the network finds hard.
    /// </summary>
    public float Beta { get; init; } = 0.5f;
}
