using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Applies a model to the rows of a table.</summary>
public static class TablePrediction
{
    /// <summary>
    /// Predicts every target of the model. For a target <c>t</c> the result has <c>t</c> and <c>t_sigma</c> (one standard deviation,
    /// same unit), where the model gives an interval <c>t_lower</c> and <c>t_upper</c>, and <c>t_origin</c> = estimated; once per row <c>applicability</c> in [0, 1] and <c>applicability_verdict</c>
    /// (inside, edge, outside). Where the table already has <c>t</c>, it goes on as <c>t_measured</c>: measured and estimated values
    /// never share a column.
    /// </summary>
    /// <param name="table">The features, by the names they had in training; other columns are of no effect.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What to keep, threads.</param>
    /// <exception cref="OceanException">
    /// Features are absent (all are listed), hold no numbers or have another unit; no row has all of them; the model says not what its columns are.
    /// </exception>
    public static PredictedTable Predict(Table table, GraphRunner model, PredictionOptions options)
    {
        var signature = ModelSignature.Of(model.Graph, model.Label);
        var warnings = new List<string>();
        var features = Features(table, signature, options, warnings);
        var rejected = new Dictionary<string, int>();
        var (rows, values) = CompleteRows(features, signature, rejected);
        if (rows.Count == 0)
        {
            var most = rejected.MaxBy(reason => reason.Value);
            throw OceanException.NothingSelected($"{table.Label}: no row has a value for every feature of {options.Model} ({most.Value} of {table.RowCount} rows: {most.Key})");
        }

        var outputs = model.Run(new Dictionary<string, GraphTensor> { [ModelSignature.Input] = GraphTensor.OfFloats(ModelSignature.Input, values, rows.Count, features.Length) }, options.Threads);
        var prediction = outputs[ModelSignature.Prediction].Floats;
        var sigma = outputs.GetValueOrDefault(ModelSignature.Sigma)?.Floats;
        var index = outputs.GetValueOrDefault(ModelSignature.ApplicabilityIndex)?.Floats;
        if (sigma is null) warnings.Add($"{options.Model} gives no sigma: the predictions have no stated uncertainty");
        if (index is null) warnings.Add($"{options.Model} gives no applicability index: extrapolations cannot be told");

        var overflown = prediction.Count(value => !float.IsFinite(value));
        if (overflown > 0) warnings.Add($"{overflown} of {prediction.Length} estimates are not finite and stand as missing");

        var columns = Kept(table, signature, options, warnings);
        for (var target = 0; target < signature.Targets.Count; target++)
            columns.AddRange(TargetColumns(signature.Targets[target], target, signature.Targets.Count, rows, outputs, model.Graph, table.RowCount, options));
        var verdicts = new Dictionary<ApplicabilityVerdict, int>();
        if (index is not null) columns.AddRange(ApplicabilityColumns(index, rows, table.RowCount, options, verdicts));
        return new PredictedTable(new Table(columns, table.Metadata).WithMetadata("model", options.Model), rows.Count, rejected, verdicts, warnings);
    }

    private static double[][] Features(Table table, ModelSignature signature, PredictionOptions options, List<string> warnings)
    {
        var absent = signature.Features.Where(feature => !table.Has(feature.Name)).Select(feature => feature.Name).ToList();
        if (absent.Count == 1) throw OceanException.Missing(table.Label, "feature of the model", absent[0], table.Names);
        if (absent.Count > 1)
        {
            const int shown = 40;
            var list = string.Join(", ", absent.Take(shown)) + (absent.Count > shown ? $" and {absent.Count - shown} more" : "");
            throw OceanException.BadInput($"{table.Label}: {absent.Count} of the {signature.Features.Count} features of {options.Model} are absent: {list}; the table has {string.Join(", ", table.Names.Take(shown))}");
        }

        var features = new double[signature.Features.Count][];
        for (var i = 0; i < features.Length; i++)
        {
            var feature = signature.Features[i];
            features[i] = table.Numbers(feature.Name);
            if (UnitText.Differ(table[feature.Name].Metadata.Unit, feature.Unit))
            {
                var message = $"{table.Label}: '{feature.Name}' is in '{table[feature.Name].Metadata.Unit}' and {options.Model} was trained on '{feature.Unit}'";
                if (!options.IgnoreUnits) throw OceanException.BadInput($"{message}; convert it, or ignore units if the two mean the same");
                warnings.Add(message);
            }
        }

        return features;
    }

    /// <summary>The rows that have every feature, and their features side by side; the others are counted by the first feature they lack.</summary>
    private static (List<int> Rows, float[] Values) CompleteRows(double[][] features, ModelSignature signature, Dictionary<string, int> rejected)
    {
        var (rows, lacking) = (new List<int>(features[0].Length), new int[features.Length]);
        for (var row = 0; row < features[0].Length; row++)
        {
            var first = -1;
            for (var i = 0; i < features.Length && first < 0; i++)
            {
                if (!float.IsFinite((float)features[i][row])) first = i;
            }

            if (first < 0) rows.Add(row);
            else lacking[first]++;
        }

        for (var i = 0; i < features.Length; i++)
        {
            if (lacking[i] > 0) rejected[$"no value for the feature {signature.Features[i].Name}"] = lacking[i];
        }

        var values = new float[checked(rows.Count * features.Length)];
        for (var i = 0; i < features.Length; i++)
        {
            var column = features[i];
            for (var row = 0; row < rows.Count; row++) values[(row * features.Length) + i] = (float)column[rows[row]];
        }

        return (rows, values);
    }

    private static List<Column> Kept(Table table, ModelSignature signature, PredictionOptions options, List<string> warnings)
    {
        var targets = signature.Targets.Select(target => target.Name).ToHashSet(StringComparer.Ordinal);
        var made = MadeNames(targets);
        var columns = new List<Column>();
        var renamed = new List<string>();
        foreach (var column in table.Columns)
        {
            if (targets.Contains(column.Name))
            {
                if (table.Has($"{column.Name}_measured"))
                    throw OceanException.BadInput($"{table.Label}: has both '{column.Name}' and '{column.Name}_measured'; rename one of them");
                columns.Add(column.With($"{column.Name}_measured"));
                renamed.Add(column.Name);
            }
            else if (options.Keep.Contains(column.Name) || (column.Name.EndsWith("_measured", StringComparison.Ordinal) && targets.Contains(column.Name[..^9])))
            {
                if (made.Contains(column.Name)) columns.Add(column.With(MeasuredName(column.Name)));
                else columns.Add(column);
            }
        }

        if (renamed.Count > 0)
            warnings.Add($"{table.Label} already has {(renamed.Count == 1 ? $"'{renamed[0]}'" : $"{renamed.Count} of the targets")}: kept as {renamed[0]}_measured{(renamed.Count > 1 ? ", …" : "")}; '{renamed[0]}' holds the estimate");
        return columns;
    }

    private static HashSet<string> MadeNames(HashSet<string> targets) =>
        [.. targets.SelectMany(target => new[] { $"{target}_sigma", $"{target}_lower", $"{target}_upper", $"{target}_origin" }), "applicability", "applicability_verdict"];

    // chlorophyll_sigma of the measurement becomes chlorophyll_measured_sigma.
    private static string MeasuredName(string name)
    {
        var ending = name.LastIndexOf('_');
        return ending < 0 || name.StartsWith("applicability", StringComparison.Ordinal) ? $"{name}_before" : $"{name[..ending]}_measured{name[ending..]}";
    }

    private static IEnumerable<Column> TargetColumns(
        ModelVariable target, int place, int width, List<int> rows, IReadOnlyDictionary<string, GraphTensor> outputs, Graph graph, int length, PredictionOptions options)
    {
        var metadata = new ColumnMetadata(target.Unit, target.StandardName, target.LongName, Source: $"estimated by {options.Model}");
        var estimate = Spread(target.Name, outputs[ModelSignature.Prediction].Floats, place, width, rows, length, metadata);
        yield return estimate;
        if (outputs.GetValueOrDefault(ModelSignature.Sigma)?.Floats is { } sigma)
        {
            var standard = target.StandardName is null ? null : $"{target.StandardName} standard_error";
            var longName = $"one standard deviation of the estimate of {target.LongName ?? target.Name} (for a logarithmic target to first order: its interval is skewed, see the lower and upper limits)";
            yield return Spread($"{target.Name}_sigma", sigma, place, width, rows, length, metadata with { StandardName = standard, LongName = longName });
        }

        foreach (var end in new[] { ModelSignature.Lower, ModelSignature.Upper })
        {
            if (outputs.GetValueOrDefault(end)?.Floats is not { } limit) continue;
            var share = graph.Metadata.GetValueOrDefault(ModelSignature.IntervalCoverage);
            var longName = $"{end} end of the interval of {target.LongName ?? target.Name}{(share is null ? "" : $" made to hold {share} of the truth")}";
            yield return Spread($"{target.Name}_{end}", limit, place, width, rows, length, metadata with { StandardName = null, LongName = longName });
        }

        var origin = new string?[length];
        foreach (var row in rows) origin[row] = estimate.IsMissing(row) ? null : "estimated";
        yield return new TextColumn($"{target.Name}_origin", origin, new ColumnMetadata(LongName: $"origin of {target.Name}: measured, estimated or simulated"));
    }

    private static IEnumerable<Column> ApplicabilityColumns(float[] index, List<int> rows, int length, PredictionOptions options, Dictionary<ApplicabilityVerdict, int> verdicts)
    {
        yield return Spread("applicability", index, 0, 1, rows, length, new ColumnMetadata(
            "1", LongName: "share of the training data that is at least as unusual as this row", Source: $"estimated by {options.Model}"));
        var words = new string?[length];
        for (var i = 0; i < rows.Count; i++)
        {
            var verdict = Applicability.Verdict(index[i]);
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
            words[rows[i]] = verdict switch
            {
                ApplicabilityVerdict.Inside => "inside",
                ApplicabilityVerdict.Edge => "edge",
                _ => "outside",
            };
        }

        yield return new TextColumn("applicability_verdict", words, new ColumnMetadata(
            LongName: "inside: as usual as 95 % of the training data; edge: rarer than that; outside: rarer than 99 % or beyond their range, an extrapolation"));
    }

    private static NumberColumn Spread(string name, float[] values, int place, int width, List<int> rows, int length, ColumnMetadata metadata)
    {
        var column = new double[length];
        Array.Fill(column, double.NaN);
        for (var i = 0; i < rows.Count; i++) column[rows[i]] = float.IsFinite(values[(i * width) + place]) ? values[(i * width) + place] : double.NaN;
        return new NumberColumn(name, column, metadata, NumberKind.Float32);
    }
}
