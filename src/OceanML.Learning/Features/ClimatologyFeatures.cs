using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Anomalies. What is normal is learned from rows a model may learn from, never from those it is judged on: with train, validation and test from the
/// training part; with folds for each fold from the other folds, so that values of different folds differ slightly, and those of a training row hold something of
/// the fold that is held out. Of a target a model could read the held-out values from that, so it is refused (<see cref="RefuseTargets"/>); parts are the strict
/// way. A climatology given in a file goes before.
/// </summary>
internal static class ClimatologyFeatures
{
    public static IEnumerable<NumberColumn> Anomaly(FeatureContext context, FeatureRequest request) =>
        Columns(context, request, "anomaly", (value, normal) => value - normal, "Anomaly of");

    public static IEnumerable<NumberColumn> Normal(FeatureContext context, FeatureRequest request) =>
        Columns(context, request, "climatology", (_, normal) => normal, "What is normal for the day of");

    /// <summary>Fails where a climatology that was learned fold by fold is that of a target, or of a column that a target is made of.</summary>
    /// <exception cref="OceanException">There is one.</exception>
    public static void RefuseTargets(FeatureContext context, IEnumerable<string> targets)
    {
        foreach (var target in targets)
        {
            foreach (var (request, column) in context.LearnedByFold)
            {
                if (!context.Origins(target).Overlaps(context.Origins(column))) continue;
                var what = column == target ? $"'{column}' is a target" : $"'{column}' and the target '{target}' are made of one column";
                throw OceanException.Usage($"--derive {request.Text}: {what}, and with folds the climatology in a training row holds values of the fold that is held out, from which a model could read its target; give --parts (train, validation and test), or --climatology FILE learned from other data");
            }
        }
    }

    private static IEnumerable<NumberColumn> Columns(FeatureContext context, FeatureRequest request, string suffix, Func<double, double, double> function, string words)
    {
        request.RequireArguments(1, 2);
        var kind = request.Arguments.Count < 2 ? ClimatologyKind.Harmonic : request.Argument(1) switch
        {
            "harmonic" => ClimatologyKind.Harmonic,
            "month" => ClimatologyKind.Month,
            var other => throw request.Wrong($"'{other}' is neither harmonic nor month"),
        };
        var times = context.Times(request);
        foreach (var column in context.Numbers(request.Argument(0)))
        {
            var values = new double[column.Length];
            var normals = Normals(context, request, column, kind, times, out var origin);
            for (var row = 0; row < values.Length; row++) values[row] = function(column.Values[row], normals(row));
            var unseen = Enumerable.Range(0, values.Length).Count(row => double.IsNaN(normals(row)) && times[row] != Timestamp.Missing);
            if (unseen > 0) context.Warnings.Add($"{request.Text}: {unseen} rows are in months of which no training row has a value, and have no climatology");
            var metadata = new ColumnMetadata(column.Metadata.Unit, LongName: $"{words} {Derived.Words(column)} ({origin})", Source: Derived.Mark + request.Text + ", " + origin);
            yield return new NumberColumn(request.Name ?? $"{column.Name}_{suffix}", values, metadata);
        }
    }

    /// <summary>What is normal in each row, and where that comes from.</summary>
    private static Func<int, double> Normals(FeatureContext context, FeatureRequest request, NumberColumn column, ClimatologyKind kind, long[] times, out string origin)
    {
        if (context.Given?.Find(column.Name, kind) is { } given)
        {
            if (context.Given.UnitOf(column.Name, kind) is { } unit && column.Metadata.Unit is { } own && unit != own)
                throw OceanException.BadInput($"{request.Text}: the climatology of '{column.Name}' is in '{unit}' and the column in '{own}'");
            origin = "climatology from a file";
            context.Climatologies.Put(column.Name, given, column.Metadata.Unit);
            return row => given.At(times[row]);
        }

        var all = Enumerable.Range(0, column.Length);
        if (context.Split is not { } split || context.Fold is not { } fold)
        {
            origin = "climatology learned from all rows";
            var whole = Climatology.Learn(kind, times, column.Values, all, request.Text);
            context.Climatologies.Put(column.Name, whole, column.Metadata.Unit);
            return row => whole.At(times[row]);
        }

        if (split.IsParts)
        {
            origin = "climatology learned from the training part";
            var part = split.FoldNames.ToList().IndexOf(Split.Train);
            var trained = Climatology.Learn(kind, times, column.Values, all.Where(row => fold[row] == part), request.Text);
            context.Climatologies.Put(column.Name, trained, column.Metadata.Unit);
            return row => trained.At(times[row]);
        }

        origin = "climatology learned from the other folds, so that values of different folds differ slightly";
        context.LearnedByFold.Add((request, column.Name));
        var used = all.Where(row => fold[row] != Split.None).ToList();
        var everyFold = Climatology.Learn(kind, times, column.Values, used, request.Text);
        var others = Enumerable.Range(0, split.FoldCount).Select(held => Climatology.Learn(kind, times, column.Values, used.Where(row => fold[row] != held), request.Text)).ToArray();
        context.Climatologies.Put(column.Name, everyFold, column.Metadata.Unit);
        return row => (fold[row] == Split.None ? everyFold : others[fold[row]]).At(times[row]);
    }
}
