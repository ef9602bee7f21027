using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Applies a model to a table that comes in blocks, and keeps account of its rows. See <see cref="TablePrediction"/> for what the result holds.</summary>
public sealed class TablePredictor
{
    private readonly GraphRunner model;
    private readonly PredictionOptions options;
    private readonly PredictionLayout layout;
    private readonly FeatureColumn[] features;
    private readonly (string? Column, FlagScheme Scheme)[] flags;
    private readonly List<(string Column, string Name)> kept = [];
    private readonly DomainJudge judge;
    private readonly string? timeColumn;
    private readonly string label;
    private readonly bool takesMissing;
    private readonly List<string> warnings = [];
    private readonly List<string> conversions = [];
    private readonly long[] lacking;
    private readonly long[] flagged;
    private readonly long[] notChecked;
    private readonly HashSet<string> oddFlags = new(StringComparer.Ordinal);
    private long predicted;
    private long overflown;
    private long estimates;

    /// <summary>Finds the features, units and flags.</summary>
    /// <param name="head">The columns of the table; its rows are not looked at.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What to keep, renames, threads.</param>
    /// <exception cref="OceanException">Features are absent (all are listed, with names alike), hold no numbers or have a unit that cannot be converted.</exception>
    public TablePredictor(Table head, GraphRunner model, PredictionOptions options)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        (this.model, this.options, label) = (model, options, head.Label);
        layout = new PredictionLayout(model, options.Model);
        var signature = layout.Signature;
        takesMissing = signature.TakesMissing;
        var columns = FeatureNames.Find(label, [.. head.Names], signature.Features, options);
        features = [.. columns.Select((column, i) =>
            head[column] is NumberColumn number ? FeatureColumn.Of(label, signature.Features[i], column, number.Metadata.Unit, options, warnings, conversions)
            : throw OceanException.BadInput($"{label}: column '{column}' does not hold numbers"))];
        flags = [.. columns.Select(column => options.UseFlagged || head.Find($"{column}_qc") is not { } qc || qc is TimeColumn ? (null, FlagScheme.Argo) : (qc.Name, FlagScheme.Of(qc)))];
        (lacking, flagged, notChecked) = (new long[features.Length], new long[features.Length], new long[features.Length]);
        Keep(head);
        var period = options.TimeAllowance is null ? null : TrainingPeriod.Of(model.Graph);
        timeColumn = period is null ? null : TimeOf(head);
        if (period is not null && timeColumn is null) warnings.Add($"{label} has no times: rows beyond the training period of {options.Model} cannot be told");
        judge = new DomainJudge(signature.Features, timeColumn is null ? null : period, options.TimeAllowance ?? TimeSpan.Zero, layout.HasIndex);
        warnings.AddRange(layout.Warnings(options.Model));
        if (!judge.CanJudge) warnings.Add($"{options.Model} states neither training ranges nor a training period: extrapolations cannot be told");
    }

    /// <summary>The columns that must be read of the table, each once.</summary>
    public IReadOnlyList<string> Columns =>
        [.. features.Select(feature => feature.Column).Concat(flags.Select(flag => flag.Column)).Concat(kept.Select(pair => pair.Column)).Append(timeColumn).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Number of rows with a prediction.</summary>
    public long Predicted => predicted;

    /// <summary>Number of rows without, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected
    {
        get
        {
            var rejected = new Dictionary<string, long>();
            for (var i = 0; i < features.Length; i++)
            {
                if (lacking[i] > 0) rejected[takesMissing ? "no value for any feature" : $"no value for the feature {features[i].Feature.Name}"] = lacking[i];
                if (flagged[i] > 0 && !takesMissing) rejected[$"the feature {features[i].Feature.Name} is flagged bad"] = flagged[i];
            }

            return rejected;
        }
    }

    /// <summary>Number of predicted rows by verdict; empty where there is nothing to judge by.</summary>
    public IReadOnlyDictionary<ApplicabilityVerdict, long> Verdicts => judge.CanJudge ? judge.Verdicts : new Dictionary<ApplicabilityVerdict, long>();

    /// <summary>Why rows are not inside, with the number of rows, the most frequent first.</summary>
    public IReadOnlyList<(string Reason, long Rows)> Reasons => judge.Reasons;

    /// <summary>Units that are converted, one line each.</summary>
    public IReadOnlyList<string> Conversions => conversions;

    /// <summary>What the user should know, one sentence each; complete once all blocks are through.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var all = warnings.ToList();
            for (var i = 0; i < features.Length; i++)
            {
                if (takesMissing && flagged[i] > 0) all.Add($"{flagged[i]} values of '{features[i].Column}' are flagged bad and count as missing");
                if (notChecked[i] > 0) all.Add($"{notChecked[i]} values of '{features[i].Column}' have passed no quality control by their flag; they are used");
            }

            if (overflown > 0) all.Add($"{overflown} of {estimates} estimates are not finite and stand as missing");
            return all;
        }
    }

    /// <summary>The features of a block as the model takes them: converted, without values that are flagged bad.</summary>
    /// <param name="block">Rows with at least <see cref="Columns"/>.</param>
    /// <returns>The rows that have what the model needs, and their features, [rows, features].</returns>
    public (IReadOnlyList<int> Rows, float[] Values) Features(Table block)
    {
        var found = Rows(block);
        predicted += found.Rows.Count;
        return found;
    }

    /// <summary>Predicts the rows of a block.</summary>
    /// <param name="block">Rows with at least <see cref="Columns"/>.</param>
    /// <returns>The same rows: the columns kept, then the predictions.</returns>
    public Table Predict(Table block)
    {
        var (rows, values) = Rows(block);
        var columns = kept.ConvertAll(pair => pair.Name == pair.Column ? block[pair.Column] : block[pair.Column].With(pair.Name));
        var outputs = rows.Count == 0 ? [] : model.Run(
            new Dictionary<string, GraphTensor> { [ModelSignature.Input] = GraphTensor.OfFloats(ModelSignature.Input, values, rows.Count, features.Length) }, options.Threads).ToDictionary();
        predicted += rows.Count;
        AddTargets(columns, outputs, rows, block.RowCount);
        if (judge.CanJudge) columns.AddRange(Judged(block, outputs, rows, values));
        return new Table(columns, block.Metadata).WithMetadata("model", options.Model);
    }

    private void AddTargets(List<Column> columns, Dictionary<string, GraphTensor> outputs, List<int> rows, int length)
    {
        var classes = layout.Signature.Classes;
        foreach (var target in layout.Signature.Targets)
        {
            if (classes is not null) columns.Add(Labels(target, classes, outputs, rows, length));
            Column? estimate = classes is null ? null : columns[^1];
            foreach (var quantity in layout.Quantities.Where(quantity => quantity.Of == target.Name))
            {
                columns.Add(Spread(quantity, outputs, rows, length));
                if (quantity.Output == ModelSignature.Prediction)
                {
                    estimate = columns[^1];
                    estimates += rows.Count;
                    foreach (var row in rows) overflown += estimate.IsMissing(row) ? 1 : 0;
                }
            }

            var origin = new string?[length];
            foreach (var row in rows) origin[row] = estimate!.IsMissing(row) ? null : "estimated";
            columns.Add(new TextColumn($"{target.Name}_origin", origin, new ColumnMetadata(LongName: $"origin of {target.Name}: measured, estimated or simulated")));
        }
    }

    private TextColumn Labels(ModelVariable target, IReadOnlyList<string> classes, Dictionary<string, GraphTensor> outputs, List<int> rows, int length)
    {
        var labels = new string?[length];
        for (var i = 0; i < rows.Count; i++)
        {
            var best = PredictionLayout.MostProbable(outputs[ModelSignature.Probability].Floats.AsSpan(i * classes.Count, classes.Count));
            if (best >= 0) labels[rows[i]] = classes[best];
        }

        return new TextColumn(target.Name, labels, new ColumnMetadata(StandardName: target.StandardName, LongName: target.LongName ?? $"most probable class of {target.Name}", Source: $"estimated by {options.Model}"));
    }

    private IEnumerable<Column> Judged(Table block, Dictionary<string, GraphTensor> outputs, List<int> rows, float[] values)
    {
        var index = outputs.GetValueOrDefault(ModelSignature.ApplicabilityIndex)?.Floats;
        if (layout.HasIndex) yield return Spread(layout.Quantities[^1], outputs, rows, block.RowCount);
        var (verdicts, reasons) = (new string?[block.RowCount], new string?[block.RowCount]);
        var times = timeColumn is null ? null : block.Times(timeColumn);
        for (var i = 0; i < rows.Count; i++)
        {
            var (verdict, reason) = judge.Judge(values.AsSpan(i * features.Length, features.Length), index is null ? double.NaN : index[i], times is null ? Timestamp.Missing : times[rows[i]]);
            verdicts[rows[i]] = Word(verdict);
            reasons[rows[i]] = reason;
        }

        yield return new TextColumn(PredictionLayout.Verdict, verdicts, new ColumnMetadata(LongName: PredictionLayout.VerdictMeaning));
        yield return new TextColumn(PredictionLayout.Reason, reasons, new ColumnMetadata(LongName: "why the verdict is not inside"));
    }

    /// <summary>A verdict as it is written in tables.</summary>
    public static string Word(ApplicabilityVerdict verdict) => verdict switch
    {
        ApplicabilityVerdict.Inside => "inside",
        ApplicabilityVerdict.Edge => "edge",
        _ => "outside",
    };

    /// <summary>The rows that have what the model needs, and their features side by side; the others are counted by the first feature they lack.</summary>
    private (List<int> Rows, float[] Values) Rows(Table block)
    {
        var count = block.RowCount;
        var columns = new float[features.Length][];
        var isFlagged = new bool[features.Length][];
        for (var i = 0; i < features.Length; i++) columns[i] = Values(block, i, out isFlagged[i]);
        var rows = new List<int>(count);
        for (var row = 0; row < count; row++)
        {
            var (first, present) = (-1, 0);
            for (var i = 0; i < features.Length; i++)
            {
                if (float.IsFinite(columns[i][row])) present++;
                else if (first < 0) first = i;
            }

            if (first < 0 || (takesMissing && present > 0)) rows.Add(row);
            else if (!takesMissing && isFlagged[first] is { Length: > 0 } bad && bad[row]) flagged[first]++;
            else lacking[takesMissing ? 0 : first]++;
        }

        var values = new float[checked(rows.Count * features.Length)];
        for (var i = 0; i < features.Length; i++)
        {
            var column = columns[i];
            for (var row = 0; row < rows.Count; row++) values[(row * features.Length) + i] = column[rows[row]];
        }

        return (rows, values);
    }

    private float[] Values(Table block, int feature, out bool[] isFlagged)
    {
        var (source, conversion) = (block.Numbers(features[feature].Column), features[feature].Conversion);
        var values = new float[source.Length];
        if (conversion.IsIdentity)
        {
            for (var row = 0; row < values.Length; row++) values[row] = (float)source[row];
        }
        else
        {
            for (var row = 0; row < values.Length; row++) values[row] = (float)conversion.Convert(source[row]);
        }

        // An infinite value is no value.
        for (var row = 0; row < values.Length; row++)
        {
            if (!float.IsFinite(values[row])) values[row] = float.NaN;
        }

        isFlagged = [];
        if (flags[feature].Column is { } name) isFlagged = Flagged(block[name], flags[feature].Scheme, feature, values);
        return values;
    }

    // Only a flag that says so forbids a value: one that was never checked is used, and told.
    private bool[] Flagged(Column column, FlagScheme scheme, int feature, float[] values)
    {
        var bad = new bool[values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            if (float.IsNaN(values[row]) || column.IsMissing(row)) continue;
            string? flag;
            if (column is TextColumn text)
            {
                flag = text.Values[row];
            }
            else
            {
                var number = ((NumberColumn)column).Values[row];
                if (number is < 0 or > 9 || number != Math.Floor(number))
                {
                    if (oddFlags.Add(column.Name)) warnings.Add(FormattableString.Invariant($"column '{column.Name}' holds {number}, which is no quality flag (a whole number from 0 to 9, or a letter): it is not used"));
                    continue;
                }

                flag = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            if (string.IsNullOrEmpty(flag) || scheme.IsGood(flag)) continue;
            if (flag.Length == 1 && scheme.MeaningOf.TryGetValue(flag[0], out var meaning) && meaning is not (FlagMeaning.Bad or FlagMeaning.ProbablyBad or FlagMeaning.Missing))
            {
                notChecked[feature] += meaning == FlagMeaning.NotEvaluated ? 1 : 0;
                continue;
            }

            bad[row] = true;
            values[row] = float.NaN;
            if (takesMissing) flagged[feature]++;
        }

        return bad;
    }

    private void Keep(Table head)
    {
        var targets = layout.Signature.Targets.Select(target => target.Name).ToHashSet(StringComparer.Ordinal);
        var made = layout.Names.ToHashSet(StringComparer.Ordinal);
        var renamed = new List<string>();
        foreach (var name in head.Names)
        {
            if (targets.Contains(name))
            {
                if (head.Has($"{name}_measured")) throw OceanException.BadInput($"{label}: has both '{name}' and '{name}_measured'; rename one of them");
                kept.Add((name, $"{name}_measured"));
                renamed.Add(name);
            }
            else if (options.Keep.Contains(name) || (name.EndsWith("_measured", StringComparison.Ordinal) && targets.Contains(name[..^9])))
            {
                kept.Add((name, made.Contains(name) ? MeasuredName(name) : name));
            }
        }

        if (renamed.Count > 0)
            warnings.Add($"{label} already has {(renamed.Count == 1 ? $"'{renamed[0]}'" : $"{renamed.Count} of the targets")}: kept as {renamed[0]}_measured{(renamed.Count > 1 ? ", …" : "")}; '{renamed[0]}' holds the estimate");
    }

    // chlorophyll_sigma of the measurement becomes chlorophyll_measured_sigma.
    private static string MeasuredName(string name)
    {
        var ending = name.LastIndexOf('_');
        return ending < 0 || name.StartsWith("applicability", StringComparison.Ordinal) ? $"{name}_before" : $"{name[..ending]}_measured{name[ending..]}";
    }

    private static string? TimeOf(Table head) =>
        head.Find("time") is TimeColumn ? "time" : head.Columns.OfType<TimeColumn>().Select(column => column.Name).OrderBy(name => name.ToLowerInvariant() is "time" or "date" or "datetime" or "juld" ? 0 : 1).FirstOrDefault();

    private static NumberColumn Spread(PredictedQuantity quantity, Dictionary<string, GraphTensor> outputs, List<int> rows, int length)
    {
        var column = new double[length];
        Array.Fill(column, double.NaN);
        if (rows.Count > 0)
        {
            var values = outputs[quantity.Output].Floats;
            var width = values.Length / rows.Count;
            for (var i = 0; i < rows.Count; i++)
            {
                var value = values[(i * width) + quantity.Place];
                column[rows[i]] = float.IsFinite(value) ? value : double.NaN;
            }
        }

        return new NumberColumn(quantity.Name, column, quantity.Metadata, NumberKind.Float32);
    }
}
