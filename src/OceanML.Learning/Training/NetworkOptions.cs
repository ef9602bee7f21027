using OceanML.Core;

namespace OceanML.Learning;

/// <summary>How networks are trained, and how they come to a predictive distribution.</summary>
public sealed record NetworkOptions
{
    /// <summary>How networks come to a predictive distribution.</summary>
    public NetworkMethod Method { get; init; }

    /// <summary>Number of networks trained; their mean is the prediction, their spread part of its uncertainty.</summary>
    public int Members { get; init; } = 10;

    /// <summary>For <see cref="NetworkMethod.McDropout"/>: passes with other units dropped, for each network.</summary>
    public int Passes { get; init; } = 50;

    /// <summary>For <see cref="NetworkMethod.Bayes"/>: draws of the weights, for each network.</summary>
    public int Samples { get; init; } = 200;

    /// <summary>The network.</summary>
    public Architecture Architecture { get; init; } = new();

    /// <summary>Units of each hidden layer of a multilayer perceptron.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64, 64];

    /// <summary>What hidden units do with their sums.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Principal components kept of each spectrum, see <see cref="SpectralBlocks"/>; 0 feeds every band to the network.</summary>
    public int Components { get; init; } = 10;

    /// <summary>Passes through the data at most.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Epochs in a row with a held-out error beyond <see cref="Tolerance"/> after which a member stops.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>
    /// How much larger than its smallest value the held-out error may be, as a share of it. The mean of several networks gains from
    /// members trained somewhat beyond their own optimum, since what they learned by heart differs and averages out; 0 would stop
    /// each at its own.
    /// </summary>
    public double Tolerance { get; init; } = 0.2;

    /// <summary>Rows per step; 0 chooses by the number of rows, see <see cref="BatchOf"/>.</summary>
    public int BatchSize { get; init; }

    /// <summary>Learning rate that <see cref="Schedule"/> starts from.</summary>
    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>How the learning rate changes.</summary>
    public RateScheduleOptions Schedule { get; init; } = new();

    /// <summary>How parameters are moved.</summary>
    public OptimiserKind Optimiser { get; init; }

    /// <summary>Decoupled weight decay; none for <see cref="NetworkMethod.Bayes"/>, whose prior takes its place.</summary>
    public float WeightDecay { get; init; } = 1e-2f;

    /// <summary>Length to which a longer gradient is shortened; 0 leaves every gradient as it is.</summary>
    public float ClipNorm { get; init; }

    /// <summary>Share of hidden values dropped at random in training.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>Standard deviation of the normal noise added to the scaled inputs in training.</summary>
    public float InputNoise { get; init; }

    /// <summary>
    /// Share of the groups each member leaves out to decide when to stop; another draw for every member, so that the ensemble as a
    /// whole sees every group.
    /// </summary>
    public double HeldOutShare { get; init; } = 0.05;

    /// <summary>What is made small.</summary>
    public LossKind Loss { get; init; }

    /// <summary>
    /// Exponent β of the β-NLL loss (Seitzer et al. 2022, arXiv:2203.09168): 1 trains the mean as least squares does, 0 is the plain
    /// Gaussian likelihood, which neglects rows the network finds hard. <see cref="NetworkMethod.Bayes"/> needs the likelihood and takes 0.
    /// </summary>
    public float Beta { get; init; } = 0.5f;

    /// <summary>For <see cref="LossKind.Huber"/>: error, in standard deviations of the target, beyond which it counts in proportion.</summary>
    public float HuberThreshold { get; init; } = 1;

    /// <summary>For <see cref="LossKind.Focal"/>: exponent γ.</summary>
    public float FocalGamma { get; init; } = 2;

    /// <summary>For <see cref="LossKind.Quantile"/>: levels, rising, with 0.1, 0.5 and 0.9 among them.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.1, 0.5, 0.9];

    /// <summary>Whether every class counts alike in training, however many rows it has; probabilities then say how rare classes would be if they were not rare.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>The defaults of a method and an architecture.</summary>
    /// <param name="method">The method.</param>
    /// <param name="architecture">Its name.</param>
    public static NetworkOptions For(NetworkMethod method, string architecture = Architecture.Perceptron)
    {
        var options = new NetworkOptions { Method = method, Architecture = new Architecture { Name = architecture } };
        if (options.Architecture.Name != Architecture.Perceptron)
        {
            // Networks for series are slower, and their gradients may be far longer at one step than at another. A series has few groups, so that the
            // watched ones are a small sample: more of them, and more patience. Rates: what memory of five steps and sea temperature from the
            // atmosphere (buoy 46026, weeks held out) needed to be learned within the epochs.
            options = options with
            {
                Members = 5, ClipNorm = 1, Patience = 15, HeldOutShare = 0.1,
                LearningRate = architecture switch { LstmLayer.Name or GruLayer.Name => 5e-3f, "transformer" => 3e-3f, _ => 2e-3f },
            };
            if (architecture == "transformer") options = options with { Schedule = new RateScheduleOptions { WarmUp = 0.1 } };
        }

        return method switch
        {
            NetworkMethod.McDropout => options with { Members = 1 },

            // Clare et al. 2022, doi:10.1029/2022MS003162.
            NetworkMethod.Bayes => options with
            {
                Members = 1, Hidden = [24, 24], Dropout = 0, WeightDecay = 0, LearningRate = 0.01f, Epochs = 100, Patience = 100,
                Schedule = new RateScheduleOptions { Kind = RateScheduleKind.Plateau },
            },
            _ => options,
        };
    }

    /// <summary>
    /// Rows per step: those given, otherwise as many as leave an epoch some thirty steps, a power of two from 32 to 128 (16 to 64 for windows of
    /// series). With few rows large batches would end the training after too few steps.
    /// </summary>
    /// <param name="rows">Rows to learn from.</param>
    public int BatchOf(int rows)
    {
        if (BatchSize > 0) return BatchSize;
        var largest = Architecture.ReadsSteps ? 64 : 128;
        return Math.Clamp(1 << (int)Math.Log2(Math.Max(1, rows / 30)), largest / 4, largest);
    }

    /// <summary>The loss of a task.</summary>
    /// <param name="classes">Whether classes are learned.</param>
    /// <exception cref="OceanException">The loss is not one of the task, or not one of the method.</exception>
    public Loss LossOf(bool classes)
    {
        var kind = Loss != LossKind.Task ? Loss : classes ? LossKind.CrossEntropy : Method == NetworkMethod.Quantile ? LossKind.Quantile : LossKind.Gaussian;
        if (classes && Method == NetworkMethod.Quantile) throw OceanException.Usage("quantiles are of numbers, and the target is a class; use another method, such as ensemble");
        if (classes != (kind is LossKind.CrossEntropy or LossKind.Focal))
        {
            throw OceanException.Usage(classes
                ? $"the loss {NetworkSettings.Word(kind)} is of numbers, and the target is a class; use cross-entropy or focal"
                : $"the loss {NetworkSettings.Word(kind)} is of classes, and the target is a number; use gaussian, mse, mae, huber or quantile");
        }

        if ((Method == NetworkMethod.Quantile) != (kind == LossKind.Quantile)) throw OceanException.Usage("the loss quantile and the method quantile go together");
        if (Method == NetworkMethod.Bayes && kind is not (LossKind.Gaussian or LossKind.CrossEntropy))
            throw OceanException.Usage($"the method bayes needs a likelihood, which the loss {NetworkSettings.Word(kind)} is not; use {(classes ? "cross-entropy" : "gaussian")}");
        return kind switch
        {
            LossKind.Mse => new SquaredLoss(),
            LossKind.Mae => new AbsoluteLoss(),
            LossKind.Huber => new HuberLoss(HuberThreshold),
            LossKind.Quantile => new QuantileLoss([.. Quantiles]),
            LossKind.CrossEntropy => new CrossEntropyLoss(),
            LossKind.Focal => new FocalLoss(FocalGamma),
            _ => new GaussianLoss(Method == NetworkMethod.Bayes ? 0 : Beta),
        };
    }
}
