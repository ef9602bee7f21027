using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// A distribution over the weights of a network instead of one value each: independent normal distributions N(μ, σ²) with σ = ln(1 + exp(ρ)),
/// twice the parameters of the plain network. Learned by Bayes by backprop (Blundell et al. 2015, arXiv:1505.05424): the loss of weights
/// drawn anew for every batch, plus how far the distribution is from the prior N(0, 1).
/// </summary>
public sealed unsafe class WeightPosterior
{
    private const float FirstRho = -4;

    private readonly Network network;
    private readonly float[] free;
    private readonly float[] noise;
    private readonly (int Offset, int Size)[] still;

    /// <summary>Starts around the parameters that the network has, with σ of 0.018 for every weight.</summary>
    /// <param name="network">The network; it shows one draw of the weights at a time.</param>
    public WeightPosterior(Network network)
    {
        this.network = network;
        var count = network.Parameters.Length;
        (Mean, Rho, free, noise) = ([.. network.Parameters], new float[count], new float[count], new float[count]);
        Array.Fill(Rho, FirstRho);
        foreach (var (_, offset, block) in network.Blocks())
        {
            for (var row = 0; row < block.Rows && block.Trained; row++) free.AsSpan(offset + row * block.PaddedColumns, block.Columns).Fill(1);
        }

        still = [.. network.Blocks().Where(at => !at.Block.Trained).Select(at => (at.Offset, at.Block.Size))];
    }

    /// <summary>μ of each parameter, laid out as <see cref="Network.Parameters"/>.</summary>
    public float[] Mean { get; }

    /// <summary>ρ of each parameter; what stands in the padding means nothing.</summary>
    public float[] Rho { get; }

    /// <summary>Numbers that are learned: μ and ρ of every parameter.</summary>
    public int FreeParameters => 2 * network.FreeParameters;

    /// <summary>Draws weights and shows them in the network.</summary>
    public void Draw(NormalVector random)
    {
        random.Fill(noise);
        fixed (float* m = Mean, r = Rho, e = noise, f = free, w = network.Parameters)
        {
            for (var i = 0; i < Mean.Length; i += 8)
            {
                var draw = Vector256.Load(e + i) * Vector256.Load(f + i);
                draw.Store(e + i);
                Vector256.FusedMultiplyAdd(SmoothFunctions.Softplus(Vector256.Load(r + i)), draw, Vector256.Load(m + i)).Store(w + i);
            }
        }
    }

    /// <summary>Shows the means in the network.</summary>
    public void ShowMean() => Mean.CopyTo(network.Parameters, 0);

    /// <summary>Networks whose weights are draws.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">Source of the draws.</param>
    public IReadOnlyList<Network> Networks(int count, RandomStream random)
    {
        var normals = new NormalVector(random);
        var networks = new Network[count];
        for (var n = 0; n < count; n++)
        {
            Draw(normals);
            networks[n] = new Network(network.Layers);
            network.Parameters.CopyTo(networks[n].Parameters, 0);
        }

        ShowMean();
        return networks;
    }

    /// <summary>Turns the gradient by the weights drawn last into those by μ and ρ, the pull of the prior included.</summary>
    /// <param name="gradient">The gradient by the weights; becomes that by μ.</param>
    /// <param name="rhoGradient">Receives the gradient by ρ.</param>
    /// <param name="priorWeight">Weight of the divergence from the prior: 1 / rows learned from, where the loss is a mean over rows.</param>
    public void Gradients(Span<float> gradient, Span<float> rhoGradient, float priorWeight)
    {
        // What layers keep themselves, such as running means, is no weight: the mean follows it.
        foreach (var (offset, size) in still) Array.Copy(network.Parameters, offset, Mean, offset, size);
        var pull = Vector256.Create(priorWeight);
        fixed (float* m = Mean, r = Rho, e = noise, f = free, g = gradient, h = rhoGradient)
        {
            for (var i = 0; i < Mean.Length; i += 8)
            {
                var (rho, slope) = (Vector256.Load(r + i), Vector256.Load(g + i));
                var sigma = SmoothFunctions.Softplus(rho);
                var bySigma = slope * Vector256.Load(e + i) + pull * (sigma - Vector256<float>.One / sigma);
                (bySigma * SmoothFunctions.Logistic(rho) * Vector256.Load(f + i)).Store(h + i);
                (slope + pull * Vector256.Load(m + i) * Vector256.Load(f + i)).Store(g + i);
            }
        }
    }

    /// <summary>Kullback-Leibler divergence of the distribution from the prior N(0, 1), in nats: the sum of (σ² + μ² - 1) / 2 - ln σ.</summary>
    public double Divergence()
    {
        var sum = 0.0;
        for (var i = 0; i < Mean.Length; i++)
        {
            if (free[i] == 0) continue;
            var sigma = SmoothFunctions.Softplus(Rho[i]);
            sum += 0.5 * (sigma * sigma + (double)Mean[i] * Mean[i] - 1) - Math.Log(sigma);
        }

        return sum;
    }
}
