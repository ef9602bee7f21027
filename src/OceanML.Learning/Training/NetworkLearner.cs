using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Learns by neural networks.</summary>
/// <param name="options">How.</param>
public sealed class NetworkLearner(NetworkOptions options) : ILearner
{
    /// <summary>How networks are trained.</summary>
    public NetworkOptions Options => options;

    /// <inheritdoc/>
    public string Name
    {
        get
        {
            var one = options.Method switch
            {
                NetworkMethod.McDropout => $"{options.Architecture.Text} with Monte Carlo dropout",
                NetworkMethod.Bayes => $"{options.Architecture.Text} with a distribution over its weights (Bayes by backprop)",
                NetworkMethod.Quantile => $"{options.Architecture.Text} of quantiles",
                _ => options.Architecture.Text,
            };
            return options.Members == 1 ? one : $"ensemble of {options.Members}: {one}";
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings => NetworkSettings.Write(options);

    /// <inheritdoc/>
    public bool TakesMissing => false;

    /// <inheritdoc/>
    public long Work => (long)options.Members * options.Epochs;

    /// <summary>Makes one from settings; those that there are depend on the architecture, which is the model's name, see <see cref="Architecture.Names"/>.</summary>
    /// <exception cref="OceanException">A setting or a value does not exist or is out of bounds; what there is, is listed.</exception>
    public static NetworkLearner From(LearnerSettings settings) => new(NetworkSettings.Read(settings));

    /// <inheritdoc/>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream) => new NetworkFit(data, rows, options, seed, stream);
}
