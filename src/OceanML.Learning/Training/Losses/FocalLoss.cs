namespace OceanML.Learning;

/// <summary>
/// Focal loss -w · (1 - p)^γ · ln p of the class that is (Lin et al. 2017, arXiv:1708.02002): rows already classified with confidence count little,
/// which helps where one class is rare. Probabilities come out less confident than they should be; γ = 0 is cross-entropy.
/// </summary>
/// <param name="gamma">Exponent γ, at least 0.</param>
public sealed unsafe class FocalLoss(float gamma = 2) : ClassLoss
{
    /// <inheritdoc/>
    public override string Name => "focal";

    /// <summary>Exponent γ.</summary>
    public float Gamma => gamma;

    /// <inheritdoc/>
    protected override double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale)
    {
        var normaliser = Softmax(outputs, gradient, count);
        var (total, sum) = (0.0, 0f);
        float* pulls = stackalloc float[count];
        for (var k = 0; k < count; k++)
        {
            var wanted = weights[k] * targets[k] * scale;
            pulls[k] = 0;
            if (wanted <= 0) continue;
            var logarithm = outputs[k] - normaliser;
            var p = gradient[k];
            var doubt = Math.Max(0, -MathF.Exp(logarithm) + 1);
            var factor = MathF.Pow(doubt, gamma);
            total += -wanted * factor * logarithm;

            // p · dL/dp; where nothing is in doubt both terms vanish, for γ below 1 the second in the limit.
            var inner = gamma == 0 || doubt == 0 ? 0 : gamma * p * factor / doubt * logarithm;
            pulls[k] = wanted * (factor - inner);
            sum += pulls[k];
        }

        if (float.IsNaN(normaliser)) total = double.NaN;
        for (var k = 0; k < count; k++) gradient[k] = gradient[k] * sum - pulls[k];
        return total;
    }
}
