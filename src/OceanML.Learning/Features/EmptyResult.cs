using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Says why no row is left, with what would help.</summary>
internal static class EmptyResult
{
    public static string Explain(FeatureContext context, List<string> features, List<string> targets, SortedDictionary<string, int> rejected)
    {
        var table = context.Table;
        var reasons = string.Join(", ", rejected.Select(pair => $"{pair.Key} {pair.Value}"));
        var text = $"{table.Label}: none of {table.RowCount} rows is left ({reasons})";
        if (context.UsesSeries && rejected.ContainsKey(DatasetPreparation.Gap))
        {
            var longest = context.Series.Stretches().MaxBy(rows => rows.Count)!;
            var step = SplitText.Length(TimeSpan.FromMicroseconds(context.Series.Step));
            var name = context.Series.Names[context.Series.Keys[longest[0]]];
            var needed = (context.LookBack / context.Series.Step) + 1;
            text += $": rows look back over {needed} values every {step}, and the longest stretch without a gap has {longest.Count}{(name.Length > 0 ? $" ({name})" : "")}, in {context.Series.Whole().Count()} series; "
                + $"ask for shorter windows, say a longer --step, fill with --resample, or allow gaps in means with --coverage";
        }
        else if (features.Count > 0 && rejected.ContainsKey(DatasetPreparation.MissingFeature))
        {
            var emptiest = features.MaxBy(name => context.Number(name).Values.Count(double.IsNaN))!;
            text += $"; the feature missing most often is '{emptiest}' ({context.Number(emptiest).Values.Count(double.IsNaN)} rows); leave it out of --features, or keep such rows with --missing keep for learners that take them";
        }
        else if (rejected.ContainsKey(DatasetPreparation.NoTarget))
        {
            text += $"; no row has a value of {string.Join(" or ", targets.Take(3))}";
        }

        return text;
    }
}
