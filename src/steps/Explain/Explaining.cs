using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Carries out the explanation that the options ask for.</summary>
internal sealed partial class Explaining(StepRun run, ExplainOptions options)
{
    private const int SlowRows = 500;
    private const int PermutationRows = 20_000;
    private const int EffectRows = 5_000;
    private const int EffectIntervals = 24;
    private const double RoughDifference = 0.1;

    // Some ten seconds on two threads, of networks of three layers of 64 units.
    private const long ExactEvaluations = 40_000_000;

    public Explained Perform()
    {
        options.Check(run);
        var file = ExplainedModelFile.Read(run, options);
        var asked = ExplainMethods.Parse(run.Value(options.Method)!);
        var (table, rows, features) = file.Features(run, options, run.Value(options.Table)!, counts: true);
        var model = file.Open(features.AsSpan(0, Math.Min(rows.Length, 32) * (features.Length / rows.Length)).ToArray());
        foreach (var note in model.Notes) run.Log(note);
        var method = Choose(asked, model, rows.Length);
        (rows, features) = Finite(model, rows, features);
        (rows, features) = Held(file, table, rows, features, method);
        var (background, source) = BackgroundOf(file, model, features, method);
        var groups = GroupsOf(model, features);
        (rows, features) = Sample(rows, features, method);
        run.CountOut(rows.Length);
        var logit = AsLogit(method, model, asked);
        var space = !model.IsClassification ? model.Log10 ? "the target in log10 of its unit" : "the target in its unit" : method == ExplainMethod.Permutation ? "probability" : !logit ? "probability" : model.Forest is null ? "logit before the softmax" : "score of the trees before the softmax";
        if (method == ExplainMethod.Permutation) return Permutation(file, model, table, rows, features, groups, space);

        var function = logit && model.Networks is not null ? model.Networks.Mean() : model.Function;
        var outputs = Outputs(model, features, rows.Length);
        var subsets = Subsets(table, rows);
        var each = logit || !model.IsClassification ? model.Networks : null;
        var (found, settings) = Attribute(method, model, function, each, features, background, outputs, subsets);
        var check = method == ExplainMethod.ShapGradient ? Compare(model.Networks!.Mean(), features, background!, outputs[0], found[0]) : null;
        TellDoubts(background, method, found, check);
        var parts = found.Select(one => Part(one, model, features, groups)).ToList();
        var effects = Effects(model, function, logit, features, found[0], parts[0]);
        return new Explained(model, file.Name, method, settings, space, table, rows, features, background, source, parts, found, groups, effects, check);
    }

    private ExplainMethod Choose(ExplainMethod asked, ExplainableModel model, int rows)
    {
        if (asked == ExplainMethod.Shap)
        {
            if (model.Forest is not null) return ExplainMethod.ShapTree;
            if (model.Networks is null) return ExplainMethod.ShapPermutation;
            return IsQuickExactly(model, rows) ? ExplainMethod.ShapExact : ExplainMethod.ShapGradient;
        }

        if (ExplainMethods.NeedsLayers(asked) && model.Networks is null)
        {
            throw OceanException.Usage(
                $"--method {ExplainMethods.Name(asked)} hands the output back through the layers of a network, and this model {(model.Forest is null ? "shows none" : "is made of trees")}; methods that work on it: {(model.Forest is null ? "" : "shap-tree, ")}shap-permutation, shap-kernel, {(model.Features.Count <= ExactShapley.MaximumFeatures ? "shap-exact, " : "")}lime, permutation");
        }

        if (asked == ExplainMethod.ShapTree && model.Forest is null) throw OceanException.Usage($"--method shap-tree is for trees, and this model shows none; use {(model.Networks is null ? "shap-permutation" : "shap-gradient")}");
        return asked;
    }

    /// <summary>Whether every set of features can be asked about in some seconds: then networks need no approximation.</summary>
    private bool IsQuickExactly(ExplainableModel model, int rows)
    {
        if (model.Features.Count > ExactShapley.MaximumFeatures) return false;
        var explained = run.Value(options.MaxRows) is > 0 and var most ? Math.Min(rows, most) : rows;
        return explained <= SlowRows && (long)explained * (1 << model.Features.Count) * run.Value(options.BackgroundRows) * model.Networks!.Networks.Count <= ExactEvaluations;
    }

    /// <summary>The rows for which the model gives numbers.</summary>
    private (int[] Rows, float[] Features) Finite(ExplainableModel model, int[] rows, float[] features, bool counts = true)
    {
        var values = model.Function.Of(features, run.Threads);
        var width = model.Outputs.Count;
        int[] kept = [.. Enumerable.Range(0, rows.Length).Where(row => values.AsSpan(row * width, width).IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0)];
        if (kept.Length == rows.Length) return (rows, features);
        if (kept.Length == 0) throw OceanException.NothingSelected("the model gives no finite prediction for any row");
        if (counts) run.Reject("the prediction is not finite", rows.Length - kept.Length);
        return Take(rows, features, kept);
    }

    private (int[] Rows, float[] Features) Held(ExplainedModelFile file, Table table, int[] rows, float[] features, ExplainMethod method)
    {
        var text = run.Value(options.HeldOut);
        if (method != ExplainMethod.Permutation)
        {
            if (text is not null) throw OceanException.Usage("--held-out is for --method permutation; other methods explain predictions, which need no held-out rows");
            return (rows, features);
        }

        if (text is null && table.Find("split") is TextColumn split && rows.Any(row => split.Values[row] == "test")) text = "split=test";
        if (text is null)
        {
            var same = file.Graph.Metadata.TryGetValue("oceanml.training_table", out var trained) && trained == Path.GetFileName(run.Value(options.Table)!);
            run.Warn(same
                ? $"{trained} is the table the model was trained on: importance on training rows also shows what the model memorised; give rows it has not seen, or --held-out"
                : "it is not known whether the model has seen these rows in training; if it has, importance also shows what it memorised (--held-out names the rows it has not)");
            return (rows, features);
        }

        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0) throw OceanException.Usage($"--held-out '{text}' is not COLUMN=VALUE, e.g. split=test");
        var wanted = text[(at + 1)..];
        var column = table[text[..at]];
        bool Is(int row) => column switch
        {
            TextColumn texts => texts.Values[row] == wanted,
            NumberColumn numbers => double.TryParse(wanted, CultureInfo.InvariantCulture, out var value) && numbers.Values[row] == value,
            _ => false,
        };
        int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => Is(rows[i]))];
        if (kept.Length == 0) throw OceanException.NothingSelected($"--held-out {text}: no complete row of {table.Label} has it");
        run.Reject($"not held out ({text})", rows.Length - kept.Length);
        run.Log($"scored on {kept.Length} held-out rows ({text})");
        return Take(rows, features, kept);
    }

    private (int[] Rows, float[] Features) Sample(int[] rows, float[] features, ExplainMethod method)
    {
        var most = run.Value(options.MaxRows) ?? (ExplainMethods.IsSlow(method) ? SlowRows : method == ExplainMethod.Permutation ? PermutationRows : 0);
        if (most == 0 || rows.Length <= most) return (rows, features);
        run.Log($"{most} of {rows.Length} rows are explained, a seeded sample{(run.Value(options.MaxRows) is null ? $", because {ExplainMethods.Name(method)} is slow; --max-rows changes it, 0 takes all" : "")}");
        run.Reject("not in the sample that is explained (--max-rows)", rows.Length - most);
        return Take(rows, features, Learning.Background.Choose(rows.Length, most, run.Seed));
    }

    private static (int[] Rows, float[] Features) Take(int[] rows, float[] features, int[] kept)
    {
        var width = features.Length / rows.Length;
        var taken = new float[kept.Length * width];
        for (var i = 0; i < kept.Length; i++) features.AsSpan(kept[i] * width, width).CopyTo(taken.AsSpan(i * width));
        return ([.. kept.Select(i => rows[i])], taken);
    }

    private (Background? Background, string Source) BackgroundOf(ExplainedModelFile file, ExplainableModel model, float[] features, ExplainMethod method)
    {
        var given = run.Value(options.Background);
        var needed = ExplainMethods.UsesBackground(method) || run.Value(options.Baseline) == "background";
        if (!needed)
        {
            if (given is not null) run.Warn($"--background has no effect with --method {ExplainMethods.Name(method)}");
            return (null, "");
        }

        var (rows, source) = (features, "the explained table");
        if (given is not null)
        {
            var read = file.Features(run, options, given, counts: false);
            (rows, source) = (Finite(model, read.Rows, read.Features, counts: false).Features, Path.GetFileName(given));
        }

        var width = file.Graph.Inputs[0].Width;
        var background = Learning.Background.Sample(rows, width, run.Value(options.BackgroundRows), run.Seed);
        if (background.Count == 1) run.Warn("the background is one row: relevances say how each row differs from that one row");
        return (background, source);
    }

    private IReadOnlyList<FeatureGroup> GroupsOf(ExplainableModel model, float[] features)
    {
        var names = model.Features;
        var given = new List<FeatureGroup>();
        foreach (var text in run.Value(options.Groups) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw OceanException.Usage($"--group '{text}' is not NAME=FEATURES, e.g. season=sin_day,cos_day");
            var table = new Table(names.Select(name => new NumberColumn(name, [])));
            var members = TablePatterns.Match(table.WithMetadata("file", "the model"), text[(at + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            given.Add(new FeatureGroup(text[..at], [.. members.Select(name => names.ToList().IndexOf(name)).Order()], "given"));
        }

        var groups = FeatureGroups.Find(names, features, run.Value(options.GroupThreshold), given);
        foreach (var group in groups.Where(group => group.Members.Length > 1)) run.Log($"group {group.Name}: {group.Reason}");
        var (rho, first, second) = FeatureGroups.Closest(groups, features, names.Count);
        if (rho >= 0.5)
            run.Log(string.Create(CultureInfo.InvariantCulture, $"closest features of different groups: {names[first]} and {names[second]}, |Spearman's rho| {rho:0.00}; what they share may be credited to either"));
        return groups;
    }

    private bool AsLogit(ExplainMethod method, ExplainableModel model, ExplainMethod asked)
    {
        if (!model.IsClassification) return false;
        var scale = run.Value(options.Scale);
        if (method == ExplainMethod.ShapTree && model.TreesGiveProbabilities) return scale != "logit" ? false : throw OceanException.Usage("--scale logit: the trees of this model give probabilities");
        var within = ExplainMethods.NeedsLayers(method) || method == ExplainMethod.ShapTree;
        if (within && scale == "probability") throw OceanException.Usage($"--method {ExplainMethods.Name(method)} explains the logit; for the probability use shap-permutation, shap-kernel or lime");
        if (scale == "logit" && model.Networks is null && !within) throw OceanException.Usage("--scale logit needs a network whose layers the file shows; this model gives probabilities alone");

        // The default explains the same of a network whether it is few rows, exactly, or many.
        return within || scale == "logit" || (scale == "auto" && asked == ExplainMethod.Shap && model.Networks is not null);
    }

    private List<ExplainedOutput> Outputs(ExplainableModel model, float[] features, int rows)
    {
        var asked = ExplainOptions.Words(run.Value(options.Outputs));
        if (asked.Count == 0 && model.IsClassification) asked = ["predicted"];
        if (asked is ["predicted"] && model.IsClassification) return [ExplainedOutput.Largest("predicted class", model.Function.Of(features, run.Threads), model.Outputs.Count)];
        var names = asked.Count == 0 ? model.Outputs
            : TablePatterns.Match(new Table(model.Outputs.Select(name => new NumberColumn(name, []))).WithMetadata("file", model.IsClassification ? "classes of the model" : "targets of the model"), asked);
        return [.. names.Select(name => model.Outputs.ToList().IndexOf(name)).Select(o => ExplainedOutput.Of(model.Outputs[o], o, rows, model.Unit(o)))];
    }

    private RowSubsets Subsets(Table table, int[] rows)
    {
        var subsets = new RowSubsets(rows.Length);
        var by = ExplainOptions.Words(run.Value(options.By));
        foreach (var name in by.Count == 0 ? [] : TablePatterns.Match(table, by))
        {
            subsets.Add(name, table[name] switch
            {
                TextColumn text => [.. rows.Select(row => text.Values[row])],
                NumberColumn number => [.. rows.Select(row => double.IsNaN(number.Values[row]) ? null : number.Values[row].ToString(CultureInfo.InvariantCulture))],
                _ => throw OceanException.BadInput($"{table.Label}: '{name}' holds times; a summary needs a column of groups, e.g. the season"),
            });
        }

        foreach (var text in run.Value(options.Regions) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw OceanException.Usage($"--region '{text}' is not NAME=west,south,east,north, e.g. gulf=3,42,6,44");
            var (latitudes, longitudes) = Positions(table) ?? throw OceanException.BadInput($"{table.Label}: --region needs columns latitude and longitude");
            subsets.Add(text[..at], GeoBox.Parse(text[(at + 1)..]), [.. rows.Select(row => latitudes[row])], [.. rows.Select(row => longitudes[row])]);
        }

        return subsets;
    }

    /// <summary>Latitude and longitude of each row of a table, or null.</summary>
    public static (double[] Latitudes, double[] Longitudes)? Positions(Table table)
    {
        NumberColumn? Find(params string[] names) => table.Columns.OfType<NumberColumn>().FirstOrDefault(column => names.Contains(column.Name.ToLowerInvariant()));
        return Find("latitude", "lat") is { } latitude && Find("longitude", "lon") is { } longitude ? (latitude.Values, longitude.Values) : null;
    }

    private (IReadOnlyList<Attributions> Found, string Settings) Attribute(
        ExplainMethod method, ExplainableModel model, RowFunction function, ExplainedNetworks? each, float[] features, Background? background, List<ExplainedOutput> outputs, RowSubsets subsets)
    {
        if (method == ExplainMethod.ShapTree) return (TreeAttributions.Of(model.Forest!, features, outputs, background, run.Threads, subsets), "interventional, exact for the background");
        var samples = run.Value(options.Samples);
        var n = model.Features.Count;
        var drawn = samples ?? GradientSamples(features.Length / n, model, outputs.Count);
        float[]? baseline = run.Value(options.Baseline) switch { "zero" => new float[n], "background" => [.. background!.Mean.Select(mean => (float)mean)], _ => null };
        (RowExplainer Explainer, string Settings) made = method switch
        {
            ExplainMethod.Lrp => (new LayerwiseRelevance(model.Networks!, new RelevanceRule(Epsilon: run.Value(options.Epsilon))), $"epsilon {Text(run.Value(options.Epsilon))}"),
            ExplainMethod.LrpAlphaBeta => (new LayerwiseRelevance(model.Networks!, new RelevanceRule(RelevanceKind.AlphaBeta, Alpha: run.Value(options.Alpha), Beta: run.Value(options.Alpha) - 1)), $"alpha {Text(run.Value(options.Alpha))}, beta {Text(run.Value(options.Alpha) - 1)}"),
            ExplainMethod.GradientInput => (new IntegratedGradients(model.Networks!, baseline, 0), $"baseline {run.Value(options.Baseline)}"),
            ExplainMethod.IntegratedGradients => (new IntegratedGradients(model.Networks!, baseline, samples ?? 64), $"baseline {run.Value(options.Baseline)}, {samples ?? 64} points"),
            ExplainMethod.ShapGradient => (new ExpectedGradients(model.Networks!, background!, drawn, run.Seed), $"{drawn} background rows per explained row"),
            ExplainMethod.ShapExact => (each is null ? new ExactShapley(function, background!) : new ExactShapley([.. Enumerable.Range(0, each.Networks.Count).Select(each.Member)], background!), "all sets of features"),
            ExplainMethod.ShapKernel => Kernel(new KernelShap(function, background!, samples ?? (2 * n) + 2048, run.Seed)),
            ExplainMethod.ShapPermutation => (new PermutationShap(function, background!, samples ?? 1, run.Seed), $"{(samples is null or 1 ? "one order and its" : $"{samples} orders and their")} reverse for each of {background!.Count} background rows"),
            _ => Local(new Lime(function, background!, samples ?? 1000, run.Value(options.KernelWidth) ?? double.NaN, run.Seed), samples ?? 1000),
        };
        using var progress = run.Progress("explaining rows", features.Length / n);
        return (Attributions.Of(made.Explainer, features, outputs, run.Value(options.Interval), run.Threads, subsets, done => progress.Advance(done)), made.Settings);
    }

    // Small tables can afford more: as many slopes as take some ten seconds, between 16 and 128 per row.
    private static int GradientSamples(int rows, ExplainableModel model, int outputs) =>
        (int)Math.Clamp(40_000_000L / ((long)rows * (model.Networks?.Networks.Count ?? 1) * outputs), 16, 128);

    private static (RowExplainer Explainer, string Settings) Kernel(KernelShap shap) => (shap, $"{shap.Sets} sets of features{(shap.IsComplete ? ", all there are: exact" : "")}");

    private static (RowExplainer Explainer, string Settings) Local(Lime lime, int samples) => (lime, $"{samples} rows around each, kernel width {Text(lime.Width)} standard deviations");

    /// <summary>Sampled Shapley values of a few rows beside the fast ones.</summary>
    private ExplainCheck Compare(RowFunction function, float[] features, Background background, ExplainedOutput output, Attributions found)
    {
        var n = found.FeatureCount;
        var cost = (long)4 * n * background.Count * found.Members;
        var chosen = Learning.Background.Choose(found.RowCount, (int)Math.Clamp(8_000_000 / cost, 3, 40), run.Seed);
        float[] few = [.. chosen.SelectMany(row => features.AsSpan(row * n, n).ToArray())];
        var truth = Attributions.Of(new PermutationShap(function, background, 2, run.Seed), few, [new ExplainedOutput(output.Name, [.. chosen.Select(row => output.Index[row])])], 0.9, run.Threads)[0];
        double difference = 0, size = 0, agreement = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            var pairs = new float[2 * n];
            for (var feature = 0; feature < n; feature++)
            {
                var (fast, sampled) = (found.Mean[(chosen[i] * n) + feature], truth.Mean[(i * n) + feature]);
                difference += (fast - sampled) * (double)(fast - sampled);
                size += sampled * (double)sampled;
                (pairs[2 * feature], pairs[(2 * feature) + 1]) = (fast, sampled);
            }

            agreement += FeatureRanks.Correlation(pairs, 2)[1] / chosen.Length;
        }

        return new ExplainCheck(chosen.Length, size > 0 ? Math.Sqrt(difference / size) : 0, agreement);
    }

    private void TellDoubts(Background? background, ExplainMethod method, IReadOnlyList<Attributions> found, ExplainCheck? check)
    {
        if (check is not null)
        {
            run.Log(string.Create(CultureInfo.InvariantCulture, $"check on {check.Rows} rows: expected gradients differ from sampled Shapley values by {100 * check.Difference:0.#} % (root mean square of the relevances), rank correlation {check.Agreement:0.00}"));
            run.Result("difference_from_sampled_shapley", check.Difference);
            if (check.Difference > RoughDifference)
                run.Warn(string.Create(CultureInfo.InvariantCulture, $"expected gradients only approximate Shapley values, and here they differ from sampled ones by {100 * check.Difference:0} %: features interact, or --samples are few; --method shap-permutation with --max-rows samples the values themselves{(background!.FeatureCount <= ExactShapley.MaximumFeatures ? ", shap-exact computes them" : "")}"));
        }

        if (found[0] is { HasSpread: true, JudgesTrust: false })
            run.Warn($"{found[0].Members} members are too few to say which relevances are trusted; 'trusted' is left empty, it takes {Attributions.JudgedMembers}");
        foreach (var one in found)
        {
            if (Array.Exists(one.Mean, share => !float.IsFinite(share)))
                throw OceanException.BadInput($"the model gives no finite number for mixtures of rows, which {ExplainMethods.Name(method)} asks it about; try {(method == ExplainMethod.ShapExact ? "lime" : "permutation")}, or leave out rows of unusual features");
            var (residual, size) = Residuals(one);
            run.Result($"residual {one.Output.Name}", residual);
            if (method != ExplainMethod.Lime && residual > (method == ExplainMethod.IntegratedGradients ? 0.02 : 0.25) * size)
                run.Warn(string.Create(CultureInfo.InvariantCulture, $"{one.Output.Name}: the relevances leave {residual:G3} (root mean square) of outputs that vary by {size:G3} around the base value unexplained{(method is ExplainMethod.Lrp or ExplainMethod.LrpAlphaBeta ? ": biases and epsilon absorb it" : method == ExplainMethod.GradientInput ? ": slopes at the row do not sum up to the output; integrated-gradients does" : "; more --samples make it smaller")}"));
        }

        if (background is null || method == ExplainMethod.Permutation) return;
        var constant = Enumerable.Range(0, background.FeatureCount).Count(i => background.Deviation[i] == 0);
        if (constant > 0 && background.Count > 1) run.Warn($"{constant} of {background.FeatureCount} features do not vary in the background: where they do not vary in the explained rows either, they have no relevance");
    }

    /// <summary>Root mean square of the residual, and of the output less the base value.</summary>
    public static (double Residual, double Size) Residuals(Attributions found)
    {
        double residual = 0, size = 0;
        for (var row = 0; row < found.RowCount; row++)
        {
            residual += Math.Pow(found.Residual(row), 2);
            size += Math.Pow(found.Values[row] - found.Bases[row], 2);
        }

        return (Math.Sqrt(residual / found.RowCount), Math.Sqrt(size / found.RowCount));
    }

    private ExplainedPart Part(Attributions found, ExplainableModel model, float[] features, IReadOnlyList<FeatureGroup> groups)
    {
        var single = ImportanceSummary.OfFeatures(found, model.Features, features, run.Value(options.Interval));
        var grouped = groups.Any(group => group.Members.Length > 1) ? ImportanceSummary.OfGroups(found, groups) : [];
        return new ExplainedPart(found.Output.Name, found.Output.Unit, [.. single, .. grouped], [.. grouped]);
    }

    private IReadOnlyList<FeatureEffect> Effects(ExplainableModel model, RowFunction function, bool logit, float[] features, Attributions? found, ExplainedPart part)
    {
        if (run.Value(options.Curves) is null && run.Value(options.Figures) is null) return [];
        int[] top = [.. part.Importance.Where(one => one.Subset.By.Length == 0 && !part.IsGroup(one)).Take(run.Value(options.Top)).Select(one => one.Group.Members[0])];
        var n = model.Features.Count;
        int[] whole = [.. Enumerable.Range(0, features.Length / n).Where(row => features.AsSpan(row * n, n).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) < 0)];
        if (whole.Length == 0)
        {
            run.Warn("no row has every feature: there are no curves");
            return [];
        }

        var rows = Learning.Background.Sample([.. whole.SelectMany(row => features.AsSpan(row * n, n).ToArray())], n, EffectRows, run.Seed).Rows;
        var members = model.Networks is { } networks && (logit || !model.IsClassification) ? Enumerable.Range(0, networks.Networks.Count).Select(networks.Member).ToArray() : [function];
        int[] outputs = [.. (found is null || found.Output.Name == "predicted class" ? Enumerable.Range(0, model.Outputs.Count) : Asked(model)).Distinct()];
        return [.. Enum.GetValues<EffectKind>().Reverse().SelectMany(kind => FeatureEffects.Of(kind, members, rows, top, outputs, EffectIntervals, run.Value(options.Interval), run.Threads))];
    }

    private IEnumerable<int> Asked(ExplainableModel model)
    {
        var asked = ExplainOptions.Words(run.Value(options.Outputs));
        var names = asked.Count == 0 ? model.Outputs : TablePatterns.Match(new Table(model.Outputs.Select(name => new NumberColumn(name, []))), asked);
        return names.Select(name => model.Outputs.ToList().IndexOf(name));
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
