namespace OceanML.Learning;

/// <summary>Moves the parameters of a network against a gradient, step by step; what a layer keeps itself, such as running means, stays.</summary>
/// <param name="network">The network; other arrays of parameters laid out alike may be moved, too.</param>
public abstract class Optimiser(Network network)
{
    /// <summary>Where the blocks that are trained lie, and whether weight decay draws them to zero.</summary>
    protected IReadOnlyList<(int Offset, int Size, bool Decays)> Blocks { get; } =
        [.. network.Blocks().Where(at => at.Block.Trained).Select(at => (at.Offset, at.Block.Size, at.Block.Decays))];

    /// <summary>Moves the parameters one step against the gradient.</summary>
    /// <param name="parameters">The parameters, laid out as <see cref="Network.Parameters"/>.</param>
    /// <param name="gradient">The gradient of the loss by them.</param>
    /// <param name="learningRate">Length of the step.</param>
    public abstract void Step(float[] parameters, float[] gradient, float learningRate);
}
