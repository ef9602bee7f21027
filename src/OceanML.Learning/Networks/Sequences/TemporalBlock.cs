namespace OceanML.Learning;

/// <summary>
/// A block of a temporal convolutional network (Bai et al. 2018, arXiv:1803.01271): a(x + f(x)), f being two causal convolutions of the
/// same dilation, each with the activation a and dropout.
/// </summary>
public static class TemporalBlock
{
    /// <summary>The layers of a block; width and steps stay.</summary>
    /// <param name="input">What goes in and comes out.</param>
    /// <param name="taps">Steps that each convolution sees.</param>
    /// <param name="dilation">Steps from one tap to the next.</param>
    /// <param name="dropout">Share of the values dropped in training after each convolution.</param>
    /// <param name="activation">The activation.</param>
    public static IReadOnlyList<Layer> Make(SignalShape input, int taps, int dilation, float dropout = 0, Activation activation = Activation.Relu)
    {
        var inner = new List<Layer>();
        for (var i = 0; i < 2; i++)
        {
            inner.Add(new Convolution1DLayer(input, input.Width, taps, dilation) { Gain = activation == Activation.Relu ? 2 : 1 });
            inner.Add(new ActivationLayer(input, activation));
            if (dropout > 0) inner.Add(new DropoutLayer(input, dropout));
        }

        return [new ResidualLayer(inner), new ActivationLayer(input, activation)];
    }

    /// <summary>Steps that an output sees through consecutive blocks of dilations 1, 2, 4, …</summary>
    public static int Reach(int taps, int blocks) => 1 + 2 * (taps - 1) * ((1 << blocks) - 1);

    /// <summary>How many such blocks see a whole sequence.</summary>
    public static int BlocksFor(int steps, int taps)
    {
        var blocks = 1;
        while (taps > 1 && Reach(taps, blocks) < steps) blocks++;
        return blocks;
    }
}
