using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Adam with decoupled weight decay (Kingma and Ba 2015, arXiv:1412.6980; Loshchilov and Hutter 2019, arXiv:1711.05101), in the form of
/// PyTorch's AdamW: weights shrink by learning rate times decay before each step, biases do not. Without decay it is Adam.
/// </summary>
public sealed unsafe class AdamOptimiser(Network network, float weightDecay) : Optimiser(network)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] first = new float[network.Parameters.Length];
    private readonly float[] second = new float[network.Parameters.Length];
    private int steps;

    /// <inheritdoc/>
    public override void Step(float[] parameters, float[] gradient, float learningRate)
    {
        steps++;
        var rate = (float)(learningRate / (1 - Math.Pow(Beta1, steps)));
        var correction = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, steps)));
        fixed (float* p = parameters, g = gradient, m = first, v = second)
        {
            foreach (var (offset, size, decays) in Blocks)
                Step(p, g, m, v, offset, size, rate, correction, decays ? 1 - learningRate * weightDecay : 1);
        }
    }

    private static void Step(float* p, float* g, float* m, float* v, int offset, int count, float rate, float correction, float shrink)
    {
        for (var i = offset; i < offset + count; i += 8)
        {
            var gradient = Vector256.Load(g + i);
            var mean = Vector256.FusedMultiplyAdd(gradient, Vector256.Create(1 - Beta1), Vector256.Load(m + i) * Beta1);
            var square = Vector256.FusedMultiplyAdd(gradient * gradient, Vector256.Create(1 - Beta2), Vector256.Load(v + i) * Beta2);
            mean.Store(m + i);
            square.Store(v + i);
            var step = mean * rate / (Vector256.Sqrt(square) * correction + Vector256.Create(Epsilon));
            (Vector256.Load(p + i) * shrink - step).Store(p + i);
        }
    }
}
