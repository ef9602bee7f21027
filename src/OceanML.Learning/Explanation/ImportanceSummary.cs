namespace OceanML.Learning;

/// <summary>What the relevances of many rows say together.</summary>
public static class ImportanceSummary
{
    private const int DirectionRows = 20_000;

    /// <summary>The importance of every feature in every subset of the rows, most important first.</summary>
    /// <param name="found">The relevances.</param>
    /// <param name="names">Names of the features.</param>
    /// <param name="rows">[rows, features], as explained.</param>
    /// <param name="coverage">Share of the members that intervals hold.</param>
    public static IReadOnlyList<FeatureImportance> OfFeatures(Attributions found, IReadOnlyList<string> names, float[] rows, double coverage)
    {
        var (n, members) = (found.FeatureCount, found.Members);
        var summary = new List<FeatureImportance>();
        for (var s = 0; s < found.Subsets.All.Count; s++)
        {
            var (mean, trusted) = Signed(found, s);
            var each = found.MemberImportance.AsSpan(s * members * n, members * n).ToArray();
            var ranks = Ranks(each, members, n);
            var list = new List<FeatureImportance>(n);
            for (var i = 0; i < n; i++)
            {
                double[] over = [.. Enumerable.Range(0, members).Select(m => each[(m * n) + i]).Order()];
                double[] places = [.. Enumerable.Range(0, members).Select(m => (double)ranks[(m * n) + i]).Order()];
                list.Add(new FeatureImportance(
                    found.Subsets.All[s],
                    new FeatureGroup(names[i], [i], ""),
                    over.Average(),
                    members > 1 ? MemberInterval.Quantile(over, (1 - coverage) / 2) : double.NaN,
                    members > 1 ? MemberInterval.Quantile(over, (1 + coverage) / 2) : double.NaN,
                    found.Output.Varies ? double.NaN : mean[i],
                    s == 0 && !found.Output.Varies ? Direction(found, rows, i) : double.NaN,
                    trusted[i])
                {
                    RankLow = members > 1 ? (int)Math.Round(MemberInterval.Quantile(places, (1 - coverage) / 2)) : 0,
                    RankHigh = members > 1 ? (int)Math.Round(MemberInterval.Quantile(places, (1 + coverage) / 2)) : 0,
                });
            }

            summary.AddRange(Ordered(list));
        }

        return summary;
    }

    /// <summary>
    /// The importance of groups over all rows: the mean absolute value of the summed relevance of their features, in which what copies of one another
    /// share is not counted twice when they pull in opposite directions. Of the mean over the members, hence without an interval.
    /// </summary>
    public static IReadOnlyList<FeatureImportance> OfGroups(Attributions found, IReadOnlyList<FeatureGroup> groups)
    {
        var list = new List<FeatureImportance>();
        foreach (var group in groups)
        {
            var (absolute, signed) = (0.0, 0.0);
            for (var row = 0; row < found.RowCount; row++)
            {
                var sum = 0.0;
                foreach (var member in group.Members) sum += found.Mean[(row * found.FeatureCount) + member];
                absolute += Math.Abs(sum);
                signed += sum;
            }

            var n = Math.Max(1, found.RowCount);
            list.Add(new FeatureImportance(found.Subsets.All[0], group, absolute / n, double.NaN, double.NaN, found.Output.Varies ? double.NaN : signed / n, double.NaN, double.NaN));
        }

        return Ordered(list);
    }

    /// <summary>Permutation importances in one subset of the rows, most important first, with the interval of the shuffles.</summary>
    public static IReadOnlyList<FeatureImportance> OfPermutations(IReadOnlyList<PermutationImportance> found, RowSubset subset, double coverage)
    {
        var list = new List<FeatureImportance>();
        foreach (var one in found)
        {
            double[] increases = [.. one.Losses.Select(loss => loss - one.Whole).Order()];
            var spread = increases.Length > 1;
            list.Add(new FeatureImportance(
                subset,
                one.Group,
                one.Increase,
                spread ? MemberInterval.Quantile(increases, (1 - coverage) / 2) : double.NaN,
                spread ? MemberInterval.Quantile(increases, (1 + coverage) / 2) : double.NaN,
                double.NaN,
                double.NaN,
                double.NaN));
        }

        return Ordered(list);
    }

    private static List<FeatureImportance> Ordered(List<FeatureImportance> list)
    {
        var total = list.Sum(one => Math.Max(0, one.Importance));
        return [.. list.OrderByDescending(one => one.Importance).ThenBy(one => one.Group.Members[0])
            .Select((one, place) => one with { Rank = place + 1, Share = total > 0 ? Math.Max(0, one.Importance) / total : double.NaN })];
    }

    private static (double[] Mean, double[] Trusted) Signed(Attributions found, int subset)
    {
        var n = found.FeatureCount;
        var (mean, trusted) = (new double[n], new double[n]);
        var place = found.Subsets.Places.First(places => Array.IndexOf(places, subset) >= 0);
        for (var row = 0; row < found.RowCount; row++)
        {
            if (place[row] != subset) continue;
            for (var i = 0; i < n; i++)
            {
                mean[i] += found.Mean[(row * n) + i];
                if (found.IsTrusted(row, i)) trusted[i]++;
            }
        }

        var count = Math.Max(1, found.Subsets.All[subset].Count);
        for (var i = 0; i < n; i++) (mean[i], trusted[i]) = (mean[i] / count, found.JudgesTrust ? trusted[i] / count : double.NaN);
        return (mean, trusted);
    }

    // Place of each feature within each member; equal importances share the better place.
    private static int[] Ranks(double[] importance, int members, int features)
    {
        var ranks = new int[importance.Length];
        for (var m = 0; m < members; m++)
        {
            for (var i = 0; i < features; i++)
            {
                var better = 0;
                for (var j = 0; j < features; j++) better += importance[(m * features) + j] > importance[(m * features) + i] ? 1 : 0;
                ranks[(m * features) + i] = better + 1;
            }
        }

        return ranks;
    }

    private static double Direction(Attributions found, float[] rows, int feature)
    {
        var step = Math.Max(1, (found.RowCount + DirectionRows - 1) / DirectionRows);
        var pairs = new List<float>();
        for (var row = 0; row < found.RowCount; row += step)
        {
            pairs.Add(rows[(row * found.FeatureCount) + feature]);
            pairs.Add(found.Mean[(row * found.FeatureCount) + feature]);
        }

        if (pairs.Count < 6) return double.NaN;
        var rho = FeatureRanks.Correlation([.. pairs], 2)[1];
        return rho == 0 && found.Mean.Where((_, i) => i % found.FeatureCount == feature).All(value => value == 0) ? double.NaN : rho;
    }
}
