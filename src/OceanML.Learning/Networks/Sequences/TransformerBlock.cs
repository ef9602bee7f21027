namespace OceanML.Learning;

/// <summary>
/// A block of a transformer's encoder: x + attention(norm(x)), then x + feed-forward(norm(x)). Normalising before, not after, trains
/// without a warm-up of the learning rate (Xiong et al. 2020, arXiv:2002.04745).
/// </summary>
public static class TransformerBlock
{
    /// <summary>The layers of a block; width and steps stay.</summary>
    /// <param name="input">What goes in and comes out.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="feedForward">Units between the two dense layers of the feed-forward part.</param>
    /// <param name="dropout">Share of the values that each part drops in training before it is added.</param>
    /// <param name="activation">Activation of the feed-forward part.</param>
    /// <param name="causal">Whether a step sees itself and the past alone.</param>
    public static IReadOnlyList<Layer> Make(SignalShape input, int heads, int feedForward, float dropout = 0, Activation activation = Activation.Relu, bool causal = false)
    {
        var inside = input with { Width = feedForward };
        List<Layer> attention = [new LayerNormLayer(input), new SelfAttentionLayer(input, heads, causal)];
        List<Layer> forward =
        [
            new LayerNormLayer(input),
            new DenseLayer(input, feedForward) { Gain = activation == Activation.Relu ? 2 : 1 },
            new ActivationLayer(inside, activation),
            new DenseLayer(inside, input.Width),
        ];
        if (dropout > 0)
        {
            attention.Add(new DropoutLayer(input, dropout));
            forward.Add(new DropoutLayer(input, dropout));
        }

        return [new ResidualLayer(attention), new ResidualLayer(forward)];
    }
}
