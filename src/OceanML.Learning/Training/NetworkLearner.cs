using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Learns by an ensemble of networks (deep ensemble, Lakshminarayanan et al. 2017, arXiv:1612.01474).</summary>
/// <param name="options">How.</param>
public sealed class NetworkLearner(NetworkOptions options) : ILearner
{
    /// <inheritdoc/>
    public string Name => options.Members == 1 ? "multilayer perceptron" : "ensemble of multilayer perceptrons";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
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
