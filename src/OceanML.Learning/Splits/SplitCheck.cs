using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Whether every fold can be learned without and judged.</summary>
internal static class SplitCheck
{
    /// <summary>What the user should know of the split.</summary>
    /// <exception cref="OceanException">A fold is empty beside its margins, nothing is left to learn from, or a class is in one fold alone.</exception>
    public static List<string> Check(Split split, SplitRows rows)
    {
        var sizes = new int[split.FoldCount];
        foreach (var fold in split.Fold)
        {
            if (fold != Split.None) sizes[fold]++;
        }

        for (var fold = 0; fold < sizes.Length; fold++)
        {
            if (sizes[fold] == 0) throw OceanException.NothingSelected($"nothing is left of {Named(split, fold)} beside the margins: the margin is too long for units of this size; give a shorter --margin or larger units");
        }

        var warnings = new List<string>();
        if (split.Plan.Kind == SplitKind.Random) warnings.Add("rows are split at random: rows of one platform, cruise or day resemble each other, so scores on this split are too good");
        if (split.InMargin > split.Fold.Length / 2) warnings.Add($"{split.InMargin} of {split.Fold.Length} rows lie in margins and are used nowhere; longer units or a shorter --margin would keep more");
        if (rows.Classes is { } classes) Classes(split, classes, rows.ClassNames, warnings);
        return warnings;
    }

    private static void Classes(Split split, int[] classes, IReadOnlyList<string> names, List<string> warnings)
    {
        var counts = new int[split.FoldCount, names.Count];
        for (var row = 0; row < classes.Length; row++)
        {
            if (split.Fold[row] != Split.None) counts[split.Fold[row], classes[row]]++;
        }

        for (var one = 0; one < names.Count; one++)
        {
            int[] with = [.. Enumerable.Range(0, split.FoldCount).Where(fold => counts[fold, one] > 0)];
            if (with.Length == 0) continue;
            if (split.IsParts && !with.Any(fold => split.FoldNames[fold] == Split.Train))
                throw OceanException.BadInput($"no row of class '{names[one]}' is in the training part, so it cannot be learned; use smaller units or another --seed");
            if (!split.IsParts && with.Length == 1)
                throw OceanException.BadInput($"all rows of class '{names[one]}' are in {Named(split, with[0])}, so it cannot be learned while that is held out; use smaller units or fewer folds, or leave that class out");
            var without = Enumerable.Range(0, split.FoldCount).Except(with).ToList();
            if (without.Count > 0) warnings.Add($"class '{names[one]}' is missing in {without.Count} of {split.FoldCount} folds ({string.Join(", ", without.Take(3).Select(fold => Named(split, fold)))}{(without.Count > 3 ? "..." : "")}): its scores come from the others alone");
        }
    }

    private static string Named(Split split, int fold) => split.IsParts ? $"the {split.FoldNames[fold]} part" : $"fold {split.FoldNames[fold]}";
}
