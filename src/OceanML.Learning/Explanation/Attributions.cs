using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The relevance of every feature for one explained output, row by row: the mean over the members of an ensemble, and where there are
/// several the spread between them.
/// </summary>
/// <param name="Output">What is explained.</param>
/// <param name="FeatureCount">Number of features.</param>
/// <param name="Members">Number of members explained; 1 where the model was explained as a whole.</param>
/// <param name="Mean">[rows, features].</param>
/// <param name="Deviation">Standard deviation between members, [rows, features]; empty for one member.</param>
/// <param name="Lower">Lower end of the central interval of the members, [rows, features]; empty for one member.</param>
/// <param name="Upper">Upper end, [rows, features]; empty for one member.</param>
/// <param name="Values">The explained output, [rows].</param>
/// <param name="Bases">What the relevances count from, [rows].</param>
/// <param name="MemberImportance">For each member the mean over the rows of the absolute relevance, [members, features].</param>
public sealed record Attributions(
    ExplainedOutput Output,
    int FeatureCount,
    int Members,
    float[] Mean,
    float[] Deviation,
    float[] Lower,
    float[] Upper,
    double[] Values,
    double[] Bases,
    double[] MemberImportance)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Values.Length;

    /// <summary>Whether the members differ, so that relevance has an interval.</summary>
    public bool HasSpread => Lower.Length > 0;

    /// <summary>What the relevances leave over: output less base value less their sum.</summary>
    public double Residual(int row)
    {
        double sum = 0;
        foreach (var share in Mean.AsSpan(row * FeatureCount, FeatureCount)) sum += share;
        return Values[row] - Bases[row] - sum;
    }

    /// <summary>Whether the interval of the members excludes zero (Clare et al. 2022, doi:10.1029/2022MS003162); false without members.</summary>
    public bool IsTrusted(int row, int feature)
    {
        if (!HasSpread) return false;
        var at = (row * FeatureCount) + feature;
        return Lower[at] > 0 || Upper[at] < 0;
    }

    /// <summary>The feature with the largest absolute relevance of a row; the first of equals.</summary>
    public int Dominant(int row)
    {
        var shares = Mean.AsSpan(row * FeatureCount, FeatureCount);
        var largest = 0;
        for (var i = 1; i < shares.Length; i++)
        {
            if (Math.Abs(shares[i]) > Math.Abs(shares[largest])) largest = i;
        }

        return largest;
    }

    /// <summary>Explains rows block by block; the result does not depend on the number of threads.</summary>
    /// <param name="explainer">The method.</param>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="outputs">What is explained.</param>
    /// <param name="coverage">Share of the members that the interval holds, e.g. 0.9.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="done">Called from any thread with the number of rows done.</param>
    /// <exception cref="OceanException">The result would not fit into memory.</exception>
    public static IReadOnlyList<Attributions> Of(
        RowExplainer explainer, float[] rows, IReadOnlyList<ExplainedOutput> outputs, double coverage, int threads, Action<int>? done = null)
    {
        var (features, members, queries) = (explainer.FeatureCount, explainer.MemberCount, outputs.Count);
        var count = rows.Length / features;
        if ((long)count * features > Array.MaxLength / 2)
            throw OceanException.Usage($"{count} rows of {features} features are too many to explain at once; explain a sample of the rows");
        var results = new Attributions[queries];
        for (var q = 0; q < queries; q++) results[q] = Empty(outputs[q], count, features, members);

        // Blocks of at most a few million numbers, of the same rows on any number of threads.
        var block = Math.Clamp(4_000_000 / (members * features * queries), 1, explainer.BlockRows);
        var blocks = (count + block - 1) / block;
        var sums = new double[blocks][];
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (from, n) = (i * block, Math.Min(block, count - (i * block)));
            var which = new int[queries * n];
            for (var q = 0; q < queries; q++) outputs[q].Index.AsSpan(from, n).CopyTo(which.AsSpan(q * n));
            var shares = new RowShares(members, queries, n, features);
            explainer.Explain(rows.AsSpan(from * features, n * features).ToArray(), from, which, shares);
            sums[i] = Collect(shares, features, from, coverage, results);
            done?.Invoke(n);
        });
        for (var q = 0; q < queries; q++)
        {
            var importance = results[q].MemberImportance;
            foreach (var sum in sums)
            {
                for (var i = 0; i < importance.Length; i++) importance[i] += sum[(q * importance.Length) + i];
            }

            for (var i = 0; i < importance.Length; i++) importance[i] /= Math.Max(count, 1);
        }

        return results;
    }

    private static Attributions Empty(ExplainedOutput output, int rows, int features, int members)
    {
        float[] Room() => members > 1 ? new float[rows * features] : [];
        return new Attributions(output, features, members, new float[rows * features], Room(), Room(), Room(), new double[rows], new double[rows], new double[members * features]);
    }

    /// <summary>Puts a block into the results and returns the sums of the absolute relevances, [queries, members, features].</summary>
    private static double[] Collect(RowShares shares, int features, int from, double coverage, Attributions[] results)
    {
        var members = shares.Members;
        var sums = new double[shares.Queries * members * features];
        var spread = new float[members];
        for (var q = 0; q < shares.Queries; q++)
        {
            for (var r = 0; r < shares.Rows; r++)
            {
                var (value, start) = (0.0, 0.0);
                for (var m = 0; m < members; m++)
                {
                    value += shares.Values[shares.At(m, q, r)];
                    start += shares.Bases[shares.At(m, q, r)];
                    var sum = sums.AsSpan(((q * members) + m) * features, features);
                    var of = shares.Of(m, q, r);
                    for (var i = 0; i < features; i++) sum[i] += Math.Abs(of[i]);
                }

                (results[q].Values[from + r], results[q].Bases[from + r]) = (value / members, start / members);
                for (var i = 0; i < features; i++)
                {
                    for (var m = 0; m < members; m++) spread[m] = shares.Relevance[(shares.At(m, q, r) * features) + i];
                    Summarise(spread, coverage, results[q], ((from + r) * features) + i);
                }
            }
        }

        return sums;
    }

    private static void Summarise(float[] values, double coverage, Attributions result, int at)
    {
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        result.Mean[at] = (float)mean;
        if (values.Length == 1) return;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        result.Deviation[at] = (float)Math.Sqrt(squares / (values.Length - 1));
        Array.Sort(values);
        result.Lower[at] = (float)MemberInterval.Quantile(values, (1 - coverage) / 2);
        result.Upper[at] = (float)MemberInterval.Quantile(values, (1 + coverage) / 2);
    }
}
