namespace OceanML.Learning;

/// <summary>Networks that differ in the units dropped (Monte Carlo dropout).</summary>
public static class DroppedNetworks
{
    /// <summary>Makes networks from one: every dropout layer becomes a <see cref="MaskLayer"/> with a draw of its own.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Source of the draws.</param>
    public static IReadOnlyList<Network> Make(Network network, int count, RandomStream random)
    {
        Layer[] layers = [.. network.Layers.Select(layer => layer is DropoutLayer ? new MaskLayer(layer.Input) : layer)];
        var networks = new Network[count];
        for (var n = 0; n < count; n++)
        {
            var made = networks[n] = new Network(layers);
            for (var i = 0; i < layers.Length; i++)
            {
                var parameters = made.Parameters.AsSpan(made.Offset(i), layers[i].ParameterCount);
                if (layers[i] is MaskLayer mask) mask.Draw(parameters, ((DropoutLayer)network.Layers[i]).Share, random);
                else network.Parameters.AsSpan(network.Offset(i), layers[i].ParameterCount).CopyTo(parameters);
            }
        }

        return networks;
    }
}
