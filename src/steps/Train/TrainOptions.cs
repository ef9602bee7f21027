using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-train</c> and what they mean for the library.</summary>
internal sealed class TrainOptions
{
    private const int FastMembers = 3;
    private const int FastEpochs = 30;

    private static readonly NetworkOptions Defaults = new();
    private static readonly TrainingPlan PlanDefaults = new();

    public Argument<string> Table { get; } = new("table") { HelpName = "TABLE", Description = "Table to learn from (Parquet, CSV or TSV), one row per observation." };

    public Option<string[]> Features { get; } = new("--features") { HelpName = "COLUMNS", Description = "Columns to predict from: names and patterns (* and ?), separated by commas or blanks, e.g. 'Rrs_*,sin_time'. A spectrum (16 or more columns that differ in a number at their end) enters as its principal components.", Required = true, AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Targets { get; } = new("--targets") { HelpName = "COLUMNS", Description = "Columns to predict, several at once. Values may be missing: each target learns from the rows that have it.", Required = true, AllowMultipleArgumentsPerToken = true };

    public Option<bool> Log10 { get; } = new("--log10") { Description = "Learn and score the logarithm to base 10 of the targets, for quantities over orders of magnitude such as chlorophyll. Predictions come in the unit all the same." };

    public Option<double> Floor { get; } = new("--floor") { HelpName = "VALUE", Description = "With --log10: smallest value of a target, in its unit; smaller ones are raised to it and counted.", DefaultValueFactory = _ => 0.001 };

    public Option<string> Negative { get; } = Choice("--negative", "RULE", "With --log10: negative targets are raised to the floor (floor) or count as missing (missing).", "floor", "missing");

    public Option<string> Missing { get; } = Choice("--missing", "RULE", "A row without one of the features is rejected and counted (reject), or takes the median of the column (median); predict then asks for the feature all the same.", "reject", "median");

    public Option<string?> GroupBy { get; } = new("--group-by") { HelpName = "COLUMN", Description = "Column that names the platform, cruise or site; rows of one group are never split between learning and scoring. Default: platform, where the table has it." };

    public Option<string?> GroupPattern { get; } = new("--group-pattern") { HelpName = "REGEX", Description = "What part of that column is the group: the first match, or its first parenthesis, e.g. '^[^_]+' for the text before the first underscore." };

    public Option<string> Split { get; } = Choice("--split", "KIND", "Score on held-out groups (group), or on random rows beside them (random). Rows of one platform resemble each other, so random scores are too good.", "group", "random");

    public Option<int> Folds { get; } = Number("--folds", "Folds of the cross-validation behind the scores and the calibration of sigma.", PlanDefaults.Folds);

    public Option<int> Members { get; } = Number("--members", "Networks in the ensemble. More take longer and give a steadier mean and spread.", Defaults.Members);

    public Option<string> Hidden { get; } = new("--hidden") { HelpName = "N,N", Description = "Units of the hidden layers; 0 for a linear model.", DefaultValueFactory = _ => string.Join(',', Defaults.Hidden) };

    public Option<string> Activation { get; } = Choice("--activation", "NAME", "What hidden units do with their sums.", [.. Enum.GetNames<Activation>().Select(name => name.ToLowerInvariant())]);

    public Option<int> Components { get; } = new("--components") { HelpName = "N", Description = "Principal components kept of each spectrum; 0 feeds every band to the network.", DefaultValueFactory = _ => Defaults.Components };

    public Option<int> Epochs { get; } = Number("--epochs", "Passes through the data at most.", Defaults.Epochs);

    public Option<int> Patience { get; } = Number("--patience", "Epochs with a worse error on the groups a network leaves out for itself, after which it stops.", Defaults.Patience);

    public Option<int> Batch { get; } = Number("--batch", "Rows per step.", Defaults.BatchSize);

    public Option<double> LearningRate { get; } = Real("--learning-rate", "Length of the first steps; falls to zero as a half cosine.", Defaults.LearningRate);

    public Option<double> WeightDecay { get; } = Real("--weight-decay", "How strongly weights are drawn to zero.", Defaults.WeightDecay);

    public Option<double> Dropout { get; } = Real("--dropout", "Share of hidden values dropped at random while learning.", Defaults.Dropout);

    public Option<bool> Fast { get; } = new("--fast") { Description = $"A quick look: {FastMembers} members and {FastEpochs} epochs where these are not given. Scores are somewhat worse." };

    public Option<string?> Card { get; } = new("--card") { HelpName = "FILE", Description = "Where the model card (JSON) goes: what the model is for, data, split, scores. Default: OUTPUT.card.json." };

    public Option<string?> Predictions { get; } = new("--predictions") { HelpName = "FILE", Description = "Also write the predictions of every row made while its group was held out, beside the observations, for validate and visualise." };

    public Option<string?> Scores { get; } = new("--scores") { HelpName = "FILE", Description = "Also write the scores alone (JSON)." };

    public IEnumerable<Symbol> All =>
    [
        Table, Features, Targets, Log10, Floor, Negative, Missing, GroupBy, GroupPattern, Split, Folds, Members, Hidden, Activation, Components,
        Epochs, Patience, Batch, LearningRate, WeightDecay, Dropout, Fast, Card, Predictions, Scores,
    ];

    /// <summary>Which columns, by what rules; the patterns are already resolved.</summary>
    public DatasetOptions Dataset(StepRun run, Table table, IReadOnlyList<string> features, IReadOnlyList<string> targets)
    {
        var floor = run.Value(Floor);
        if (run.Value(Log10) && !(floor > 0 && double.IsFinite(floor))) throw OceanException.Usage("--floor must be above 0: log10 of 0 is not a number");
        if (run.IsGiven(Floor) && !run.Value(Log10)) throw OceanException.Usage("--floor needs --log10");
        var group = run.Value(GroupBy) ?? (table.Has("platform") ? "platform" : null);
        if (group is null && run.Value(Split) != "random")
            throw OceanException.Usage("no column 'platform' to split by: name the column of the platform, cruise or site with --group-by, or ask for --split random");
        if (group is not null) _ = table[group];
        return new DatasetOptions
        {
            Features = features,
            Targets = targets,
            GroupColumn = group,
            GroupPattern = Pattern(run.Value(GroupPattern), group),
            Log10 = run.Value(Log10),
            Floor = floor,
            NegativeIsMissing = run.Value(Negative) == "missing",
            ImputeMedian = run.Value(Missing) == "median",
        };
    }

    /// <summary>How to train and to score.</summary>
    public TrainingPlan Plan(StepRun run, bool grouped)
    {
        var fast = run.Value(Fast);
        return new TrainingPlan
        {
            Learner = new NetworkLearner(Defaults with
            {
                Members = fast && !run.IsGiven(Members) ? FastMembers : Within(run, Members, 1, 1000),
                Hidden = Widths(run.Value(Hidden)!),
                Activation = Enum.Parse<Activation>(run.Value(Activation)!, ignoreCase: true),
                Epochs = fast && !run.IsGiven(Epochs) ? FastEpochs : Within(run, Epochs, 1, 100_000),
                Patience = Within(run, Patience, 1, 100_000),
                BatchSize = Within(run, Batch, 1, 1_000_000),
                LearningRate = (float)Within(run, LearningRate, 1e-8, 10),
                WeightDecay = (float)Within(run, WeightDecay, 0, 10),
                Dropout = (float)Within(run, Dropout, 0, 0.95),
                Components = Within(run, Components, 0, 10_000),
            }),
            Folds = Within(run, Folds, 2, 1000),
            Grouped = grouped,
            RandomSplit = run.Value(Split) == "random",
            Seed = run.Seed,
        };
    }

    private static Regex? Pattern(string? text, string? group)
    {
        if (text is null) return null;
        if (group is null) throw OceanException.Usage("--group-pattern needs --group-by");
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            throw OceanException.Usage($"--group-pattern '{text}' is not a regular expression: {exception.Message}");
        }
    }

    private static int[] Widths(string text)
    {
        if (text.Trim() == "0") return [];
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var widths = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]) || widths[i] is < 1 or > 8192)
                throw OceanException.Usage($"--hidden '{text}' is not a list of layer widths from 1 to 8192, such as 64,64");
        }

        return widths;
    }

    private static T Within<T>(StepRun run, Option<T> option, T low, T high)
        where T : struct, IComparable<T>
    {
        var value = run.Value(option);
        return value.CompareTo(low) >= 0 && value.CompareTo(high) <= 0
            ? value
            : throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}; it must be from {low} to {high}"));
    }

    private static Option<int> Number(string name, string description, int value) => new(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => value };

    private static Option<double> Real(string name, string description, float value) =>
        new(name) { HelpName = "VALUE", Description = description, DefaultValueFactory = _ => Math.Round((double)value, 6) };

    /// <summary>An option of a few words; the first is the default.</summary>
    private static Option<string> Choice(string name, string help, string description, params string[] words)
    {
        var option = new Option<string>(name) { HelpName = help, Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
