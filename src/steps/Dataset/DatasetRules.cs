using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>What the options mean for the library.</summary>
internal static class DatasetRules
{
    private static readonly string[] Companions = ["_qc", "_sigma", "_origin", "_label", "_label_confidence", "_age", "_distance", "_lower", "_upper"];

    /// <summary>How rows make series or grids.</summary>
    public static FeatureOptions Of(StepRun run, DatasetStepOptions options, FieldGrid? grid)
    {
        var coverage = run.Value(options.Coverage);
        if (coverage is not null and not (> 0 and <= 1)) throw OceanException.Usage($"--coverage is {coverage}; it must be above 0 and at most 1");
        string[] series = [.. (run.Value(options.Series) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return new FeatureOptions
        {
            SeriesColumns = run.IsGiven(options.Series) ? series : null,
            Step = Length(run.Value(options.Step), "--step"),
            Tolerance = Length(run.Value(options.Tolerance), "--tolerance"),
            Coverage = coverage ?? 1,
            Grid = grid,
        };
    }

    /// <summary>What the table is made of.</summary>
    public static DatasetRecipe Recipe(StepRun run, DatasetStepOptions options, Table table, FeatureOptions rules, SplitPlan? plan)
    {
        var derive = FeatureRequest.Parse(run.Value(options.Derive) ?? []);
        var targets = Matched(table, run.Value(options.Targets));
        var rule = run.Value(options.Event) is { } text ? EventRule.Parse(text, Duration.Parse(run.Value(options.EventDuration)!), Duration.Parse(run.Value(options.EventGap)!)) : null;
        if (rule is null && (run.IsGiven(options.EventDuration) || run.IsGiven(options.EventGap))) throw OceanException.Usage("--event-duration and --event-gap belong to --event");
        var features = run.IsGiven(options.Features) ? Matched(table, run.Value(options.Features)) : derive.Count > 0 ? [] : EveryNumber(table, targets, rule);
        if (features.Count == 0 && derive.Count == 0) throw OceanException.Usage("there is no feature: name columns with --features or derive some with --derive");
        return new DatasetRecipe
        {
            Features = features,
            Derive = derive,
            Targets = targets,
            Leads = run.Value(options.Lead) is { } lead ? StepRange.Lengths(lead) : [],
            Event = rule,
            Rows = rules,
            KeepMissing = run.Value(options.Missing) == "keep",
            Split = plan,
            GroupColumn = run.Value(options.Split.GroupBy),
            GroupPattern = options.Split.Pattern(run),
            Seed = run.Seed,
            Climatologies = run.Value(options.Climatology) is { } file ? ClimatologySet.Of(TableFile.Read(run.Input(file))) : null,
        };
    }

    private static IReadOnlyList<string> Matched(Table table, string[]? patterns) => patterns is { Length: > 0 } ? TablePatterns.Match(table, patterns) : [];

    private static List<string> EveryNumber(Table table, IReadOnlyList<string> targets, EventRule? rule)
    {
        var others = IdentifyingColumns.Of(table).Concat(targets).ToHashSet();
        if (rule is not null) others.Add(rule.Column);
        return [.. table.Columns.Where(column => column is NumberColumn && !others.Contains(column.Name) && column.Name is not ("fold" or "split") && !Companions.Any(ending => column.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Select(column => column.Name)];
    }

    private static TimeSpan? Length(string? text, string option)
    {
        if (text is null) return null;
        var length = Duration.Parse(text);
        return length > TimeSpan.Zero || option == "--tolerance" ? length : throw OceanException.Usage($"{option} must be above 0");
    }
}
