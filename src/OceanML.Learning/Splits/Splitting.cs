using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Divides rows into folds, or into train, validation and test, by a <see cref="SplitPlan"/>.</summary>
public static class Splitting
{
    private const int DefaultFolds = 5;

    /// <summary>Makes the split.</summary>
    /// <param name="rows">What is known of the rows.</param>
    /// <param name="plan">How to split.</param>
    /// <param name="seed">Seed of the order in which units are dealt out.</param>
    /// <returns>The same split for the same rows, plan and seed.</returns>
    /// <exception cref="OceanException">
    /// What the plan needs is not known, there is one unit alone, there are fewer units than folds, nothing is left of a fold beside the margins, or a class
    /// is in one fold alone, so that it cannot be learned while that is held out.
    /// </exception>
    public static Split Make(SplitRows rows, SplitPlan plan, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Shares.Count > 0 && plan.Folds is not null) throw OceanException.Usage("give the number of folds or the shares of train, validation and test, not both");
        if (rows.Count == 0) throw OceanException.NothingSelected("there are no rows to split");
        var (fold, names, units) = plan.Kind == SplitKind.Random ? Random(rows, plan, seed)
            : plan.Kind == SplitKind.Period && plan.Cuts.Count == 0 ? Chronological(rows, plan)
            : Whole(rows, plan, seed);
        if (plan.IsTemporal && plan.Margin is { } margin) SplitMargins.InTime(fold, names.Count, SplitUnits.Times(rows, plan), margin);
        if (plan.MarginKm > 0) SplitMargins.InSpace(fold, rows.Latitudes!, rows.Longitudes!, plan.MarginKm);
        var split = new Split(plan, fold, names, units.Unit, units.Names, IsPartNames(names), units.Warnings);
        return split with { Warnings = [.. split.Warnings, .. SplitCheck.Check(split, rows)] };
    }

    private static bool IsPartNames(IReadOnlyList<string> names) => names.Contains(Split.Train) && names.All(name => name is Split.Train or Split.Validation or Split.Test);

    private static IReadOnlyList<string> PartNames(int count) => count == 2 ? [Split.Train, Split.Test] : [Split.Train, Split.Validation, Split.Test];

    private static List<string> FoldNames(int count) => [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static (int[] Fold, IReadOnlyList<string> Names, SplitUnits Units) Random(SplitRows rows, SplitPlan plan, int seed)
    {
        var units = new SplitUnits([.. Enumerable.Range(0, rows.Count)], FoldNames(rows.Count), []);
        if (plan.Shares.Count > 0) return (FoldAssignment.Parts(units.Unit, rows.Count, plan.Shares, seed), PartNames(plan.Shares.Count), units);
        var folds = plan.Folds ?? DefaultFolds;
        return (GroupSplit.Random(rows.Count, folds, seed), FoldNames(folds), units);
    }

    private static (int[] Fold, IReadOnlyList<string> Names, SplitUnits Units) Chronological(SplitRows rows, SplitPlan plan)
    {
        var folds = plan.Folds ?? DefaultFolds;
        var shares = plan.Shares.Count > 0 ? plan.Shares : [.. Enumerable.Repeat(1.0 / folds, folds)];
        var fold = FoldAssignment.Chronological(SplitUnits.Times(rows, plan), shares);
        var names = plan.Shares.Count > 0 ? PartNames(shares.Count) : FoldNames(folds);
        return ((int[])fold.Clone(), names, new SplitUnits(fold, names, []));
    }

    private static (int[] Fold, IReadOnlyList<string> Names, SplitUnits Units) Whole(SplitRows rows, SplitPlan plan, int seed)
    {
        var units = SplitUnits.Of(rows, plan);
        var count = units.Names.Count;
        var unit = Unit(plan);
        if (count < 2) throw OceanException.BadInput($"all {rows.Count} rows are of one {unit} ('{units.Names[0]}'), so none can be held out; split by something in which they differ: {SplitPlan.Forms}");
        if (plan.Shares.Count > 0)
        {
            if (count < plan.Shares.Count) throw OceanException.BadInput($"{count} {unit}s cannot be split into {plan.Shares.Count} parts");
            return (FoldAssignment.Parts(units.Unit, count, plan.Shares, seed), PartNames(plan.Shares.Count), units);
        }

        var oneEach = plan.Kind is SplitKind.Year or SplitKind.Period or SplitKind.Event or SplitKind.Column;
        var folds = plan.Folds ?? (oneEach ? count : Math.Min(DefaultFolds, count));
        if (count < folds) throw OceanException.BadInput($"{count} {unit}s cannot be split into {folds} folds; give --folds {count} or fewer");
        if (folds < 2) throw OceanException.Usage("--folds must be 2 or more");
        if (folds == count && oneEach) return ((int[])units.Unit.Clone(), units.Names, plan.Kind == SplitKind.Column ? units.Within(rows) : units);
        var fold = rows.Classes is { } classes
            ? FoldAssignment.Stratified(units.Unit, count, classes, rows.ClassNames.Count, folds, seed)
            : GroupSplit.ByGroup(units.Unit, folds, seed);
        return (fold, FoldNames(folds), units);
    }

    private static string Unit(SplitPlan plan) => plan.Kind switch
    {
        SplitKind.Year => "year",
        SplitKind.Period => "period",
        SplitKind.Time => "block",
        SplitKind.Space => "cell",
        SplitKind.Event => "event",
        SplitKind.Column => $"value of '{plan.Column}'",
        _ => "group",
    };
}
