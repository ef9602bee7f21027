using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Networks in the making: scalings learned from their rows, and members, each an independent job.</summary>
public sealed class NetworkFit : ModelFit
{
    /// <summary>Key of the random streams from which passes and draws of a member come, so that they differ from those of its training.</summary>
    private const int DrawStream = 1;

    private readonly NetworkOptions options;
    private readonly TrainingRows rows;
    private readonly TrainedMember[] members;
    private readonly InputScaling inputs;
    private readonly TargetScaling? targets;
    private readonly int seed;
    private readonly int stream;
    private readonly Lazy<NetworkEnsemble> model;

    /// <summary>Learns the scalings and prepares the rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Which ensemble of the seed this is, e.g. the fold, so that ensembles draw different numbers.</param>
    /// <exception cref="OceanException">The options do not fit together, or not the task.</exception>
    public NetworkFit(Dataset data, int[] training, NetworkOptions options, int seed, int stream)
    {
        (this.options, this.seed, this.stream) = (options, seed, stream);
        _ = options.LossOf(data.Classes is not null);
        if (options.Method == NetworkMethod.McDropout && !(options.Dropout > 0)) throw OceanException.Usage("the method mc-dropout needs a dropout above 0, e.g. 0.1");
        var window = options.Architecture.ReadsSteps ? SequenceLayout.Find(data.FeatureNames) ?? throw NoWindow(data) : null;
        inputs = InputScaling.Fit(data.Features, data.FeatureNames, training, options.Components, window);
        targets = data.Classes is null ? TargetScaling.Fit(data.Targets, data.TargetCount, training, data.Log10, data.Floor) : null;
        var scaled = new float[training.Length * inputs.Shape.Steps * inputs.Shape.PaddedWidth];
        inputs.Apply(data.Features, training, scaled);
        rows = targets is not null ? Numbers(data, training, scaled, targets) : ClassRows(data, training, scaled);
        members = new TrainedMember[options.Members];
        model = new Lazy<NetworkEnsemble>(Assemble);
    }

    /// <inheritdoc/>
    public override int JobCount => members.Length;

    /// <inheritdoc/>
    public override FittedModel Model => model.Value;

    /// <summary>Trains one member.</summary>
    public override void Run(int job, Action<int>? progress, CancellationToken cancellation) =>
        members[job] = MemberTraining.Train(rows, options, new RandomStream(seed, stream, job), progress, cancellation);

    private OceanException NoWindow(Dataset data) => OceanException.Usage(
        $"the model {options.Architecture.Name} reads a window of a series: features named v_lag0 (the newest), v_lag1, … with as many lags of every variable, as oceanml-dataset writes them; the features are {string.Join(", ", data.FeatureNames.Take(8))}{(data.FeatureCount > 8 ? ", …" : "")}");

    private TrainingRows Numbers(Dataset data, int[] training, float[] scaled, TargetScaling scaling)
    {
        var (count, width) = (data.TargetCount, SignalShape.Pad(data.TargetCount));
        var (values, weights, own) = (new float[training.Length * width], new float[training.Length * width], RowWeights(data, training));
        for (var i = 0; i < training.Length; i++)
        {
            for (var t = 0; t < count; t++)
            {
                var value = data.Targets[training[i] * count + t];
                if (double.IsNaN(value)) continue;
                values[i * width + t] = (float)((value - scaling.Mean[t]) / scaling.Deviation[t]);
                weights[i * width + t] = own[i];
            }
        }

        return new TrainingRows(inputs.Shape, count, scaled, values, weights, [.. training.Select(row => data.Groups[row])]);
    }

    /// <summary>The weights of the rows, 1 on average, so that a learning rate means the same whatever their unit.</summary>
    private static float[] RowWeights(Dataset data, int[] training)
    {
        var own = new float[training.Length];
        Array.Fill(own, 1);
        if (data.RowWeights is not { } given) return own;
        var sum = 0.0;
        foreach (var row in training) sum += given[row] >= 0 && double.IsFinite(given[row]) ? given[row] : throw OceanException.BadInput($"row {data.TableRows[row] + 1} has the weight {given[row]}; weights are numbers, 0 or more");
        if (sum <= 0) throw OceanException.BadInput("every row to learn from has the weight 0");
        for (var i = 0; i < own.Length; i++) own[i] = (float)(given[training[i]] * training.Length / sum);
        return own;
    }

    private TrainingRows ClassRows(Dataset data, int[] training, float[] scaled)
    {
        var (count, width) = (data.Classes!.Count, SignalShape.Pad(data.Classes.Count));
        var (values, weights, own) = (new float[training.Length * width], new float[training.Length * width], RowWeights(data, training));
        var factors = ClassWeights.Of(data.Targets, training, count, options.BalanceClasses);
        for (var i = 0; i < training.Length; i++)
        {
            var known = (int)data.Targets[training[i]];
            values[i * width + known] = 1;
            weights.AsSpan(i * width, count).Fill((float)factors[known] * own[i]);
        }

        return new TrainingRows(inputs.Shape, count, scaled, values, weights, [.. training.Select(row => data.Groups[row])]) { AreClasses = true };
    }

    /// <summary>The networks that predict: the members, or what passes and draws make of them.</summary>
    private NetworkEnsemble Assemble()
    {
        var networks = new List<Network>();
        for (var i = 0; i < members.Length; i++)
        {
            var random = new RandomStream(seed, stream, i, DrawStream);
            networks.AddRange(options.Method switch
            {
                NetworkMethod.McDropout => DroppedNetworks.Make(members[i].Network, options.Passes, random),
                NetworkMethod.Bayes => members[i].Posterior!.Networks(options.Samples, random),
                _ => [members[i].Network],
            });
        }

        return new NetworkEnsemble(inputs, Head(), networks, members);
    }

    private PredictiveHead Head()
    {
        if (targets is null) return new ClassHead(rows.TargetCount);
        return options.LossOf(false) switch
        {
            QuantileLoss => new QuantileHead(targets, options.Quantiles),
            GaussianLoss => new GaussianHead(targets),
            _ => new PointHead(targets, [.. Enumerable.Range(0, targets.Count).Select(t => members.Average(member => member.Residuals[t]) * targets.Deviation[t] * targets.Deviation[t])]),
        };
    }
}
