using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Draws what was found.</summary>
internal static class ExplainFigures
{
    private const int MostOutputs = 12;
    private const int RugMarks = 40;

    public static void Draw(StepRun run, Explained found, string folder, IReadOnlyList<string> formats, int top, double interval)
    {
        Directory.CreateDirectory(folder);
        if (found.Parts.Count > MostOutputs) run.Warn($"figures are drawn of the first {MostOutputs} of {found.Parts.Count} outputs; --outputs chooses");
        var figures = new List<Figure>();
        for (var i = 0; i < Math.Min(found.Parts.Count, MostOutputs); i++)
        {
            figures.Add(Bars(found, i, top, interval, groups: false));
            if (found.Parts[i].Groups.Count > 0) figures.Add(Bars(found, i, top, interval, groups: true));
            if (found.Attributions.Count > i) figures.Add(Beeswarm(found, i, top));
            if (found.Attributions.Count > i && Map(found, i) is { } map) figures.Add(map);
        }

        foreach (var curves in found.Effects.GroupBy(effect => effect.Output).Take(MostOutputs)) figures.Add(Curves(found, [.. curves], interval));
        foreach (var figure in figures)
        {
            foreach (var format in formats)
            {
                var path = Path.Combine(folder, $"{figure.Id}.{format}");
                run.Write(path, temporary => figure.Save(temporary));
            }
        }
    }

    private static string Id(string kind, string output) => kind + "-" + string.Concat(output.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static string Of(Explained found, string output) => found.Model.IsClassification
        ? found.Method == ExplainMethod.Permutation ? "the class" : output == "predicted class" ? $"the {found.Space.Split(' ')[0]} of the predicted class" : $"the {found.Space.Split(' ')[0]} of class {output}"
        : $"the prediction of {output}";

    private static string Subtitle(Explained found) =>
        $"{found.ModelName}, {found.Rows.Length} rows; {ExplainMethods.Words(found.Method)}";

    private static ImportanceFigure Bars(Explained found, int i, int top, double interval, bool groups)
    {
        var part = found.Parts[i];
        var permuted = found.Method == ExplainMethod.Permutation;
        var all = part.Importance.Where(one => one.Subset.By.Length == 0 && part.IsGroup(one) == groups).ToList();
        var shown = all.Take(Math.Max(top, 15)).ToList();
        var percent = (100 * interval).ToString("0.#", CultureInfo.InvariantCulture);
        var hasSpread = shown.Any(one => double.IsFinite(one.Lower));
        var remarks = new List<string>();
        if (all.Count > shown.Count) remarks.Add($"{all.Count - shown.Count} less important ones are not shown.");
        if (groups) remarks.Add(permuted ? "Features of a group are shuffled together." : "Relevances of the features of a group are summed row by row.");
        if (permuted) remarks.Add("A feature that another can replace loses little when shuffled alone.");
        return new ImportanceFigure
        {
            Id = Id(groups ? "importance-groups" : "importance", part.Name),
            Title = groups ? $"What {Of(found, part.Name)} rests on: features that go together" : $"What {Of(found, part.Name)} rests on",
            Subtitle = Subtitle(found),
            Measure = (permuted ? "Increase of the error when shuffled" : "Mean absolute relevance", part.Unit),
            Bars = [.. shown.Select(one => new ImportanceBar(one.Group.Name, one.Importance, one.Lower, one.Upper, one.Direction, Note(one)))],
            Interval = !hasSpread ? "" : permuted ? $"{percent} % of the shuffles" : $"{percent} % of {found.Members} members",
            Remarks = remarks,
        };
    }

    private static string Note(FeatureImportance one) => double.IsFinite(one.Trusted)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * one.Share:0} %, trusted in {100 * one.Trusted:0} % of rows")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * one.Share:0} %");

    private static BeeswarmFigure Beeswarm(Explained found, int i, int top)
    {
        var (part, attributions) = (found.Parts[i], found.Attributions[i]);
        var n = attributions.FeatureCount;
        var rows = Background.Choose(attributions.RowCount, BeeswarmFigure.MaximumPoints, 1);
        var shown = part.Importance.Where(one => one.Subset.By.Length == 0 && !part.IsGroup(one)).Take(top).Select(one => one.Group.Members[0]);
        return new BeeswarmFigure
        {
            Id = Id("relevance", part.Name),
            Title = $"How features push {Of(found, part.Name)}, row by row",
            Subtitle = Subtitle(found),
            Measure = (found.Model.Log10 ? "Relevance, in log10 units" : "Relevance", found.Model.Log10 ? null : part.Unit),
            Rows = [.. shown.Select(feature => new BeeswarmRow(found.Model.Features[feature], [.. rows.Select(row => (double)attributions.Mean[(row * n) + feature])], Positions(found.Features, n, feature, rows)))],
            Remarks = rows.Length < attributions.RowCount ? [$"A sample of {rows.Length} of {attributions.RowCount} rows; the few beyond the axis stand at its edge."] : [],
        };
    }

    private static double[] Positions(float[] features, int n, int feature, int[] rows)
    {
        double[] values = [.. rows.Select(row => (double)features[(row * n) + feature])];
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        if (sorted[0] == sorted[^1]) return [.. values.Select(_ => double.NaN)];
        return [.. values.Select(value =>
        {
            var low = Array.BinarySearch(sorted, value);
            var (first, last) = (low, low);
            while (first > 0 && sorted[first - 1] == value) first--;
            while (last < sorted.Length - 1 && sorted[last + 1] == value) last++;
            return (first + last) / 2.0 / (sorted.Length - 1);
        })];
    }

    private static CategoryMapFigure? Map(Explained found, int i)
    {
        if (Explaining.Positions(found.Table) is not { } positions) return null;
        double[] latitudes = [.. found.Rows.Select(row => positions.Latitudes[row])], longitudes = [.. found.Rows.Select(row => positions.Longitudes[row])];
        if (!latitudes.Zip(longitudes).Any(position => double.IsFinite(position.First) && double.IsFinite(position.Second))) return null;
        var attributions = found.Attributions[i];
        var names = found.Model.Features;
        bool[] pale = attributions.HasSpread ? [.. Enumerable.Range(0, attributions.RowCount).Select(row => !attributions.IsTrusted(row, attributions.Dominant(row)))] : [];
        return CategoryMapFigure.Make(
            Id("map", found.Parts[i].Name),
            $"The feature that {Of(found, found.Parts[i].Name)} rests on most",
            latitudes,
            longitudes,
            [.. Enumerable.Range(0, attributions.RowCount).Select(row => names[attributions.Dominant(row)])],
            pale,
            "pale: members disagree on its sign") with { Subtitle = Subtitle(found) };
    }

    private static EffectsFigure Curves(Explained found, IReadOnlyList<FeatureEffect> effects, double interval)
    {
        var model = found.Model;
        var name = model.Outputs[effects[0].Output];
        var members = effects.Any(effect => effect.Lower.Length > 0);
        var panels = new List<EffectPanel>();
        foreach (var feature in effects.Select(effect => effect.Feature).Distinct())
        {
            var own = effects.Where(effect => effect.Feature == feature).OrderByDescending(effect => effect.Kind).ToList();
            var variable = model.Signature.Features[feature];
            panels.Add(new EffectPanel(variable.Name, variable.Unit, [.. own.Select(Curve)], Rug(found.Features, model.Features.Count, feature), variable.Low, variable.High));
        }

        return new EffectsFigure
        {
            Id = Id("curves", name),
            Title = $"Mean effect of features on {(model.IsClassification ? $"class {name}" : name)} along their range",
            Subtitle = Subtitle(found).Split(';')[0],
            Measure = (model.Log10 ? "Effect, in log10 units" : "Effect", model.IsClassification || model.Log10 ? null : model.Unit(effects[0].Output)),
            Panels = panels,
            Remarks = [
                "Ticks at the bottom: values of the rows. Both curves are differences from their mean; where they part, features act together or go together.",
                .. members ? new[] { $"Bands: {(100 * interval).ToString("0.#", CultureInfo.InvariantCulture)} % of the members." } : [],
            ],
        };
    }

    // Partial dependence is drawn as the difference from its mean over the rows, so that it lies over the accumulated effects.
    private static EffectCurve Curve(FeatureEffect effect)
    {
        var total = Math.Max(1, effect.Counts.Sum());
        var mean = 0.0;
        for (var g = 1; g < effect.Grid.Length; g++) mean += effect.Counts[g] * (effect.Values[g] + effect.Values[g - 1]) / 2 / total;
        double[] Less(double[] values) => [.. values.Select(value => value - mean)];
        return effect.Kind == EffectKind.AccumulatedLocal
            ? new EffectCurve("accumulated local effects", effect.Grid, effect.Values, effect.Lower, effect.Upper)
            : new EffectCurve("partial dependence", effect.Grid, Less(effect.Values), [], []);
    }

    private static double[] Rug(float[] features, int n, int feature)
    {
        var values = new double[features.Length / n];
        for (var row = 0; row < values.Length; row++) values[row] = features[(row * n) + feature];
        Array.Sort(values);
        return [.. Enumerable.Range(0, Math.Min(RugMarks, values.Length)).Select(i => values[(int)((i + 0.5) / Math.Min(RugMarks, values.Length) * values.Length)]).Distinct()];
    }
}
