using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Stochastic gradient descent with momentum in the form of PyTorch's SGD: velocity = momentum · velocity + gradient, step = learning rate · velocity.
/// Weights shrink by learning rate times decay before each step, biases do not. It wants learning rates some ten times those of Adam.
/// </summary>
public sealed unsafe class MomentumOptimiser(Network network, float weightDecay, float momentum = 0.9f) : Optimiser(network)
{
    private readonly float[] velocity = new float[network.Parameters.Length];

    /// <inheritdoc/>
    public override void Step(float[] parameters, float[] gradient, float learningRate)
    {
        fixed (float* p = parameters, g = gradient, v = velocity)
        {
            foreach (var (offset, size, decays) in Blocks)
            {
                var shrink = decays ? 1 - learningRate * weightDecay : 1;
                for (var i = offset; i < offset + size; i += 8)
                {
                    var speed = Vector256.Load(v + i) * momentum + Vector256.Load(g + i);
                    speed.Store(v + i);
                    (Vector256.Load(p + i) * shrink - speed * learningRate).Store(p + i);
                }
            }
        }
    }
}
