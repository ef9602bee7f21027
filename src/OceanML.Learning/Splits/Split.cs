namespace OceanML.Learning;

/// <summary>Which rows a model learns from and which it is judged on.</summary>
/// <param name="Plan">How it was made.</param>
/// <param name="Fold">Fold or part of each row, an index into <paramref name="FoldNames"/>; <see cref="None"/> for a row in a margin, which is used nowhere.</param>
/// <param name="FoldNames">Names of the folds (fold 1, 2004, …) or of the parts (train, validation, test).</param>
/// <param name="Unit">What each row was kept together with: group, block, year, cell; an index into <paramref name="UnitNames"/>.</param>
/// <param name="UnitNames">Names of the units.</param>
/// <param name="IsParts">Whether the folds are train, validation and test rather than folds of a cross-validation.</param>
/// <param name="Warnings">What the user should know, one sentence each.</param>
public sealed record Split(
    SplitPlan Plan,
    int[] Fold,
    IReadOnlyList<string> FoldNames,
    int[] Unit,
    IReadOnlyList<string> UnitNames,
    bool IsParts,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Fold of a row that is used nowhere, because it lies in a margin.</summary>
    public const int None = -1;

    /// <summary>Name of the part to learn from.</summary>
    public const string Train = "train";

    /// <summary>Name of the part that judges while learning.</summary>
    public const string Validation = "validation";

    /// <summary>Name of the part that judges in the end.</summary>
    public const string Test = "test";

    /// <summary>Number of folds or parts.</summary>
    public int FoldCount => FoldNames.Count;

    /// <summary>Rows in a margin.</summary>
    public int InMargin => Fold.Count(fold => fold == None);

    /// <summary>The rows of a fold, in order.</summary>
    public int[] Held(int fold) => [.. Enumerable.Range(0, Fold.Length).Where(row => Fold[row] == fold)];

    /// <summary>The rows that may be learned from while a fold is held out: those of all other folds, or of <see cref="Train"/> where there are parts.</summary>
    public int[] Training(int fold) => [.. Enumerable.Range(0, Fold.Length).Where(row => IsTraining(row, fold))];

    /// <summary>Whether a row may be learned from while a fold is held out.</summary>
    public bool IsTraining(int row, int fold) => Fold[row] != None && (IsParts ? FoldNames[Fold[row]] == Train && fold != Fold[row] : Fold[row] != fold);

    /// <summary>How it was made, in words for a model card or a report.</summary>
    public string Sentence
    {
        get
        {
            var what = Plan.Kind switch
            {
                SplitKind.Group => $"{UnitNames.Count} groups",
                SplitKind.Year => $"{UnitNames.Count} years{(Plan.FirstMonth > 1 ? $" from month {Plan.FirstMonth}" : "")}",
                SplitKind.Period => $"{UnitNames.Count} periods",
                SplitKind.Time => $"{UnitNames.Count} blocks of {SplitText.Length(Plan.Block)}",
                SplitKind.Space => FormattableString.Invariant($"{UnitNames.Count} cells of {Plan.CellKm:0.#} km"),
                SplitKind.Event => $"{UnitNames.Count} events with the time around them",
                SplitKind.Column when Plan.Folds is null && Plan.Shares.Count == 0 && UnitNames.Count > FoldCount => $"{FoldCount} values of column '{Plan.Column}' ({UnitNames.Count} units)",
                SplitKind.Column => $"{UnitNames.Count} values of column '{Plan.Column}'",
                _ => $"{Fold.Length} rows at random",
            };
            var into = IsParts ? string.Join(", ", FoldNames) : $"{FoldCount} folds";
            var margin = Plan.MarginKm > 0 ? FormattableString.Invariant($" with {Plan.MarginKm:0.#} km between them")
                : Plan.Margin is { } time && time > TimeSpan.Zero ? $" with {SplitText.Length(time)} between them" : "";
            return $"{what} in {into}{margin}";
        }
    }
}
