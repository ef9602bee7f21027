using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Learns by neural networks.</summary>
/// <param name="options">How.</param>
public sealed class NetworkLearner(NetworkOptions options) : ILearner
{
    /// <summary>How networks are trained.</summary>
    public NetworkOptions Options => options;

    /// <summary>Makes one from settings: method, members, hidden, activation, components, epochs, patience, batch, learning_rate, weight_decay, dropout.</summary>
    /// <exception cref="OceanException">A value does not exist or is out of bounds.</exception>
    public static NetworkLearner From(LearnerSettings settings)
    {
        settings.Only("method", "members", "hidden", "activation", "components", "epochs", "patience", "batch", "learning_rate", "weight_decay", "dropout");
        string[] methods = ["ensemble", "mc-dropout", "bayes", "quantile"];
        var defaults = NetworkOptions.For((NetworkMethod)Array.IndexOf(methods, settings.Choice("method", methods[0], methods)));
        var words = Enum.GetNames<Activation>().Select(name => name.ToLowerInvariant()).ToArray();
        return new NetworkLearner(defaults with
        {
            Members = settings.Integer("members", defaults.Members, 1, 1000),
            Hidden = settings.Integers("hidden", [.. defaults.Hidden]),
            Activation = Enum.Parse<Activation>(settings.Choice("activation", words[(int)defaults.Activation], words), ignoreCase: true),
            Components = settings.Integer("components", defaults.Components, 0, 10_000),
            Epochs = settings.Integer("epochs", defaults.Epochs, 1, 100_000),
            Patience = settings.Integer("patience", defaults.Patience, 1, 100_000),
            BatchSize = settings.Integer("batch", defaults.BatchSize, 1, 1_000_000),
            LearningRate = (float)settings.Number("learning_rate", defaults.LearningRate, 1e-8, 10),
            WeightDecay = (float)settings.Number("weight_decay", defaults.WeightDecay, 0, 10),
            Dropout = (float)settings.Number("dropout", defaults.Dropout, 0, 0.95),
        });
    }

    /// <inheritdoc/>
    public string Name => (options.Method, options.Members) switch
    {
        (NetworkMethod.McDropout, 1) => "multilayer perceptron with Monte Carlo dropout",
        (NetworkMethod.McDropout, _) => "ensemble of multilayer perceptrons with Monte Carlo dropout",
        (NetworkMethod.Bayes, 1) => "Bayesian multilayer perceptron",
        (NetworkMethod.Bayes, _) => "ensemble of Bayesian multilayer perceptrons",
        (NetworkMethod.Quantile, 1) => "multilayer perceptron of quantiles",
        (NetworkMethod.Quantile, _) => "ensemble of multilayer perceptrons of quantiles",
        (_, 1) => "multilayer perceptron",
        _ => "ensemble of multilayer perceptrons",
    };

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
        ("method", options.Method == NetworkMethod.McDropout ? "mc-dropout" : options.Method.ToString().ToLowerInvariant()),
        ("members", SettingValues.Write(options.Members)),
        ("hidden", string.Join(',', options.Hidden)),
        ("activation", options.Activation.ToString().ToLowerInvariant()),
        ("components", SettingValues.Write(options.Components)),
        ("epochs", SettingValues.Write(options.Epochs)),
        ("patience", SettingValues.Write(options.Patience)),
        ("batch", SettingValues.Write(options.BatchSize)),
        ("learning_rate", SettingValues.Write(options.LearningRate)),
        ("weight_decay", SettingValues.Write(options.WeightDecay)),
        ("dropout", SettingValues.Write(options.Dropout)),
    ];

    /// <inheritdoc/>
    public bool TakesMissing => false;

    /// <inheritdoc/>
    public long Work => (long)options.Members * options.Epochs;

    /// <inheritdoc/>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream) => new NetworkFit(data, rows, options, seed, stream);
}
