using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Which layers a network has.</summary>
public sealed record Architecture
{
    /// <summary>Its name: <c>mlp</c>.</summary>
    public string Name { get; init; } = "mlp";

    /// <summary>A network whose parameters are all zero.</summary>
    /// <param name="input">What one row holds.</param>
    /// <param name="outputs">Outputs that the loss needs.</param>
    /// <param name="options">Units, activation and dropout.</param>
    public Network Make(SignalShape input, int outputs, NetworkOptions options) => Name != "mlp"
        ? throw OceanException.Usage($"there is no architecture '{Name}'; there is mlp")
        : MultilayerPerceptron.Make(input.Width, options.Hidden, outputs, options.Activation, options.Dropout);
}
