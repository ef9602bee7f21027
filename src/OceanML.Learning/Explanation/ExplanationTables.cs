using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Explanations as tables.</summary>
public static class ExplanationTables
{
    /// <summary>
    /// The importance table: one row per explained output, subset of the rows, and feature or group: <c>output</c>, <c>by</c>, <c>subset</c>,
    /// <c>kind</c> (feature or group), <c>feature</c>, <c>members</c> (the features of a group), <c>rank</c>, <c>importance</c>, <c>importance_lower</c>,
    /// <c>importance_upper</c>, <c>rank_lower</c>, <c>rank_upper</c>, <c>share</c>, <c>mean_relevance</c>, <c>direction</c>, <c>trusted</c>, <c>n</c>, <c>unit</c>.
    /// </summary>
    /// <param name="parts">What was found for each output.</param>
    /// <param name="names">Names of the features.</param>
    public static Table Importance(IReadOnlyList<ExplainedPart> parts, IReadOnlyList<string> names)
    {
        var all = parts.SelectMany(part => part.Importance.Select(one => (part, one))).ToList();
        TextColumn Text(string name, string longName, Func<(ExplainedPart Part, FeatureImportance One), string?> of) => new(name, [.. all.Select(of)], new ColumnMetadata(LongName: longName));
        NumberColumn Number(string name, string longName, Func<FeatureImportance, double> of, NumberKind kind = NumberKind.Float64) => new(name, [.. all.Select(pair => of(pair.one))], new ColumnMetadata(LongName: longName), kind);
        return new Table(
        [
            Text("output", "what is explained", pair => pair.Part.Name),
            Text("by", "column or region that divides the rows; empty for all rows", pair => pair.One.Subset.By),
            Text("subset", "its value; empty for all rows", pair => pair.One.Subset.Value),
            Text("kind", "feature, or group of features that go together", pair => pair.One.Group.Members.Length > 1 || pair.Part.IsGroup(pair.One) ? "group" : "feature"),
            Text("feature", "name of the feature or group", pair => pair.One.Group.Name),
            Text("members", "features of the group", pair => string.Join(' ', pair.One.Group.Members.Select(member => names[member]))),
            Number("rank", "place by importance among the features, or the groups, of the subset", one => one.Rank, NumberKind.Int64),
            Number("importance", "mean absolute relevance, or increase of the loss when shuffled", one => one.Importance),
            Number("importance_lower", "lower end of its interval over members or shuffles", one => one.Lower),
            Number("importance_upper", "upper end", one => one.Upper),
            Number("rank_lower", "best place within that interval of the members", one => one.RankLow > 0 ? one.RankLow : double.NaN),
            Number("rank_upper", "worst place", one => one.RankHigh > 0 ? one.RankHigh : double.NaN),
            Number("share", "importance as a share of the sum", one => one.Share),
            Number("mean_relevance", "mean relevance with its sign; empty where the class differs from row to row", one => one.Mean),
            Number("direction", "rank correlation between the values of the feature and its relevance: 1 high values raise the output, -1 they lower it; empty where the class differs from row to row", one => one.Direction),
            Number("trusted", "share of the rows whose relevance has an interval over members without zero; empty with fewer than 5 members", one => one.Trusted),
            Number("n", "number of rows", one => one.Subset.Count, NumberKind.Int64),
            Text("unit", "unit of importance and relevance", pair => pair.Part.Unit),
        ]);
    }

    /// <summary>
    /// The relevances row by row: the columns kept, <c>row</c> (its number in the table, from 1), <c>output</c>, <c>value</c>, <c>base_value</c>,
    /// <c>residual</c>, <c>feature_relevance</c> and with members <c>feature_relevance_sigma</c>, <c>_lower</c>, <c>_upper</c> for every feature,
    /// <c>dominant_feature</c> and <c>dominant_trusted</c>. Several outputs stand below each other.
    /// </summary>
    /// <param name="found">The relevances of each output.</param>
    /// <param name="names">Names of the features.</param>
    /// <param name="table">The explained table.</param>
    /// <param name="rows">The rows explained, numbers in the table.</param>
    /// <param name="outputs">Names of the outputs.</param>
    /// <param name="keep">Columns of the table to keep.</param>
    public static Table Rows(IReadOnlyList<Attributions> found, IReadOnlyList<string> names, Table table, int[] rows, IReadOnlyList<string> outputs, IReadOnlyList<string> keep)
    {
        int[] repeated = [.. found.SelectMany(_ => rows)];
        var count = repeated.Length;
        var columns = new List<Column>();
        foreach (var name in keep) columns.Add(table[name].Take(repeated));
        var taken = keep.ToHashSet(StringComparer.Ordinal);
        void Add(Column column)
        {
            if (!taken.Add(column.Name)) throw OceanException.BadInput($"{table.Label}: the column '{column.Name}' has the name of a column of the result; leave it out of --keep");
            columns.Add(column);
        }

        double[] Numbers(Func<Attributions, int, double> of)
        {
            var values = new double[count];
            for (int q = 0, at = 0; q < found.Count; q++)
            {
                for (var row = 0; row < rows.Length; row++) values[at++] = of(found[q], row);
            }

            return values;
        }

        string?[] Texts(Func<Attributions, int, string?> of)
        {
            var values = new string?[count];
            for (int q = 0, at = 0; q < found.Count; q++)
            {
                for (var row = 0; row < rows.Length; row++) values[at++] = of(found[q], row);
            }

            return values;
        }

        var unit = found.Select(one => one.Output.Unit).Distinct().Count() == 1 ? found[0].Output.Unit : null;
        Add(new NumberColumn("row", [.. repeated.Select(row => row + 1.0)], new ColumnMetadata("1", LongName: $"row of {table.Label}, from 1"), NumberKind.Int64));
        Add(new TextColumn("output", Texts((one, row) => outputs[one.Output.Index[row]]), new ColumnMetadata(LongName: "what is explained")));
        Add(new NumberColumn("value", Numbers((one, row) => one.Values[row]), new ColumnMetadata(unit, LongName: "the explained output of the model")));
        Add(new NumberColumn("base_value", Numbers((one, row) => one.Bases[row]), new ColumnMetadata(unit, LongName: "what the relevances count from")));
        Add(new NumberColumn("residual", Numbers((one, row) => one.Residual(row)), new ColumnMetadata(unit, LongName: "value less base value less the sum of the relevances")));
        for (var i = 0; i < names.Count; i++)
        {
            var feature = i;
            NumberColumn Of(string ending, string longName, Func<Attributions, float[]> part) => new(
                $"{names[feature]}_relevance{ending}", Numbers((one, row) => part(one)[(row * names.Count) + feature]), new ColumnMetadata(unit, LongName: $"{longName} {names[feature]}"), NumberKind.Float32);
            Add(Of("", "relevance of", one => one.Mean));
            if (!found[0].HasSpread) continue;
            Add(Of("_sigma", "standard deviation between members of the relevance of", one => one.Deviation));
            Add(Of("_lower", "lower end of the interval over members of the relevance of", one => one.Lower));
            Add(Of("_upper", "upper end of the interval over members of the relevance of", one => one.Upper));
        }

        Add(new TextColumn("dominant_feature", Texts((one, row) => names[one.Dominant(row)]), new ColumnMetadata(LongName: "feature of the largest absolute relevance")));
        if (found[0].HasSpread)
            Add(new TextColumn("dominant_trusted", Texts((one, row) => !one.JudgesTrust ? null : one.IsTrusted(row, one.Dominant(row)) ? "yes" : "no"), new ColumnMetadata(LongName: "whether the interval over members of its relevance excludes zero; empty with fewer than 5 members")));
        return new Table(columns);
    }

    /// <summary>The curves: <c>output</c>, <c>feature</c>, <c>kind</c> (ale, pdp), <c>x</c>, <c>effect</c>, <c>effect_lower</c>, <c>effect_upper</c>, <c>n</c> (rows between this x and the one before), <c>unit_x</c>, <c>unit</c>.</summary>
    /// <param name="effects">The curves.</param>
    /// <param name="model">The model.</param>
    public static Table Effects(IReadOnlyList<FeatureEffect> effects, ExplainableModel model)
    {
        var points = effects.SelectMany(effect => effect.Grid.Select((_, g) => (effect, g))).ToList();
        TextColumn Text(string name, Func<FeatureEffect, string?> of) => new(name, [.. points.Select(point => of(point.effect))]);
        NumberColumn Number(string name, string longName, Func<FeatureEffect, int, double> of) => new(name, [.. points.Select(point => of(point.effect, point.g))], new ColumnMetadata(LongName: longName));
        return new Table(
        [
            Text("output", effect => model.Outputs[effect.Output]),
            Text("feature", effect => model.Signature.Features[effect.Feature].Name),
            Text("kind", effect => effect.Kind == EffectKind.AccumulatedLocal ? "ale" : "pdp"),
            Number("x", "value of the feature", (effect, g) => effect.Grid[g]),
            Number("effect", "ale: difference from the mean output; pdp: mean output", (effect, g) => effect.Values[g]),
            Number("effect_lower", "lower end of its interval over members", (effect, g) => effect.Lower.Length > 0 ? effect.Lower[g] : double.NaN),
            Number("effect_upper", "upper end", (effect, g) => effect.Upper.Length > 0 ? effect.Upper[g] : double.NaN),
            Number("n", "rows between this value and the one before", (effect, g) => effect.Counts[g]),
            Text("unit_x", effect => model.Signature.Features[effect.Feature].Unit),
            Text("unit", effect => model.Unit(effect.Output)),
        ]);
    }
}
