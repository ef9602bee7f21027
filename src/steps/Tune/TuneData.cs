using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The rows to learn from and their nested folds, read by the rules of oceanml-train.</summary>
/// <param name="Data">The data; its groups are what is held out together.</param>
/// <param name="Split">Outer and inner folds.</param>
internal sealed record TuneData(Dataset Data, NestedSplit Split)
{
    /// <summary>Reads and divides the table.</summary>
    public static TuneData Read(StepRun run, TuneOptions options, bool takesMissing)
    {
        var table = TableFile.Read(run.Input(run.Value(options.Table)!));
        var (folds, inner) = (run.Value(options.Folds), run.Value(options.InnerFolds));
        if (folds is 1 or < 0 or > 1000) throw OceanException.Usage($"--folds is {folds}; it must be 2 or more, or 0 for none");
        if (inner is < 2 or > 1000) throw OceanException.Usage($"--inner-folds is {inner}; it must be from 2 to 1000");
        var rules = Rules(run, options, table, takesMissing);
        var plan = Plan(run, options, rules.GroupColumn, folds);
        var (data, report) = DatasetReader.Read(table, rules);
        run.CountIn(report.Rows);
        run.CountOut(data.Count);
        foreach (var (reason, count) in report.Rejected) run.Reject(reason, count);
        foreach (var warning in report.Warnings) run.Warn(warning);
        var split = NestedSplit.Of(LearningTable.Rows(table, plan, rules, data), plan, inner, folds > 0, run.Seed);
        run.Warn(split.Warnings);
        run.Log(string.Create(CultureInfo.InvariantCulture, $"{data.Count} rows, {data.FeatureCount} features, {data.TargetCount} targets; {(split.Folds.Count > 0 ? $"outer folds judge: {split.Outer.Sentence}; " : "")}inner folds choose: {split.Searches[^1].Split.Sentence}"));
        return new TuneData(data with { Groups = split.Outer.Unit, GroupNames = split.Outer.UnitNames }, split);
    }

    private static SplitPlan Plan(StepRun run, TuneOptions options, string? group, int folds)
    {
        var plan = SplitPlan.Parse(run.Value(options.Split)!);
        if (group is null && plan.Kind == SplitKind.Group)
            throw OceanException.Usage("no column 'platform' to split by: name the column of the platform, cruise or site with --group-by, or split by something else with --split, e.g. year, time:7d or space:500km");

        // Years, events and values have an outer fold each unless a number is asked for.
        var oneEach = plan.Kind is SplitKind.Year or SplitKind.Event or SplitKind.Column || (plan.Kind == SplitKind.Period && plan.Cuts.Count > 0);
        if (folds > 0 && (run.IsGiven(options.Folds) || !oneEach)) plan = plan with { Folds = folds };
        return run.Value(options.Margin) is { } margin ? plan.WithMargin(margin) : plan;
    }

    private static DatasetOptions Rules(StepRun run, TuneOptions options, Table table, bool takesMissing)
    {
        var targets = LearningTable.Columns(run, table, run.Value(options.Targets)!, "target");
        var features = LearningTable.Columns(run, table, run.Value(options.Features)!, "feature");
        var classes = run.Value(options.Task) == "classification" || (run.Value(options.Task) == "auto" && targets.Any(target => table[target] is TextColumn));
        var floor = run.Value(options.Floor);
        if (run.Value(options.Log10) && classes) throw OceanException.Usage("--log10 is for quantities, and the target names classes");
        if (run.Value(options.Log10) && !(floor > 0 && double.IsFinite(floor))) throw OceanException.Usage("--floor must be above 0: log10 of 0 is not a number");
        if (run.IsGiven(options.Floor) && !run.Value(options.Log10)) throw OceanException.Usage("--floor needs --log10");
        var group = run.Value(options.GroupBy) ?? (table.Has("platform") ? "platform" : null);
        if (group is not null) _ = table[group];
        else if (run.Value(options.GroupPattern) is not null) throw OceanException.Usage("--group-pattern needs --group-by");
        return new DatasetOptions
        {
            Features = features,
            Targets = targets,
            GroupColumn = group,
            GroupPattern = CommandLine.GroupPattern.Parse(run.Value(options.GroupPattern)),
            Classes = classes,
            Log10 = run.Value(options.Log10),
            Floor = floor,
            NegativeIsMissing = run.Value(options.Negative) == "missing",
            KeepMissing = takesMissing && !(run.IsGiven(options.Missing) && run.Value(options.Missing) == "reject"),
        };
    }
}
