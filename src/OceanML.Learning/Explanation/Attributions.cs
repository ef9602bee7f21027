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

    /// <summary>Explains rows with every member, block by block; the result does not depend on the number of threads.</summary>
    /// <param name="members">One explainer per member of the ensemble.</param>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="outputs">What is explained.</param>
    /// <param name="coverage">Share of the members that the interval holds, e.g. 0.9.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="done">Called from any thread with the number of rows done.</param>
    /// <exception cref="OceanException">The result would not fit into memory.</exception>
    public static IReadOnlyList<Attributions> Of(
        IReadOnlyList<RowExplainer> members, float[] rows, IReadOnlyList<ExplainedOutput> outputs, double coverage, int threads, Action<int>? done = null)
    {
        var features = members[0].FeatureCount;
        var (count, queries) = (rows.Length / features, outputs.Count);
        if ((long)count * features > Array.MaxLength / 2)
            throw OceanException.Usage($"{count} rows of {features} features are too many to explain at once; explain a sample of the rows");
        var results = new Attributions[queries];
        for (var q = 0; q < queries; q++)
        {
            float[] Room() => members.Count > 1 ? new float[count * features] : [];
            results[q] = new Attributions(
                outputs[q], features, members.Count, new float[count * features], Room(), Room(), Room(), new double[count], new double[count], new double[members.Count * features]);
        }

        // Blocks of at most a few million numbers, of the same rows on any number of threads.
        var block = Math.Clamp(4_000_000 / (members.Count * features * queries), 1, members[0].BlockRows);
        var blocks = (count + block - 1) / block;
        var sums = new double[blocks][];
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (from, n) = (i * block, Math.Min(block, count - (i * block)));
            sums[i] = Block(members, rows.AsSpan(from * features, n * features).ToArray(), n, from, outputs, coverage, results);
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

    private static double[] Block(
        IReadOnlyList<RowExplainer> members, float[] rows, int n, int from, IReadOnlyList<ExplainedOutput> outputs, double coverage, Attributions[] results)
    {
        var (features, queries) = (members[0].FeatureCount, outputs.Count);
        var which = new int[queries * n];
        for (var q = 0; q < queries; q++) outputs[q].Index.AsSpan(from, n).CopyTo(which.AsSpan(q * n));
        var shares = new float[members.Count][];
        var sums = new double[queries * members.Count * features];
        var (values, bases) = (new double[queries * n], new double[queries * n]);
        for (var m = 0; m < members.Count; m++)
        {
            shares[m] = new float[queries * n * features];
            members[m].Explain(rows, n, from, which, shares[m], values, bases);
            for (var q = 0; q < queries; q++)
            {
                for (var r = 0; r < n; r++)
                {
                    results[q].Values[from + r] += values[(q * n) + r] / members.Count;
                    results[q].Bases[from + r] += bases[(q * n) + r] / members.Count;
                    var at = ((q * n) + r) * features;
                    var sum = sums.AsSpan(((q * members.Count) + m) * features, features);
                    for (var i = 0; i < features; i++) sum[i] += Math.Abs(shares[m][at + i]);
                }
            }
        }

        var spread = new float[members.Count];
        for (var q = 0; q < queries; q++)
        {
            for (var i = 0; i < n * features; i++)
            {
                for (var m = 0; m < members.Count; m++) spread[m] = shares[m][(q * n * features) + i];
                Summarise(spread, coverage, results[q], (from * features) + i);
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
