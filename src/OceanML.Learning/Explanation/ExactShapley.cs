using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Shapley values by enumeration of all sets of features: exact for the stated background, at the cost of 2^features times background
/// rows evaluations a row. A feature that is not in the set has the values it has in the background (interventional Shapley values).
/// </summary>
/// <remarks>Shapley 1953; Lundberg and Lee 2017, arXiv:1705.07874; Janzing, Minorics and Blöbaum 2020, arXiv:1910.13413.</remarks>
public sealed class ExactShapley : RowExplainer
{
    /// <summary>Largest number of features.</summary>
    public const int MaximumFeatures = 12;

    private readonly RowFunction function;
    private readonly Background background;
    private readonly double[] means;
    private readonly double[] weights;

    /// <summary>Prepares the enumeration.</summary>
    /// <exception cref="OceanException">More than <see cref="MaximumFeatures"/> features.</exception>
    public ExactShapley(RowFunction function, Background background)
        : base(function.FeatureCount, function.OutputCount)
    {
        if (FeatureCount > MaximumFeatures)
        {
            throw OceanException.Usage(
                $"exact Shapley values enumerate every set of features: {MaximumFeatures} at most, the model has {FeatureCount}; use shap-kernel or shap-permutation, which sample the sets");
        }

        (this.function, this.background, means) = (function, background, background.MeanOf(function));

        // |S|! (n - |S| - 1)! / n! for the size of S.
        weights = new double[FeatureCount];
        for (var size = 0; size < weights.Length; size++)
        {
            weights[size] = 1.0 / FeatureCount;
            for (var i = 0; i < size; i++) weights[size] *= (i + 1.0) / (FeatureCount - 1 - i);
        }
    }

    /// <inheritdoc/>
    public override int BlockRows => 4;

    /// <inheritdoc/>
    public override void Explain(float[] rows, int count, int firstRow, int[] outputs, float[] relevance, double[] values, double[] bases)
    {
        var (sets, queries) = (1 << FeatureCount, outputs.Length / count);
        var coalitions = new CoalitionValues(function, background);
        var masks = new ulong[sets];
        for (var set = 0; set < sets; set++) masks[set] = (ulong)set;
        var worth = new double[sets * OutputCount];
        var shares = new double[FeatureCount];
        for (var row = 0; row < count; row++)
        {
            coalitions.Evaluate(rows.AsSpan(row * FeatureCount, FeatureCount), masks, 1, worth);
            for (var query = 0; query < queries; query++)
            {
                var output = outputs[(query * count) + row];
                Array.Clear(shares);
                for (var set = 0; set < sets; set++)
                {
                    var size = System.Numerics.BitOperations.PopCount((uint)set);
                    for (var i = 0; i < FeatureCount; i++)
                    {
                        if ((set >> i & 1) != 0) continue;
                        shares[i] += weights[size] * (worth[((set | (1 << i)) * OutputCount) + output] - worth[(set * OutputCount) + output]);
                    }
                }

                values[(query * count) + row] = worth[((sets - 1) * OutputCount) + output];
                bases[(query * count) + row] = means[output];
                for (var i = 0; i < FeatureCount; i++) relevance[(((query * count) + row) * FeatureCount) + i] = (float)shares[i];
            }
        }
    }
}
