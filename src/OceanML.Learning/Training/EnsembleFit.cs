namespace OceanML.Learning;

/// <summary>One ensemble to train: scalings learned from its rows, and its members, each an independent piece of work.</summary>
public sealed class EnsembleFit
{
    private readonly EnsembleOptions options;
    private readonly TrainingRows rows;
    private readonly TrainedMember[] members;
    private readonly InputScaling inputs;
    private readonly TargetScaling targets;
    private readonly int seed;
    private readonly int stream;

    /// <summary>Learns the scalings and prepares the rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="spectra">Bands of each spectrum among the features, see <see cref="SpectralBlocks"/>.</param>
    /// <param name="components">Principal components kept of each spectrum.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Which ensemble of the seed this is, e.g. the fold, so that ensembles draw different numbers.</param>
    public EnsembleFit(Dataset data, int[] training, IReadOnlyList<int[]> spectra, int components, EnsembleOptions options, int seed, int stream)
    {
        (this.options, this.seed, this.stream) = (options, seed, stream);
        inputs = InputScaling.Fit(data.Features, data.FeatureCount, training, spectra, components);
        targets = TargetScaling.Fit(data.Targets, data.TargetCount, training, data.Log10, data.Floor);
        rows = Prepare(data, training);
        members = new TrainedMember[options.Members];
    }

    /// <summary>The inputs' scaling.</summary>
    public InputScaling Inputs => inputs;

    /// <summary>The targets' scaling.</summary>
    public TargetScaling Targets => targets;

    /// <summary>The ensemble, once every member is trained.</summary>
    public FittedEnsemble Ensemble => new(inputs, targets, members);

    /// <summary>Trains one member; members may be trained on several threads at once, in any order.</summary>
    public void Train(int member, Action<int>? epochDone = null, CancellationToken cancellation = default) =>
        members[member] = MemberTraining.Train(rows, options, new RandomStream(seed, stream, member), epochDone, cancellation);

    /// <summary>Trains all members of several ensembles, on as many threads as are given. The result does not depend on their number.</summary>
    public static void TrainAll(IReadOnlyList<EnsembleFit> fits, int threads, Action<int>? epochDone = null, CancellationToken cancellation = default)
    {
        var work = fits.SelectMany(fit => Enumerable.Range(0, fit.members.Length).Select(member => (fit, member))).ToArray();
        Parallel.ForEach(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            job => job.fit.Train(job.member, epochDone, cancellation));
    }

    private TrainingRows Prepare(Dataset data, int[] training)
    {
        var width = NetworkShape.Pad(data.TargetCount);
        var scaled = new float[training.Length * NetworkShape.Pad(inputs.InputCount)];
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

        return new TrainingRows(inputs.InputCount, data.TargetCount, scaled, values, weights, groups);
    }
}
