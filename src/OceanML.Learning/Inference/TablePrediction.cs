using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Applies a model to the rows of a table that is in memory.</summary>
public static class TablePrediction
{
    /// <summary>
    /// Predicts every target of the model. For a target <c>t</c> the result has <c>t</c> and, where the model gives them, <c>t_sigma</c> (one standard deviation,
    /// same unit), its parts <c>t_sigma_data</c> and <c>t_sigma_model</c>, <c>t_sigma_log10</c>, an interval <c>t_lower</c>, <c>t_upper</c>, and <c>t_origin</c> = estimated;
    /// for a classification the label <c>t</c>, <c>probability_CLASS</c> and the parts of the entropy; once per row <c>applicability</c> in [0, 1],
    /// <c>applicability_verdict</c> (inside, edge, outside) and <c>applicability_reason</c>. Where the table already has <c>t</c>, it goes on as <c>t_measured</c>:
    /// measured and estimated values never share a column.
    /// </summary>
    /// <param name="table">The features, by the names they had in training; other columns are of no effect.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What to keep, threads.</param>
    /// <exception cref="OceanException">
    /// Features are absent (all are listed), hold no numbers or have a unit that cannot be converted; no row has all of them; the model says not what its columns are.
    /// </exception>
    public static PredictedTable Predict(Table table, GraphRunner model, PredictionOptions options)
    {
        var predictor = new TablePredictor(table, model, options);
        var predicted = predictor.Predict(table);
        RequireSome(predictor, table.Label, table.RowCount, options);
        return new PredictedTable(
            predicted,
            (int)predictor.Predicted,
            predictor.Rejected.ToDictionary(pair => pair.Key, pair => (int)pair.Value),
            predictor.Verdicts.ToDictionary(pair => pair.Key, pair => (int)pair.Value),
            [.. predictor.Conversions, .. predictor.Warnings]);
    }

    /// <summary>Fails where no row of a table could be predicted.</summary>
    /// <exception cref="OceanException">None could; the message names the feature that is missing most often.</exception>
    public static void RequireSome(TablePredictor predictor, string label, long rows, PredictionOptions options)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(options);
        if (predictor.Predicted > 0) return;
        if (rows == 0) throw OceanException.NothingSelected($"{label}: the table has no rows");
        var most = predictor.Rejected.MaxBy(reason => reason.Value);
        throw OceanException.NothingSelected($"{label}: no row has a value for every feature of {options.Model} ({most.Value} of {rows} rows: {most.Key})");
    }
}
