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
/// <param name="Subsets">The parts of the rows that are summarised by themselves; the first is all rows.</param>
/// <param name="MemberImportance">For each subset and member the mean over the rows of the absolute relevance, [subsets, members, features].</param>
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
    RowSubsets Subsets,
    double[] MemberImportance)
{
    /// <summary>Members from which their interval is judged: of fewer its ends are little more than the smallest and largest of a handful.</summary>
    public const int JudgedMembers = 5;

    /// <summary>Number of rows.</summary>
    public int RowCount => Values.Length;

    /// <summary>Whether the members differ, so that relevance has an interval.</summary>
    public bool HasSpread => Lower.Length > 0;

    /// <summary>Whether there are members enough to say which relevances are trusted.</summary>
    public bool JudgesTrust => HasSpread && Members >= JudgedMembers;

    /// <summary>What the relevances leave over: output less base value less their sum.</summary>
    public double Residual(int row)
    {
        double sum = 0;
        foreach (var share in Mean.AsSpan(row * FeatureCount, FeatureCount)) sum += share;
        return Values[row] - Bases[row] - sum;
    }

    /// <summary>Whether the interval of the members excludes zero (Clare et al. 2022, doi:10.1029/2022MS003162); false with fewer than <see cref="JudgedMembers"/> members.</summary>
    public bool IsTrusted(int row, int feature)
    {
        if (!JudgesTrust) return false;
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
    /// <param name="subsets">Parts of the rows to summarise by themselves; null for all rows alone.</param>
    /// <param name="done">Called from any thread with the number of rows done.</param>
    /// <exception cref="OceanException">The result would not fit into memory.</exception>
    public static IReadOnlyList<Attributions> Of(
        RowExplainer explainer, float[] rows, IReadOnlyList<ExplainedOutput> outputs, double coverage, int threads, RowSubsets? subsets = null, Action<int>? done = null)
    {
        var (features, members, queries) = (explainer.FeatureCount, explainer.MemberCount, outputs.Count);
        var count = rows.Length / features;
        if ((long)count * features > Array.MaxLength / 2)
            throw OceanException.Usage($"{count} rows of {features} features are too many to explain at once; explain a sample of the rows");
        var results = outputs.Select(output => Empty(output, count, features, members, subsets ?? new RowSubsets(count))).ToArray();

        // Blocks of at most a few million numbers, of the same rows on any number of threads; their sums are added in the order of the rows.
        var block = Math.Clamp(4_000_000 / (members * features * queries), 1, explainer.BlockRows);
        var blocks = (count + block - 1) / block;
        var (waiting, next, gate) = (new Dictionary<int, double[][]>(), 0, new Lock());
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (from, n) = (i * block, Math.Min(block, count - (i * block)));
            var which = new int[queries * n];
            for (var q = 0; q < queries; q++) outputs[q].Index.AsSpan(from, n).CopyTo(which.AsSpan(q * n));
            var shares = new RowShares(members, queries, n, features);
            explainer.Explain(rows.AsSpan(from * features, n * features).ToArray(), from, which, shares);
            var sums = new double[queries][];
            for (var q = 0; q < queries; q++) sums[q] = Collect(shares, q, features, from, coverage, results[q]);
            lock (gate)
            {
                waiting[i] = sums;
                for (; waiting.Remove(next, out var ready); next++)
                {
                    for (var q = 0; q < queries; q++) Add(results[q].MemberImportance, ready[q]);
                }
            }

            done?.Invoke(n);
        });
        foreach (var result in results) Divide(result);
        return results;
    }

    /// <summary>Attributions of one model as a whole from its relevances.</summary>
    /// <param name="output">What is explained.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="relevance">[rows, features].</param>
    /// <param name="values">The explained output, [rows].</param>
    /// <param name="bases">What the relevances count from, [rows].</param>
    /// <param name="subsets">Parts of the rows to summarise by themselves; null for all rows alone.</param>
    public static Attributions OfOne(ExplainedOutput output, int features, float[] relevance, double[] values, double[] bases, RowSubsets? subsets = null)
    {
        var result = Empty(output, 0, features, 1, subsets ?? new RowSubsets(values.Length)) with { Mean = relevance, Values = values, Bases = bases };
        for (var row = 0; row < values.Length; row++)
        {
            foreach (var place in result.Subsets.Places)
            {
                if (place[row] < 0) continue;
                for (var i = 0; i < features; i++) result.MemberImportance[(place[row] * features) + i] += Math.Abs(relevance[(row * features) + i]);
            }
        }

        Divide(result);
        return result;
    }

    private static Attributions Empty(ExplainedOutput output, int rows, int features, int members, RowSubsets subsets)
    {
        float[] Room() => members > 1 ? new float[rows * features] : [];
        return new Attributions(
            output, features, members, new float[rows * features], Room(), Room(), Room(), new double[rows], new double[rows], subsets, new double[subsets.All.Count * members * features]);
    }

    private static void Divide(Attributions result)
    {
        var each = result.Members * result.FeatureCount;
        for (var i = 0; i < result.MemberImportance.Length; i++) result.MemberImportance[i] /= Math.Max(1, result.Subsets.All[i / each].Count);
    }

    private static void Add(double[] sums, double[] more)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] += more[i];
    }

    /// <summary>Puts a block into the result and returns the sums of the absolute relevances, [subsets, members, features].</summary>
    private static double[] Collect(RowShares shares, int query, int features, int from, double coverage, Attributions result)
    {
        var members = shares.Members;
        var sums = new double[result.MemberImportance.Length];
        var spread = new float[members];
        for (var r = 0; r < shares.Rows; r++)
        {
            var (value, start) = (0.0, 0.0);
            for (var m = 0; m < members; m++)
            {
                value += shares.Values[shares.At(m, query, r)];
                start += shares.Bases[shares.At(m, query, r)];
                var of = shares.Of(m, query, r);
                foreach (var place in result.Subsets.Places)
                {
                    if (place[from + r] < 0) continue;
                    var sum = sums.AsSpan(((place[from + r] * members) + m) * features, features);
                    for (var i = 0; i < features; i++) sum[i] += Math.Abs(of[i]);
                }
            }

            (result.Values[from + r], result.Bases[from + r]) = (value / members, start / members);
            for (var i = 0; i < features; i++)
            {
                for (var m = 0; m < members; m++) spread[m] = shares.Relevance[(shares.At(m, query, r) * features) + i];
                Summarise(spread, coverage, result, ((from + r) * features) + i);
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
