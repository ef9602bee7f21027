using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Assigns rows to folds for cross-validation.</summary>
public static class GroupSplit
{
    /// <summary>
    /// Folds of whole groups: groups in random order, then by falling size, each to the fold that has the fewest rows. No group is in
    /// two folds, so a score says what to expect of a platform that was never seen.
    /// </summary>
    /// <param name="groups">Group of each row.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <exception cref="OceanException">Fewer groups than folds.</exception>
    public static int[] ByGroup(ReadOnlySpan<int> groups, int folds, int seed)
    {
        var sizes = new SortedDictionary<int, int>();
        foreach (var group in groups) sizes[group] = sizes.GetValueOrDefault(group) + 1;
        if (sizes.Count < folds)
            throw OceanException.BadInput($"{sizes.Count} groups cannot be split into {folds} folds; give --folds {Math.Max(2, sizes.Count)} or fewer, or another --group-by");
        int[] order = [.. sizes.Keys];
        new RandomStream(seed, 0x5711).Shuffle<int>(order);
        var fold = new Dictionary<int, int>();
        var filled = new int[folds];
        foreach (var group in order.OrderByDescending(group => sizes[group]))
        {
            var lightest = Array.IndexOf(filled, filled.Min());
            fold[group] = lightest;
            filled[lightest] += sizes[group];
        }

        var assigned = new int[groups.Length];
        for (var row = 0; row < assigned.Length; row++) assigned[row] = fold[groups[row]];
        return assigned;
    }

    /// <summary>
    /// Folds of rows drawn at random, whatever platform they are from. Rows of one platform resemble each other, so scores on such folds
    /// are too good; for comparison only.
    /// </summary>
    public static int[] Random(int rows, int folds, int seed)
    {
        if (rows < folds) throw OceanException.BadInput($"{rows} rows cannot be split into {folds} folds");
        int[] order = [.. Enumerable.Range(0, rows)];
        new RandomStream(seed, 0xA11).Shuffle<int>(order);
        var assigned = new int[rows];
        for (var i = 0; i < rows; i++) assigned[order[i]] = i % folds;
        return assigned;
    }
}
