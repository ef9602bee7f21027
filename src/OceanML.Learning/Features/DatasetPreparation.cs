using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Makes a training table: derives features and targets, leaves out rows that lack what is needed, and splits the rest.</summary>
public static class DatasetPreparation
{
    /// <summary>Reason for a row that has the series and time of an earlier one.</summary>
    public const string DuplicateTime = "duplicate_time";

    /// <summary>Reason for a row without time where series are used.</summary>
    public const string NoTime = "no_time";

    /// <summary>Reason for a row that looks back across a gap, or to before its series begins.</summary>
    public const string Gap = "window_gap";

    /// <summary>Reason for a row that lacks a feature.</summary>
    public const string MissingFeature = "missing_feature";

    /// <summary>Reason for a row without any target.</summary>
    public const string NoTarget = "no_target";

    /// <summary>Reason for a row between two folds.</summary>
    public const string Margin = "margin";

    /// <summary>Makes the table.</summary>
    /// <param name="table">Rows with time, place, variables.</param>
    /// <param name="recipe">What to make of them.</param>
    /// <exception cref="OceanException">A column is missing, a derivation is impossible, or no row is left.</exception>
    public static PreparedDataset Prepare(Table table, DatasetRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(recipe);
        var learns = recipe.Derive.Any(request => FeatureCatalogue.Find(request.Function).Learns);
        var first = new DatasetDraft(table, recipe, null, null);
        if (recipe.Split is null) return first.Finish(null);
        var split = first.Split();
        if (!learns) return first.Finish(split);

        // What is normal must be learned without the rows held out, and which these are is known only now.
        var fold = new int[table.RowCount];
        Array.Fill(fold, Learning.Split.None);
        for (var i = 0; i < first.Kept.Count; i++) fold[first.Kept[i]] = split.Fold[i];
        var second = new DatasetDraft(table, recipe, split, fold);
        var place = first.Kept.Select((row, i) => (row, i)).ToDictionary(pair => pair.row, pair => pair.i);
        int[] left = [.. second.Kept.Where(place.ContainsKey).Select(row => place[row])];
        if (left.Length < second.Kept.Count) throw new InvalidOperationException("A row became whole when the climatology was learned from fewer rows.");
        return second.Finish(split with { Fold = [.. left.Select(i => split.Fold[i])], Unit = [.. left.Select(i => split.Unit[i])] });
    }
}
