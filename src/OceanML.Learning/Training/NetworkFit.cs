namespace OceanML.Learning;

/// <summary>An ensemble of networks in the making: scalings learned from its rows, and its members, each an independent job.</summary>
public sealed class NetworkFit : ModelFit
{
    private readonly NetworkOptions options;
    private readonly TrainingRows rows;
    private readonly TrainedMember[] members;
    private readonly InputScaling inputs;
    private readonly TargetScaling targets;
    private readonly int seed;
    private readonly int stream;

    /// <summary>Learns the scalings and prepares the rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Which ensemble of the seed this is, e.g. the fold, so that ensembles draw different numbers.</param>
    public NetworkFit(Dataset data, int[] training, NetworkOptions options, int seed, int stream)
    {
        (this.options, this.seed, this.stream) = (options, seed, stream);
        inputs = InputScaling.Fit(data.Features, data.FeatureNames, training, options.Components);
        targets = TargetScaling.Fit(data.Targets, data.TargetCount, training, data.Log10, data.Floor);
        rows = Prepare(data, training);
        members = new TrainedMember[options.Members];
    }

    /// <inheritdoc/>
    public override int JobCount => members.Length;

    /// <inheritdoc/>
    public override FittedModel Model => new NetworkEnsemble(inputs, targets, members);

    /// <summary>Trains one member.</summary>
    public override void Run(int job, Action<int>? progress, CancellationToken cancellation) =>
        members[job] = MemberTraining.Train(rows, options, new RandomStream(seed, stream, job), progress, cancellation);

    private TrainingRows Prepare(Dataset data, int[] training)
    {
        var width = SignalShape.Pad(data.TargetCount);
        var scaled = new float[training.Length * inputs.Shape.Steps * inputs.Shape.PaddedWidth];
        inputs.Apply(data.Features, training, scaled);
        var (values, weights, groups) = (new float[training.Length * width], new float[training.Length * width], new int[training.Length]);
        for (var i = 0; i < training.Length; i++)
        {
            groups[i] = data.Groups[training[i]];
            for (var t = 0; t < data.TargetCount; t++)
            {
                var value = data.Targets[training[i] * data.TargetCount + t];
                if (double.IsNaN(value)) continue;
                values[i * width + t] = (float)((value - targets.Mean[t]) / targets.Deviation[t]);
                weights[i * width + t] = 1;
            }
        }

        return new TrainingRows(inputs.Shape, data.TargetCount, scaled, values, weights, groups);
    }
}
