using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The held-out predictions of a cross-validation as a table, for validation and figures: one row per row learned from, with the
/// columns of the source that are neither features nor targets, <c>group</c>, <c>fold</c>, <c>applicability</c>, and for each target t the
/// observation <c>t_measured</c>, and <c>t</c>, <c>t_sigma</c>, <c>t_lower</c>, <c>t_upper</c> (80 %) and <c>t_origin</c> (estimated), in its
/// unit: the names that <see cref="TablePrediction"/> gives, so that both tables are validated and drawn alike.
/// </summary>
public static class PredictionTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="source">The table the model was trained on.</param>
    /// <param name="model">The trained model.</param>
    public static Table Of(Table source, TrainedModel model)
    {
        var data = model.Data;
        int[] held = [.. Enumerable.Range(0, data.Count).Where(model.HeldOut.Predictions.IsHeldOut)];
        var whole = Whole(source, model);
        return held.Length == data.Count ? whole : new Table([.. whole.Columns.Select(column => column.Take(held))], whole.Metadata);
    }

    private static Table Whole(Table source, TrainedModel model)
    {
        var (data, split) = (model.Data, model.HeldOut);
        var learned = data.FeatureNames.Concat(data.TargetNames).ToHashSet(StringComparer.Ordinal);
        var columns = new List<Column>();
        foreach (var column in source.Columns)
        {
            if (!learned.Contains(column.Name)) columns.Add(column.Take(data.TableRows));
        }

        Add(columns, new TextColumn("group", [.. data.Groups.Select(group => data.GroupNames[group])]));
        Add(columns, new NumberColumn("fold", [.. split.Predictions.Fold.Select(fold => fold + 1.0)], kind: NumberKind.Int64));
        Add(columns, new NumberColumn("applicability", [.. split.Predictions.Applicability.Select(index => (double)index)], new ColumnMetadata("1"), NumberKind.Float32));
        for (var t = 0; t < data.TargetCount; t++)
        {
            var observed = source[data.TargetNames[t]].Take(data.TableRows);
            Add(columns, observed.With($"{observed.Name}_measured"));
            if (split is RegressionResult regression) AddPredictions(columns, observed, regression, data, t);
            else AddProbabilities(columns, observed, split.Predictions.Model, data.Classes!);
        }

        return new Table(columns, source.Metadata);
    }

    private static void AddPredictions(List<Column> columns, Column observed, RegressionResult split, Dataset data, int target)
    {
        var (prediction, sigma) = (new double[data.Count], new double[data.Count]);
        var (lower, upper) = (new double[data.Count], new double[data.Count]);
        for (var row = 0; row < data.Count; row++)
        {
            var at = row * data.TargetCount + target;
            var (m, s) = (split.Predictions.Mean[at], split.Sigma[at]);
            var (from, to) = (m - split.Below[at], m + split.Above[at]);
            (prediction[row], sigma[row], lower[row], upper[row]) = data.Log10
                ? (Math.Pow(10, m), Math.Log(10) * Math.Pow(10, m) * s, Math.Pow(10, from), Math.Pow(10, to))
                : (m, s, from, to);
        }

        var unit = new ColumnMetadata(observed.Metadata.Unit, LongName: $"{observed.Name} predicted while its group was held out");
        var plain = new ColumnMetadata(observed.Metadata.Unit);
        Add(columns, new NumberColumn(observed.Name, prediction, unit, NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_sigma", sigma, plain, NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_lower", lower, plain, NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_upper", upper, plain, NumberKind.Float32));
        Add(columns, new TextColumn($"{observed.Name}_origin", [.. Enumerable.Repeat("estimated", data.Count)]));
    }

    private static void AddProbabilities(List<Column> columns, Column observed, Predictive predicted, IReadOnlyList<string> classes)
    {
        var most = new string?[predicted.Count];
        for (var row = 0; row < most.Length; row++)
        {
            var given = predicted.Mean.AsSpan(row * classes.Count, classes.Count);
            var best = 0;
            for (var c = 1; c < given.Length; c++) best = given[c] > given[best] ? c : best;
            most[row] = double.IsNaN(given[0]) ? null : classes[best];
        }

        Add(columns, new TextColumn(observed.Name, most, new ColumnMetadata(LongName: $"{observed.Name} predicted while its group was held out")));
        for (var c = 0; c < classes.Count; c++)
            Add(columns, new NumberColumn($"{observed.Name}_probability_{classes[c]}", [.. Enumerable.Range(0, predicted.Count).Select(row => predicted.Mean[row * classes.Count + c])], new ColumnMetadata("1"), NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_entropy", [.. predicted.DataVariance.Zip(predicted.ModelVariance, (a, b) => a + b)], new ColumnMetadata("1", LongName: "entropy of the probabilities, nats"), NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_entropy_model", predicted.ModelVariance, new ColumnMetadata("1", LongName: "part of the entropy that comes from members that disagree, nats"), NumberKind.Float32));
        Add(columns, new TextColumn($"{observed.Name}_origin", [.. Enumerable.Repeat("estimated", predicted.Count)]));
    }

    /// <summary>Adds a column, in place of one of that name where the source has one.</summary>
    private static void Add(List<Column> columns, Column column)
    {
        columns.RemoveAll(existing => existing.Name == column.Name);
        columns.Add(column);
    }
}
