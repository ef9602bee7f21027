using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Puts units into folds or parts of about equal, or given, size.</summary>
internal static class FoldAssignment
{
    /// <summary>
    /// Folds that hold about as many rows of every class: units by falling unevenness of their classes, each to the fold where it makes the shares of
    /// the classes most alike over the folds, ties to the smaller fold.
    /// </summary>
    public static int[] Stratified(int[] unit, int unitCount, int[] classes, int classCount, int folds, int seed)
    {
        var counts = new double[unitCount, classCount];
        var (sizes, total) = (new int[unitCount], new double[classCount]);
        for (var row = 0; row < unit.Length; row++)
        {
            counts[unit[row], classes[row]]++;
            sizes[unit[row]]++;
            total[classes[row]]++;
        }

        int[] order = [.. Enumerable.Range(0, unitCount)];
        new RandomStream(seed, 0x5711).Shuffle<int>(order);
        order = [.. order.OrderByDescending(one => Enumerable.Range(0, classCount).Max(c => total[c] > 0 ? counts[one, c] / total[c] : 0))];
        var filled = new double[folds, classCount];
        var (rowsIn, fold) = (new long[folds], new int[unitCount]);
        foreach (var one in order)
        {
            var (best, least) = (0, double.PositiveInfinity);
            for (var candidate = 0; candidate < folds; candidate++)
            {
                // What the squares of the shares of each class, summed over the folds, would grow by.
                var grown = 0.0;
                for (var c = 0; c < classCount; c++)
                {
                    if (total[c] > 0) grown += ((2 * filled[candidate, c]) + counts[one, c]) * counts[one, c] / (total[c] * total[c]);
                }

                if (grown > least + 1e-15 || (grown >= least - 1e-15 && rowsIn[candidate] >= rowsIn[best])) continue;
                (best, least) = (candidate, grown);
            }

            fold[one] = best;
            rowsIn[best] += sizes[one];
            for (var c = 0; c < classCount; c++) filled[best, c] += counts[one, c];
        }

        return [.. unit.Select(one => fold[one])];
    }

    /// <summary>Parts of given shares: units in random order, then by falling size, each to the part that lacks most.</summary>
    public static int[] Parts(int[] unit, int unitCount, IReadOnlyList<double> shares, int seed)
    {
        if (unitCount < shares.Count) throw OceanException.BadInput($"{unitCount} units cannot be split into {shares.Count} parts");
        var sizes = new int[unitCount];
        foreach (var one in unit) sizes[one]++;
        int[] order = [.. Enumerable.Range(0, unitCount)];
        new RandomStream(seed, 0x9A27).Shuffle<int>(order);
        order = [.. order.OrderByDescending(one => sizes[one])];
        var lacking = shares.Select(share => share * unit.Length).ToArray();
        var empty = new SortedSet<int>(Enumerable.Range(0, shares.Count));
        var part = new int[unitCount];
        for (var i = 0; i < order.Length; i++)
        {
            // The last units go to parts that are still empty: no part may stay so.
            var candidates = order.Length - i <= empty.Count ? empty : Enumerable.Range(0, shares.Count);
            var chosen = candidates.MaxBy(one => lacking[one]);
            part[order[i]] = chosen;
            empty.Remove(chosen);
            lacking[chosen] -= sizes[order[i]];
        }

        return [.. unit.Select(one => part[one])];
    }

    /// <summary>Parts that follow each other in time; equal times stay together.</summary>
    public static int[] Chronological(long[] times, IReadOnlyList<double> shares)
    {
        var sorted = (long[])times.Clone();
        Array.Sort(sorted);
        var cuts = new List<long>();
        var reached = 0.0;
        for (var part = 0; part < shares.Count - 1; part++)
        {
            reached += shares[part];
            cuts.Add(sorted[Math.Min(sorted.Length - 1, (int)Math.Round(reached * sorted.Length))]);
        }

        var assigned = times.Select(time => cuts.Count(cut => cut <= time)).ToArray();
        if (assigned.Distinct().Count() < shares.Count) throw OceanException.BadInput($"the {times.Distinct().Count()} different times cannot be split into {shares.Count} periods");
        return assigned;
    }
}
