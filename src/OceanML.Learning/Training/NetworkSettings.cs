using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Options of networks as settings by name, and back.</summary>
internal static class NetworkSettings
{
    private static readonly string[] Methods = ["ensemble", "mc-dropout", "bayes", "quantile"];
    private static readonly string[] Losses = ["task", "gaussian", "mse", "mae", "huber", "quantile", "cross-entropy", "focal"];
    private static readonly string[] Schedules = ["cosine", "constant", "step", "plateau"];
    private static readonly string[] Optimisers = ["adamw", "sgd"];
    private static readonly string[] Activations = [.. Enum.GetNames<Activation>().Select(name => name.ToLowerInvariant())];

    private static readonly string[] Common =
    [
        "method", "members", "passes", "samples", "epochs", "patience", "tolerance", "batch", "learning_rate", "schedule", "schedule_factor", "schedule_every",
        "warm_up", "optimiser", "weight_decay", "clip", "dropout", "input_noise", "held_out_share", "loss", "beta", "huber_threshold", "gamma", "quantiles", "balance",
    ];

    /// <summary>The word of a method.</summary>
    public static string Word(NetworkMethod method) => Methods[(int)method];

    /// <summary>The word of a loss.</summary>
    public static string Word(LossKind loss) => Losses[(int)loss];

    /// <summary>Options from settings; what is not given takes the default of the method and the architecture.</summary>
    public static NetworkOptions Read(LearnerSettings settings)
    {
        var name = settings.Model;
        settings.Only([.. Common, .. Own(name)]);
        if (name == Architecture.Custom && settings.Layers.Count == 0)
            throw OceanException.Usage($"model {name}: it needs 'layers', a list of layers in a file of settings; there are {string.Join(", ", LayerCatalogue.Kinds)}");
        var method = (NetworkMethod)Index("method", Methods, 0);
        var o = NetworkOptions.For(method, name);
        var (sequence, schedule) = (o.Architecture.Sequence, o.Schedule);
        return o with
        {
            Architecture = new Architecture
            {
                Name = name,
                Layers = settings.Layers,
                Sequence = new SequenceOptions
                {
                    Units = settings.Integer("units", sequence.Units),
                    Depth = settings.Integer("depth", sequence.Depth, 0, 100),
                    Heads = settings.Integer("heads", sequence.Heads, 1, 256),
                    FeedForward = settings.Integer("feed_forward", sequence.FeedForward, 0),
                    Taps = settings.Integer("taps", sequence.Taps, 1, 256),
                },
            },
            Members = settings.Integer("members", o.Members, 1, 1000),
            Passes = settings.Integer("passes", o.Passes, 2, 10_000),
            Samples = settings.Integer("samples", o.Samples, 2, 10_000),
            Hidden = settings.Integers("hidden", [.. o.Hidden]),
            Activation = (Activation)Index("activation", Activations, (int)o.Activation),
            Components = settings.Integer("components", o.Components, 0, 10_000),
            Epochs = settings.Integer("epochs", o.Epochs, 1, 100_000),
            Patience = settings.Integer("patience", o.Patience, 1, 100_000),
            Tolerance = settings.Number("tolerance", o.Tolerance, 0, 100),
            BatchSize = settings.Integer("batch", o.BatchSize, 0, 1_000_000),
            LearningRate = (float)settings.Number("learning_rate", o.LearningRate, 1e-8, 10),
            Schedule = new RateScheduleOptions
            {
                Kind = (RateScheduleKind)Index("schedule", Schedules, (int)schedule.Kind),
                Factor = settings.Number("schedule_factor", schedule.Factor, 1e-6, 1),
                Every = settings.Integer("schedule_every", schedule.Every, 1, 100_000),
                WarmUp = settings.Number("warm_up", schedule.WarmUp, 0, 0.9),
            },
            Optimiser = (OptimiserKind)Index("optimiser", Optimisers, (int)o.Optimiser),
            WeightDecay = (float)settings.Number("weight_decay", o.WeightDecay, 0, 10),
            ClipNorm = (float)settings.Number("clip", o.ClipNorm, 0, 1e6),
            Dropout = (float)settings.Number("dropout", o.Dropout, 0, 0.95),
            InputNoise = (float)settings.Number("input_noise", o.InputNoise, 0, 10),
            HeldOutShare = settings.Number("held_out_share", o.HeldOutShare, 0, 0.9),
            Loss = (LossKind)Index("loss", Losses, (int)o.Loss),
            Beta = (float)settings.Number("beta", o.Beta, 0, 1),
            HuberThreshold = (float)settings.Number("huber_threshold", o.HuberThreshold, 1e-6, 1e6),
            FocalGamma = (float)settings.Number("gamma", o.FocalGamma, 0, 20),
            Quantiles = Quantiles(settings, o.Quantiles),
            BalanceClasses = settings.Flag("balance", o.BalanceClasses),
        };

        int Index(string setting, string[] words, int otherwise) => Array.IndexOf(words, settings.Choice(setting, words[otherwise], words));
    }

    /// <summary>The settings that matter for these options, for the model card.</summary>
    public static IReadOnlyList<(string Name, string Value)> Write(NetworkOptions o)
    {
        var name = o.Architecture.Name;
        var list = new List<(string Name, string Value)> { ("method", Word(o.Method)), ("members", SettingValues.Write(o.Members)) };
        if (o.Method == NetworkMethod.McDropout) list.Add(("passes", SettingValues.Write(o.Passes)));
        if (o.Method == NetworkMethod.Bayes) list.Add(("samples", SettingValues.Write(o.Samples)));
        if (name == Architecture.Perceptron) list.AddRange([("hidden", o.Hidden.Count == 0 ? "0" : string.Join(',', o.Hidden)), ("activation", Activations[(int)o.Activation])]);
        if (!o.Architecture.ReadsSteps) list.Add(("components", SettingValues.Write(o.Components)));
        if (name is not (Architecture.Perceptron or Architecture.Custom)) list.AddRange([("units", SettingValues.Write(o.Architecture.Sequence.Units)), ("depth", SettingValues.Write(o.Architecture.Sequence.Depth))]);
        if (name == "transformer") list.AddRange([("heads", SettingValues.Write(o.Architecture.Sequence.Heads)), ("feed_forward", SettingValues.Write(o.Architecture.Sequence.FeedForward))]);
        if (name == "tcn") list.Add(("taps", SettingValues.Write(o.Architecture.Sequence.Taps)));
        list.AddRange(
        [
            ("epochs", SettingValues.Write(o.Epochs)),
            ("patience", SettingValues.Write(o.Patience)),
            ("tolerance", SettingValues.Write(o.Tolerance)),
            ("held_out_share", SettingValues.Write(o.HeldOutShare)),
            ("batch", SettingValues.Write(o.BatchSize)),
            ("optimiser", Optimisers[(int)o.Optimiser]),
            ("learning_rate", SettingValues.Write(o.LearningRate)),
            ("schedule", Schedules[(int)o.Schedule.Kind]),
        ]);
        if (o.Schedule.Kind is RateScheduleKind.Step or RateScheduleKind.Plateau) list.AddRange([("schedule_factor", SettingValues.Write(o.Schedule.Factor)), ("schedule_every", SettingValues.Write(o.Schedule.Every))]);
        if (o.Schedule.WarmUp > 0) list.Add(("warm_up", SettingValues.Write(o.Schedule.WarmUp)));
        list.Add(("weight_decay", SettingValues.Write(o.Method == NetworkMethod.Bayes ? 0 : o.WeightDecay)));
        if (o.ClipNorm > 0) list.Add(("clip", SettingValues.Write(o.ClipNorm)));
        if (name != Architecture.Custom) list.Add(("dropout", SettingValues.Write(o.Dropout)));
        if (o.InputNoise > 0) list.Add(("input_noise", SettingValues.Write(o.InputNoise)));
        list.Add(("loss", Word(o.Loss)));
        if (o.Loss is LossKind.Task or LossKind.Gaussian && o.Method is not (NetworkMethod.Bayes or NetworkMethod.Quantile)) list.Add(("beta", SettingValues.Write(o.Beta)));
        if (o.Loss == LossKind.Huber) list.Add(("huber_threshold", SettingValues.Write(o.HuberThreshold)));
        if (o.Loss == LossKind.Focal) list.Add(("gamma", SettingValues.Write(o.FocalGamma)));
        if (o.Method == NetworkMethod.Quantile) list.Add(("quantiles", string.Join(',', o.Quantiles.Select(SettingValues.Write))));
        if (o.BalanceClasses) list.Add(("balance", "true"));
        return list;
    }

    private static string[] Own(string name) => name switch
    {
        Architecture.Perceptron => ["hidden", "activation", "components"],
        Architecture.Custom => ["components"],
        "tcn" => ["units", "depth", "taps"],
        "transformer" => ["units", "depth", "heads", "feed_forward"],
        _ => ["units", "depth"],
    };

    private static IReadOnlyList<double> Quantiles(LearnerSettings settings, IReadOnlyList<double> otherwise)
    {
        if (!settings.Has("quantiles")) return otherwise;
        var text = settings.Text("quantiles", "");
        var levels = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            levels.Add(double.TryParse(part, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var level) && level > 0 && level < 1 ? level : double.NaN);
        var sound = levels.Zip(levels.Skip(1), (a, b) => a < b).All(rises => rises) && levels.Contains(0.1) && levels.Contains(0.5) && levels.Contains(0.9) && !levels.Contains(double.NaN);
        return sound ? levels : throw OceanException.Usage($"{settings.Label}: 'quantiles' is '{text}'; it must be rising levels between 0 and 1 with 0.1, 0.5 and 0.9 among them, such as 0.05,0.1,0.5,0.9,0.95");
    }
}
