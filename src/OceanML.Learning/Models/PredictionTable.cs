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
            AddPredictions(columns, observed, split, data, t);
        }

        return new Table(columns, source.Metadata);
    }

    private static void AddPredictions(List<Column> columns, Column observed, SplitResult split, Dataset data, int target)
    {
        var (prediction, sigma) = (new double[data.Count], new double[data.Count]);
        var (lower, upper) = (new double[data.Count], new double[data.Count]);
        for (var row = 0; row < data.Count; row++)
        {
            var at = row * data.TargetCount + target;
            var (m, s) = (split.Predictions.Mean[at], split.Sigma[at]);
            var half = SigmaCalibration.NormalQuantile * s;
            (prediction[row], sigma[row], lower[row], upper[row]) = data.Log10
                ? (Math.Pow(10, m), Math.Log(10) * Math.Pow(10, m) * s, Math.Pow(10, m - half), Math.Pow(10, m + half))
                : (m, s, m - half, m + half);
        }

        var unit = new ColumnMetadata(observed.Metadata.Unit, LongName: $"{observed.Name} predicted while its group was held out");
        var plain = new ColumnMetadata(observed.Metadata.Unit);
        Add(columns, new NumberColumn(observed.Name, prediction, unit, NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_sigma", sigma, plain, NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_lower", lower, plain, NumberKind.Float32));
        Add(columns, new NumberColumn($"{observed.Name}_upper", upper, plain, NumberKind.Float32));
        Add(columns, new TextColumn($"{observed.Name}_origin", [.. Enumerable.Repeat("estimated", data.Count)]));
    }

    /// <summary>Adds a column, in place of one of that name where the source has one.</summary>
    private static void Add(List<Column> columns, Column column)
    {
        columns.RemoveAll(existing => existing.Name == column.Name);
        columns.Add(column);
    }
}
