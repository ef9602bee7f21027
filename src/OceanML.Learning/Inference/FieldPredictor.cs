using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Applies a model to every pixel of a field, block of rows by block of rows, and keeps account of the pixels.</summary>
public sealed class FieldPredictor
{
    private const int MostClasses = 127;

    private readonly IField field;
    private readonly GraphRunner model;
    private readonly PredictionOptions options;
    private readonly PredictionLayout layout;
    private readonly FieldFeature[] sources;
    private readonly FeatureColumn[] features;
    private readonly FieldMask mask;
    private readonly DomainJudge judge;
    private readonly List<string> warnings = [];
    private readonly List<string> conversions = [];
    private readonly long[] lacking;

    /// <summary>Finds the features among the variables, bands and coordinates of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">Renames, units, flags, threads.</param>
    /// <exception cref="OceanException">Features are absent (all are listed, with names alike) or have a unit that cannot be converted.</exception>
    public FieldPredictor(IField field, GraphRunner model, PredictionOptions options)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        (this.field, this.model, this.options) = (field, model, options);
        layout = new PredictionLayout(model, options.Model);
        var signature = layout.Signature;
        if (signature.Classes is { Count: > MostClasses }) throw OceanException.BadInput($"{options.Model} has {signature.Classes.Count} classes; a field takes up to {MostClasses}");
        sources = Sources(signature.Features);
        features = [.. sources.Select((source, i) => FeatureColumn.Of(field.Source, signature.Features[i], source.Name, source.Unit, options, warnings, conversions))];
        mask = new FieldMask(field, options.UseFlagged, [.. sources.Select(Variable).OfType<FieldVariable>().Select(variable => variable.Name).Distinct()]);
        lacking = new long[features.Length];
        var period = options.TimeAllowance is null ? null : TrainingPeriod.Of(model.Graph);
        if (period is not null && field.Times.Count == 0) warnings.Add($"{field.Source} has no time: whether it lies beyond the training period of {options.Model} cannot be told");
        judge = new DomainJudge(signature.Features, field.Times.Count == 0 ? null : period, options.TimeAllowance ?? TimeSpan.Zero, layout.HasIndex);
        warnings.AddRange(layout.Warnings(options.Model));
        if (!judge.CanJudge) warnings.Add($"{options.Model} states neither training ranges nor a training period: extrapolations cannot be told");
        Variables = Describe();
    }

    /// <summary>What is predicted, as variables of a file.</summary>
    public IReadOnlyList<EstimateVariable> Variables { get; }

    /// <summary>Number of time steps; 1 where the field has no time.</summary>
    public int Steps => Math.Max(1, this.field.Times.Count);

    /// <summary>Number of pixels, over all time steps.</summary>
    public long Pixels => (long)Steps * this.field.Geometry.Rows * this.field.Geometry.Columns;

    /// <summary>Number of pixels with a prediction.</summary>
    public long Predicted { get; private set; }

    /// <summary>Number of pixels without, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected
    {
        get
        {
            var rejected = new Dictionary<string, long>();
            foreach (var (reason, count) in mask.Counts) rejected[$"masked by {reason}"] = count;
            for (var i = 0; i < features.Length; i++)
            {
                if (lacking[i] > 0) rejected[layout.Signature.TakesMissing ? "no value for any feature" : $"no value for the feature {features[i].Feature.Name}"] = lacking[i];
            }

            return rejected;
        }
    }

    /// <summary>Number of predicted pixels by verdict; empty where there is nothing to judge by.</summary>
    public IReadOnlyDictionary<ApplicabilityVerdict, long> Verdicts => judge.CanJudge ? judge.Verdicts : new Dictionary<ApplicabilityVerdict, long>();

    /// <summary>Why pixels are not inside, with their number, the most frequent first.</summary>
    public IReadOnlyList<(string Reason, long Rows)> Reasons => judge.Reasons;

    /// <summary>Flags that mask pixels, in words; empty where none does.</summary>
    public string MaskWords => mask.Words;

    /// <summary>Units that are converted, one line each.</summary>
    public IReadOnlyList<string> Conversions => conversions;

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Rows to predict at once so that a block needs about as many values as given; a multiple of <paramref name="step"/> unless the field has fewer.</summary>
    public int RowsFor(long values, int step)
    {
        var perRow = (long)field.Geometry.Columns * (features.Length + layout.Quantities.Count + 4);
        return (int)Math.Clamp(values / Math.Max(1, perRow) / step * step, Math.Min(step, field.Geometry.Rows), field.Geometry.Rows);
    }

    /// <summary>Predicts some whole rows of a time step.</summary>
    public PredictedPixels Predict(int time, int row, int rows)
    {
        var window = new FieldWindow(time, 0, row, 0, rows, field.Geometry.Columns);
        var instant = field.Times.Count > 0 ? Instant(field.Times[time]) : Timestamp.Missing;
        var columns = Read(window, instant);
        var (pixels, values) = Complete(columns, mask.Read(window), window.Pixels);
        var outputs = pixels.Count == 0 ? new Dictionary<string, GraphTensor>() : model.Run(
            new Dictionary<string, GraphTensor> { [ModelSignature.Input] = GraphTensor.OfFloats(ModelSignature.Input, values, pixels.Count, features.Length) }, options.Threads);
        Predicted += pixels.Count;
        var numbers = layout.Quantities.ToDictionary(quantity => quantity.Name, quantity => Spread(quantity, outputs, pixels, window.Pixels), StringComparer.Ordinal);
        return new PredictedPixels(time, row, rows, numbers, Codes(outputs, pixels, values, window.Pixels, instant));
    }

    private static long Instant(TimeInterval step) => step.Start == Timestamp.Missing ? Timestamp.Missing : step.Centre;

    private static FieldVariable? Variable(FieldFeature source) => source switch
    {
        FieldFeature.Of own => own.Variable,
        FieldFeature.Gradient gradient => gradient.Source.Variable,
        _ => null,
    };

    private FieldFeature[] Sources(IReadOnlyList<ModelVariable> wanted)
    {
        var catalogue = new FieldCatalogue(field, options.BandTolerance);
        var found = new Dictionary<string, FieldFeature>(StringComparer.Ordinal);
        var names = catalogue.Names.ToHashSet(StringComparer.Ordinal);
        foreach (var feature in wanted)
        {
            var name = options.Renames.Select(rename => rename.ColumnOf(feature.Name)).FirstOrDefault(renamed => renamed is not null) ?? feature.Name;
            if (catalogue.Find(name, out var note) is not { } source) continue;
            found[name] = source;
            names.Add(name);
            if (note is not null) conversions.Add(note);
        }

        // Names of the file first: place and time are there in every field.
        var own = field.Variables.SelectMany(variable => Enumerable.Range(0, variable.Bands).Select(variable.BandName)).ToHashSet(StringComparer.Ordinal);
        return [.. FeatureNames.Find(field.Source, [.. names.OrderBy(name => own.Contains(name) ? 0 : 1)], wanted, options, isField: true).Select(name => found[name])];
    }

    private float[][] Read(FieldWindow window, long time)
    {
        var columns = new float[sources.Length][];

        // All bands of a variable at once: a stored chunk often holds all of them.
        foreach (var group in Enumerable.Range(0, sources.Length).Where(i => sources[i] is FieldFeature.Of).GroupBy(i => ((FieldFeature.Of)sources[i]).Variable.Name, StringComparer.Ordinal))
        {
            int[] members = [.. group];
            FieldWindow[] windows = [.. members.Select(i => window with { Band = ((FieldFeature.Of)sources[i]).Band })];
            var values = new double[(long)window.Pixels * members.Length];
            field.ReadWindows(group.Key, windows, values);
            for (var m = 0; m < members.Length; m++) columns[members[m]] = Converted(values.AsSpan(m * window.Pixels, window.Pixels), members[m]);
        }

        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] is FieldFeature.Derived derived) columns[i] = Converted(DerivedValues(derived, window, time), i);
            else if (sources[i] is FieldFeature.Gradient gradient) columns[i] = Converted(FieldGradient.Read(field, gradient, window), i);
        }

        return columns;
    }

    private double[] DerivedValues(FieldFeature.Derived feature, FieldWindow window, long time)
    {
        var values = new double[window.Pixels];
        for (var i = 0; i < values.Length; i++)
        {
            var (latitude, longitude) = field.Geometry[window.Row + (i / window.Columns), i % window.Columns];
            values[i] = feature.UsesTime && time == Timestamp.Missing ? double.NaN : feature.Value(latitude, longitude, time);
        }

        return values;
    }

    private float[] Converted(ReadOnlySpan<double> values, int feature)
    {
        var conversion = features[feature].Conversion;
        var converted = new float[values.Length];
        for (var i = 0; i < converted.Length; i++)
        {
            var value = (float)(conversion.IsIdentity ? values[i] : conversion.Convert(values[i]));
            converted[i] = float.IsFinite(value) ? value : float.NaN;
        }

        return converted;
    }

    private (List<int> Pixels, float[] Values) Complete(float[][] columns, bool[]? masked, int count)
    {
        var pixels = new List<int>(count);
        var takesMissing = layout.Signature.TakesMissing;
        for (var pixel = 0; pixel < count; pixel++)
        {
            if (masked is not null && masked[pixel]) continue;
            var (first, present) = (-1, 0);
            for (var i = 0; i < columns.Length; i++)
            {
                if (!float.IsNaN(columns[i][pixel])) present += Variable(sources[i]) is null ? 0 : 1;
                else if (first < 0) first = i;
            }

            if (first < 0 || (takesMissing && present > 0)) pixels.Add(pixel);
            else lacking[takesMissing ? 0 : first]++;
        }

        var values = new float[checked(pixels.Count * columns.Length)];
        for (var i = 0; i < columns.Length; i++)
        {
            for (var at = 0; at < pixels.Count; at++) values[(at * columns.Length) + i] = columns[i][pixels[at]];
        }

        return (pixels, values);
    }

    private static float[] Spread(PredictedQuantity quantity, IReadOnlyDictionary<string, GraphTensor> outputs, List<int> pixels, int count)
    {
        var spread = new float[count];
        Array.Fill(spread, float.NaN);
        if (pixels.Count == 0) return spread;
        var values = outputs[quantity.Output].Floats;
        var width = values.Length / pixels.Count;
        for (var i = 0; i < pixels.Count; i++) spread[pixels[i]] = values[(i * width) + quantity.Place];
        return spread;
    }

    private Dictionary<string, sbyte[]> Codes(IReadOnlyDictionary<string, GraphTensor> outputs, List<int> pixels, float[] values, int count, long time)
    {
        var codes = new Dictionary<string, sbyte[]>(StringComparer.Ordinal);
        if (layout.Signature.Classes is { } classes)
        {
            var labels = codes[layout.Signature.Targets[0].Name] = None(count);
            for (var i = 0; i < pixels.Count; i++)
                labels[pixels[i]] = (sbyte)PredictionLayout.MostProbable(outputs[ModelSignature.Probability].Floats.AsSpan(i * classes.Count, classes.Count));
        }

        if (!judge.CanJudge) return codes;
        var index = outputs.GetValueOrDefault(ModelSignature.ApplicabilityIndex)?.Floats;
        var (verdicts, reasons) = (codes[PredictionLayout.Verdict] = None(count), codes[PredictionLayout.Reason] = None(count));
        for (var i = 0; i < pixels.Count; i++)
        {
            var (verdict, why) = judge.Weigh(values.AsSpan(i * features.Length, features.Length), index is null ? double.NaN : index[i], time);
            (verdicts[pixels[i]], reasons[pixels[i]]) = ((sbyte)verdict, (sbyte)why);
        }

        return codes;
    }

    private static sbyte[] None(int count)
    {
        var codes = new sbyte[count];
        Array.Fill(codes, (sbyte)-1);
        return codes;
    }

    private List<EstimateVariable> Describe()
    {
        var variables = new List<EstimateVariable>();
        string[] ofPixel = [.. layout.HasIndex ? [ModelSignature.ApplicabilityIndex] : Array.Empty<string>(), .. judge.CanJudge ? [PredictionLayout.Verdict, PredictionLayout.Reason] : Array.Empty<string>()];
        foreach (var target in layout.Signature.Targets)
        {
            string[] ancillary = [.. layout.Quantities.Where(quantity => quantity.Of == target.Name && quantity.Name != target.Name).Select(quantity => quantity.Name), .. ofPixel];
            if (layout.Signature.Classes is { } classes)
                variables.Add(new EstimateVariable(target.Name, new ColumnMetadata(StandardName: target.StandardName, LongName: target.LongName ?? $"most probable class of {target.Name}", Source: $"estimated by {options.Model}")) { Codes = classes, Ancillary = ancillary, IsResult = true });
            foreach (var quantity in layout.Quantities.Where(quantity => quantity.Of == target.Name))
            {
                var isResult = quantity.Output is ModelSignature.Prediction or ModelSignature.Probability;
                variables.Add(new EstimateVariable(quantity.Name, quantity.Metadata) { Ancillary = quantity.Name == target.Name ? ancillary : [], IsResult = isResult });
            }
        }

        variables.AddRange(layout.Quantities.Where(quantity => quantity.Of is null).Select(quantity => new EstimateVariable(quantity.Name, quantity.Metadata)));
        if (!judge.CanJudge) return variables;
        variables.Add(new EstimateVariable(PredictionLayout.Verdict, new ColumnMetadata(StandardName: "quality_flag", LongName: "how far the pixel lies inside the training domain of the model"))
        {
            Codes = ["inside", "edge", "outside"],
            Comment = PredictionLayout.VerdictMeaning,
        });
        variables.Add(new EstimateVariable(PredictionLayout.Reason, new ColumnMetadata(LongName: "why the verdict is not inside; several reasons may hold"))
        {
            Bits = ["feature_above_training_range", "feature_below_training_range", "unusual_combination_of_features", "before_training_period", "after_training_period", "features_missing"],
        });
        return variables;
    }
}
