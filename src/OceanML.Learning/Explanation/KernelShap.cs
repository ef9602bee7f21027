using MathNet.Numerics.LinearAlgebra.Double;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Shapley values as the weighted least-squares fit of an additive function to the worth of sets of features, made to sum to the
/// output less its mean over the background. Sets are taken whole size by whole size, from the smallest and largest inward, as far as the
/// budget goes; of the sizes between, seeded samples with their complements are taken. With all sets the values are exact.
/// </summary>
/// <remarks>
/// Lundberg and Lee 2017, arXiv:1705.07874; pairing with complements: Covert and Lee 2021, arXiv:2012.01536. The sets are the same for every
/// row, so that one factorisation serves all rows.
/// </remarks>
public sealed class KernelShap : RowExplainer
{
    private readonly RowFunction function;
    private readonly Background background;
    private readonly double[] means;
    private readonly ulong[] masks;
    private readonly double[] solution;

    /// <summary>Chooses the sets and prepares the fit.</summary>
    /// <param name="function">The model.</param>
    /// <param name="background">What features are replaced by.</param>
    /// <param name="sets">Number of sets evaluated a row; at least twice the number of features.</param>
    /// <param name="seed">Seed of the sampled sets.</param>
    public KernelShap(RowFunction function, Background background, int sets, int seed)
        : base(function.FeatureCount, function.OutputCount)
    {
        (this.function, this.background, means) = (function, background, background.MeanOf(function));
        Words = (FeatureCount + 63) / 64;
        var design = KernelDesign.Choose(FeatureCount, Math.Max(sets, 2 * FeatureCount), seed);
        (masks, Sets, IsComplete) = (design.Masks, design.Weights.Length, design.IsComplete);
        solution = Solve(design);
    }

    /// <summary>Number of sets evaluated a row.</summary>
    public int Sets { get; }

    /// <summary>Whether all sets are evaluated, so that the values are exact.</summary>
    public bool IsComplete { get; }

    /// <inheritdoc/>
    public override int BlockRows => 4;

    private int Words { get; }

    /// <inheritdoc/>
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var (n, count) = (FeatureCount, shares.Rows);
        var coalitions = new CoalitionValues(function, background);
        var worth = new double[Math.Max(1, Sets) * OutputCount];
        var own = function.Of(rows);
        var fitted = new double[n];
        for (var row = 0; row < count; row++)
        {
            coalitions.Evaluate(rows.AsSpan(row * n, n), masks, Words, worth);
            for (var query = 0; query < shares.Queries; query++)
            {
                var output = outputs[(query * count) + row];
                var total = own[(row * OutputCount) + output] - means[output];
                Fit(worth, output, total, fitted);
                shares.Values[shares.At(0, query, row)] = own[(row * OutputCount) + output];
                shares.Bases[shares.At(0, query, row)] = means[output];
                var relevance = shares.Of(0, query, row);
                for (var i = 0; i < n; i++) relevance[i] = (float)fitted[i];
            }
        }
    }

    // phi = solution · (worth - base - share of the last feature), the last feature being what the others leave of the total.
    private void Fit(double[] worth, int output, double total, double[] fitted)
    {
        var n = FeatureCount;
        Array.Clear(fitted);
        if (n == 1)
        {
            fitted[0] = total;
            return;
        }

        for (var set = 0; set < Sets; set++)
        {
            var last = (masks[(set * Words) + ((n - 1) >> 6)] >> ((n - 1) & 63) & 1) != 0;
            var left = worth[(set * OutputCount) + output] - means[output] - (last ? total : 0);
            for (var i = 0; i < n - 1; i++) fitted[i] += solution[(set * (n - 1)) + i] * left;
        }

        fitted[n - 1] = total;
        for (var i = 0; i < n - 1; i++) fitted[n - 1] -= fitted[i];
    }

    /// <summary>(ZᵀWZ)⁻¹ZᵀW, transposed to [sets, features - 1], with Z = z_i - z_last.</summary>
    private double[] Solve(KernelDesign design)
    {
        var free = FeatureCount - 1;
        if (free == 0) return [];
        var z = new double[Sets * free];
        for (var set = 0; set < Sets; set++)
        {
            var last = design.Has(set, free) ? 1 : 0;
            for (var i = 0; i < free; i++) z[(set * free) + i] = (design.Has(set, i) ? 1 : 0) - last;
        }

        var normal = new DenseMatrix(free, free);
        for (var i = 0; i < free; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var set = 0; set < Sets; set++) sum += design.Weights[set] * z[(set * free) + i] * z[(set * free) + j];
                normal[i, j] = normal[j, i] = sum;
            }
        }

        var weighted = new DenseMatrix(free, Sets);
        for (var set = 0; set < Sets; set++)
        {
            for (var i = 0; i < free; i++) weighted[i, set] = design.Weights[set] * z[(set * free) + i];
        }

        try
        {
            return ((DenseMatrix)normal.Cholesky().Solve(weighted)).Values;
        }
        catch (ArgumentException exception)
        {
            throw new OceanException(ExitCode.Usage, $"{Sets} sets are too few to tell {FeatureCount} features apart; ask for more", exception);
        }
    }
}
