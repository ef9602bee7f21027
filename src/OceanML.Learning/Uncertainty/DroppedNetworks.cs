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
        Layer[] layers = [.. network.Layers.Select(Masked)];
        var networks = new Network[count];
        for (var n = 0; n < count; n++)
        {
            networks[n] = new Network(layers);
            Fill(network.Layers, layers, network.Parameters, networks[n].Parameters, random);
        }

        return networks;
    }

    private static Layer Masked(Layer layer) => layer switch
    {
        DropoutLayer => new MaskLayer(layer.Input),
        ResidualLayer residual => new ResidualLayer([.. residual.Layers.Select(Masked)]),
        _ => layer,
    };

    private static void Fill(IReadOnlyList<Layer> from, IReadOnlyList<Layer> to, ReadOnlySpan<float> trained, Span<float> parameters, RandomStream random)
    {
        for (var i = 0; i < from.Count; i++)
        {
            var (given, taken) = (from[i].ParameterCount, to[i].ParameterCount);
            if (from[i] is DropoutLayer dropout) ((MaskLayer)to[i]).Draw(parameters[..taken], dropout.Share, random);
            else if (from[i] is ResidualLayer residual) Fill(residual.Layers, ((ResidualLayer)to[i]).Layers, trained[..given], parameters[..taken], random);
            else trained[..given].CopyTo(parameters);
            trained = trained[given..];
            parameters = parameters[taken..];
        }
    }
}
