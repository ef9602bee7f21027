using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Outer folds judge, inner folds choose: each search sees the rows of the other outer folds alone, divided again by the same rule, so that the
/// score of its best configuration on the outer fold is honest (Cawley and Talbot 2010, JMLR 11, 2079).
/// </summary>
public sealed class NestedSplit
{
    private NestedSplit(Split outer, IReadOnlyList<int> folds, IReadOnlyList<(int[] Rows, Split Split)> searches, IReadOnlyList<string> warnings) =>
        (Outer, Folds, Searches, Warnings) = (outer, folds, searches, warnings);

    /// <summary>The outer split.</summary>
    public Split Outer { get; }

    /// <summary>The outer folds that judge; none where no honest score was asked for.</summary>
    public IReadOnlyList<int> Folds { get; }

    /// <summary>Of each search its rows and how they are divided: those of each outer fold, then all rows.</summary>
    public IReadOnlyList<(int[] Rows, Split Split)> Searches { get; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Divides rows.</summary>
    /// <param name="rows">What is known of them.</param>
    /// <param name="plan">How both levels are divided.</param>
    /// <param name="inner">Number of inner folds; fewer where there are fewer units.</param>
    /// <param name="judge">Whether outer folds judge.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="OceanException">A level cannot be divided; too few groups.</exception>
    public static NestedSplit Of(SplitRows rows, SplitPlan plan, int inner, bool judge, int seed)
    {
        var warnings = new List<string>();
        if (!judge)
        {
            var only = Inner(rows, [.. Enumerable.Range(0, rows.Count)], plan, inner, seed, "all rows", warnings);
            return new NestedSplit(only, [], [([.. Enumerable.Range(0, rows.Count)], only)], Distinct(only.Warnings, warnings));
        }

        var outer = Splitting.Make(rows, plan, seed);
        int[] folds = [.. Enumerable.Range(0, outer.FoldCount).Where(fold => !outer.IsParts || outer.FoldNames[fold] == Split.Test)];
        var searches = new List<(int[], Split)>();
        foreach (var fold in folds)
        {
            var training = outer.Training(fold);
            searches.Add((training, Inner(rows, training, plan, inner, seed + 1 + fold, $"while fold {outer.FoldNames[fold]} is held out", warnings)));
        }

        int[] all = [.. Enumerable.Range(0, rows.Count)];
        searches.Add((all, Inner(rows, all, plan, inner, seed, "all rows", warnings)));
        return new NestedSplit(outer, folds, searches, Distinct(outer.Warnings, warnings));
    }

    private static Split Inner(SplitRows rows, int[] some, SplitPlan plan, int inner, int seed, string what, List<string> warnings)
    {
        var part = Take(rows, some);
        try
        {
            var units = plan.Kind is SplitKind.Random or SplitKind.Period && plan.Cuts.Count == 0 ? some.Length : SplitUnits.Of(part, plan).Names.Count;
            if (units < 2) throw OceanException.BadInput($"one unit is left, so nothing can be held out to choose by");
            if (units < inner) warnings.Add($"inner folds, {what}: {units} units give {units} folds, not {inner}");
            return Splitting.Make(part, plan with { Folds = Math.Min(inner, units), Shares = [] }, seed);
        }
        catch (OceanException exception)
        {
            throw new OceanException(exception.Code, $"inner folds, {what}: {exception.Message}", exception);
        }
    }

    private static SplitRows Take(SplitRows rows, int[] some)
    {
        T[]? Of<T>(T[]? values) => values is null ? null : [.. some.Select(row => values[row])];
        var width = rows.FeatureCount;

        // The groups that are left, numbered anew: the others must not count as groups to be dealt out.
        int[] left = rows.Groups is null ? [] : [.. some.Select(row => rows.Groups[row]).Distinct().Order()];
        return rows with
        {
            Count = some.Length,
            Groups = rows.Groups is null ? null : [.. some.Select(row => Array.BinarySearch(left, rows.Groups[row]))],
            GroupNames = [.. left.Select(group => rows.GroupNames[group])],
            Times = Of(rows.Times),
            Latitudes = Of(rows.Latitudes),
            Longitudes = Of(rows.Longitudes),
            Labels = Of(rows.Labels),
            Units = Of(rows.Units),
            Classes = Of(rows.Classes),
            Features = rows.Features is null ? null : [.. some.SelectMany(row => rows.Features[(row * width)..((row + 1) * width)])],
        };
    }

    private static List<string> Distinct(params IEnumerable<string>[] warnings) => [.. warnings.SelectMany(some => some).Distinct()];
}
