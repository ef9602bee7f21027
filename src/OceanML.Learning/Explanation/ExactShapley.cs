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

    private readonly IReadOnlyList<RowFunction> members;
    private readonly Background background;
    private readonly double[][] means;
    private readonly double[] weights;

    /// <summary>Prepares the enumeration.</summary>
    /// <exception cref="OceanException">More than <see cref="MaximumFeatures"/> features.</exception>
    public ExactShapley(RowFunction function, Background background)
        : this([function], background)
    {
    }

    /// <summary>Prepares the enumeration for every member of an ensemble by itself, at the cost of their mean.</summary>
    /// <exception cref="OceanException">More than <see cref="MaximumFeatures"/> features.</exception>
    public ExactShapley(IReadOnlyList<RowFunction> members, Background background)
        : base(members[0].FeatureCount, members[0].OutputCount, members.Count)
    {
        if (FeatureCount > MaximumFeatures)
        {
            throw OceanException.Usage(
                $"exact Shapley values enumerate every set of features: {MaximumFeatures} at most, the model has {FeatureCount}; use shap-kernel or shap-permutation, which sample the sets");
        }

        (this.members, this.background, means) = (members, background, [.. members.Select(background.MeanOf)]);

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
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var (sets, count) = (1 << FeatureCount, shares.Rows);
        var masks = new ulong[sets];
        for (var set = 0; set < sets; set++) masks[set] = (ulong)set;
        var worth = new double[sets * OutputCount];
        var sums = new double[FeatureCount];
        for (var member = 0; member < members.Count; member++)
        {
            var coalitions = new CoalitionValues(members[member], background);
            for (var row = 0; row < count; row++)
            {
                coalitions.Evaluate(rows.AsSpan(row * FeatureCount, FeatureCount), masks, 1, worth);
                for (var query = 0; query < shares.Queries; query++)
                {
                    var output = outputs[(query * count) + row];
                    Array.Clear(sums);
                    for (var set = 0; set < sets; set++)
                    {
                        var size = System.Numerics.BitOperations.PopCount((uint)set);
                        for (var i = 0; i < FeatureCount; i++)
                        {
                            if ((set >> i & 1) != 0) continue;
                            sums[i] += weights[size] * (worth[((set | (1 << i)) * OutputCount) + output] - worth[(set * OutputCount) + output]);
                        }
                    }

                    shares.Values[shares.At(member, query, row)] = worth[((sets - 1) * OutputCount) + output];
                    shares.Bases[shares.At(member, query, row)] = means[member][output];
                    var relevance = shares.Of(member, query, row);
                    for (var i = 0; i < FeatureCount; i++) relevance[i] = (float)sums[i];
                }
            }
        }
    }
}
