using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A training table in the making: everything derived, and which rows have what is needed.</summary>
internal sealed class DatasetDraft
{
    private readonly DatasetRecipe recipe;
    private readonly FeatureContext context;
    private readonly List<string> features;
    private readonly List<string> targets;
    private readonly SortedDictionary<string, int> rejected = new(StringComparer.Ordinal);
    private readonly SeriesEvents? events;
    private SplitRows? splitRows;

    public DatasetDraft(Table table, DatasetRecipe recipe, Split? split, int[]? fold)
    {
        this.recipe = recipe;
        context = new FeatureContext(table, recipe.Rows) { Split = split, Fold = fold, Given = recipe.Climatologies };
        features = [.. recipe.Features];
        foreach (var name in features) _ = context.Number(name);
        foreach (var request in recipe.Derive)
        {
            var columns = FeatureCatalogue.Find(request.Function).Derive(context, request).ToList();
            if (columns.Count == 0) throw request.Wrong("it makes no column");
            context.Add(columns, request);

            // What is given a name that begins with an underscore is a step on the way, not a feature.
            if (request.Name?.StartsWith('_') != true) features.AddRange(columns.Select(column => column.Name));
        }

        events = recipe.Event is { } rule ? Events(rule) : null;
        ClimatologyFeatures.RefuseTargets(context, recipe.Event is { } made ? [.. recipe.Targets, made.Column] : recipe.Targets);
        targets = Targets();
        if (features.Intersect(targets).FirstOrDefault() is { } both) throw OceanException.Usage($"'{both}' is both a feature and a target; give --lead to predict it ahead, or leave it out of --features");
        Kept = Sift();
    }

    /// <summary>Rows that have what is needed.</summary>
    public List<int> Kept { get; }

    private TimeSpan Lead => recipe.Leads.DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>How far rows of different folds must be apart to share no value: what features look back, what targets look ahead, and a step.</summary>
    private TimeSpan Margin => TimeSpan.FromMicroseconds(context.LookBack + (context.LookBack > 0 || Lead > TimeSpan.Zero ? context.Series.Step : 0)) + Lead;

    /// <summary>Splits the rows that are kept.</summary>
    public Split Split()
    {
        var plan = recipe.Split!;
        if (plan.IsTemporal && plan.Margin is null && (context.UsesSeries || Lead > TimeSpan.Zero)) plan = plan with { Margin = Margin };
        return Splitting.Make(Rows(plan), plan, recipe.Seed);
    }

    /// <summary>The table of the rows that are kept, less those in a margin.</summary>
    public PreparedDataset Finish(Split? split)
    {
        var kept = Kept.ToArray();
        if (split is not null)
        {
            Reject(DatasetPreparation.Margin, split.InMargin);
            int[] left = [.. Enumerable.Range(0, kept.Length).Where(i => split.Fold[i] != Learning.Split.None)];
            kept = [.. left.Select(i => kept[i])];
            splitRows = splitRows is null || splitRows.Count != split.Fold.Length ? Rows(split.Plan) : splitRows;
            splitRows = Taken(splitRows, left);
            split = split with { Fold = [.. left.Select(i => split.Fold[i])], Unit = [.. left.Select(i => split.Unit[i])] };
        }

        var table = context.Table.Take(kept);
        if (split is not null) table = table.With(FoldColumn(split));
        if (split is { IsParts: false }) table = WithUnits(table, split);
        return new PreparedDataset(table, kept, features, targets, rejected, [.. context.Warnings, .. split?.Warnings ?? []])
        {
            Split = split,
            SplitRows = splitRows,
            Climatologies = context.Climatologies,
            Events = events,
            Step = context.UsesSeries ? TimeSpan.FromMicroseconds(context.Series.Step) : null,
            LookBack = TimeSpan.FromMicroseconds(context.LookBack),
            Margin = Margin,
        };
    }

    /// <summary>Adds the units that were dealt out into folds: what has one fold for each of five has more to calibrate intervals with.</summary>
    private Table WithUnits(Table table, Split split)
    {
        if (table.Find(SplitRows.UnitColumn) is { } own && own.Metadata.Source?.StartsWith($"{Derived.Mark}split ", StringComparison.Ordinal) != true)
        {
            context.Warnings.Add($"the table has a column '{SplitRows.UnitColumn}' of its own, so the units of the split (weeks, years, cells) are not written; rename it to have them");
            return table;
        }

        return table.With(new TextColumn(SplitRows.UnitColumn, [.. split.Unit.Select(unit => split.UnitNames[unit])], new ColumnMetadata(LongName: "What a row is held out together with, within its fold", Source: $"{Derived.Mark}split {split.Plan.Text}: {split.Sentence}")));
    }

    private static TextColumn FoldColumn(Split split)
    {
        var name = split.IsParts ? "split" : "fold";
        return new TextColumn(name, [.. split.Fold.Select(fold => split.FoldNames[fold])], new ColumnMetadata(LongName: split.IsParts ? "Part of the split" : "Fold of the cross-validation", Source: $"{Derived.Mark}split {split.Plan.Text}: {split.Sentence}"));
    }

    private static SplitRows Taken(SplitRows rows, int[] left)
    {
        var width = rows.FeatureCount;
        return rows with
        {
            Count = left.Length,
            Groups = rows.Groups is null ? null : [.. left.Select(i => rows.Groups[i])],
            Times = rows.Times is null ? null : [.. left.Select(i => rows.Times[i])],
            Latitudes = rows.Latitudes is null ? null : [.. left.Select(i => rows.Latitudes[i])],
            Longitudes = rows.Longitudes is null ? null : [.. left.Select(i => rows.Longitudes[i])],
            Labels = rows.Labels is null ? null : [.. left.Select(i => rows.Labels[i])],
            Units = rows.Units is null ? null : [.. left.Select(i => rows.Units[i])],
            Target = rows.Target is null ? null : [.. left.Select(i => rows.Target[i])],
            Classes = rows.Classes is null ? null : [.. left.Select(i => rows.Classes[i])],
            Features = rows.Features is null ? null : [.. left.SelectMany(i => rows.Features[(i * width)..((i + 1) * width)])],
        };
    }

    private SplitRows Rows(SplitPlan plan)
    {
        int[] kept = [.. Kept];
        var rows = SplitRows.Of(context.Table, plan, recipe.GroupColumn, recipe.GroupPattern, kept);
        var values = new float[kept.Length * features.Count];
        for (var f = 0; f < features.Count; f++)
        {
            var column = context.Number(features[f]).Values;
            for (var i = 0; i < kept.Length; i++) values[(i * features.Count) + f] = (float)column[kept[i]];
        }

        var target = targets.Count > 0 ? context.Number(targets[0]).Values : null;
        rows = rows with { Features = features.Count > 0 ? values : null, Target = target is null ? null : [.. kept.Select(row => target[row])] };
        if (recipe.Event is not null)
        {
            // Beside the end of a series only the shorter leads are known: the first that is stands for the row.
            var states = targets.Where(name => name.StartsWith("event", StringComparison.Ordinal)).Select(name => context.Number(name).Values).ToArray();
            int[] classes = [.. kept.Select(row => states.Select(values => values[row]).Where(double.IsFinite).Select(value => (int)value).FirstOrDefault(-1))];
            if (!classes.Contains(-1)) rows = rows with { Classes = classes, ClassNames = ["no event", "event"] };
        }

        return splitRows = rows;
    }

    private SeriesEvents Events(EventRule rule)
    {
        var column = context.Number(rule.Column);
        var times = ((TimeColumn)context.Table["time"]).Values;
        var found = SeriesEvents.Find(rule, column.Values, times, context.Series);
        var source = $"{Derived.Mark}{rule.Sentence}";
        if (found.Events.Count == 0) throw OceanException.NothingSelected($"--event: there is no event ({rule.Sentence}); {found.TooShort} runs were too short, and the largest and smallest value of '{rule.Column}' are {Extreme(column.Values, Math.Max)} and {Extreme(column.Values, Math.Min)}");
        foreach (var name in (ReadOnlySpan<string>)["event", "event_id"])
        {
            if (context.Table.Has(name)) throw OceanException.BadInput($"{context.Table.Label}: has a column '{name}' already; rename it to find events");
        }

        var request = new FeatureRequest("above", [], null, "--event");
        context.Add(
        [
            new NumberColumn("event", found.State, new ColumnMetadata("1", LongName: $"1 within an event, 0 outside. Known only when the event is over: a target, never a feature", Source: source), NumberKind.Int64),
            new NumberColumn("event_id", found.Number, new ColumnMetadata("1", LongName: "Number of the event", Source: source), NumberKind.Int64),
        ], request);
        return found;
    }

    private static string Extreme(double[] values, Func<double, double, double> choose) =>
        values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Aggregate(choose).ToString("G6", System.Globalization.CultureInfo.InvariantCulture);

    private List<string> Targets()
    {
        var names = recipe.Event is null ? recipe.Targets : [.. recipe.Targets, "event"];
        foreach (var name in names) _ = context.Number(name);
        if (recipe.Leads.Count == 0) return [.. names];
        if (names.Count == 0) throw OceanException.Usage("--lead needs --targets or --event: what should be predicted ahead?");
        var request = new FeatureRequest("lag", [], null, "--lead");
        var made = new List<string>();
        foreach (var name in names)
        {
            foreach (var lead in recipe.Leads)
            {
                if (lead == TimeSpan.Zero)
                {
                    made.Add(name);
                    continue;
                }

                var column = LeadTargets.Of(context.Number(name), lead, context.Series, "--lead");
                context.Add([column], request);
                made.Add(column.Name);
            }
        }

        return made;
    }

    private List<int> Sift()
    {
        var table = context.Table;
        var reason = new string?[table.RowCount];
        if (context.UsesSeries)
        {
            var times = ((TimeColumn)table["time"]).Values;
            for (var row = 0; row < reason.Length; row++) reason[row] = times[row] == Timestamp.Missing ? DatasetPreparation.NoTime : null;
            var duplicates = context.Series.Duplicates();
            foreach (var row in duplicates) reason[row] = DatasetPreparation.DuplicateTime;
            if (duplicates.Count > 0) context.Warnings.Add($"{duplicates.Count} rows have the platform, depth and time of an earlier row and are left out (tell series apart with --series, or bring them to one value per step with --resample)");
        }

        var columns = features.Select(name => context.Number(name).Values).ToArray();
        var wanted = targets.Select(name => context.Number(name).Values).ToArray();
        var kept = new List<int>(reason.Length);
        for (var row = 0; row < reason.Length; row++)
        {
            var why = reason[row] ?? (wanted.Length > 0 && Array.TrueForAll(wanted, values => !double.IsFinite(values[row])) ? DatasetPreparation.NoTarget : null);
            if (why is null && !recipe.KeepMissing && Array.Exists(columns, values => !double.IsFinite(values[row]))) why = context.IsGap[row] ? DatasetPreparation.Gap : DatasetPreparation.MissingFeature;
            if (why is null) kept.Add(row);
            else Reject(why, 1);
        }

        return kept.Count > 0 ? kept : throw OceanException.NothingSelected(EmptyResult.Explain(context, features, targets, rejected));
    }

    private void Reject(string reason, int count)
    {
        if (count > 0) rejected[reason] = rejected.GetValueOrDefault(reason) + count;
    }
}
