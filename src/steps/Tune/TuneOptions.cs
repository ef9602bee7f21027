using System.CommandLine;
using OceanML.Formats.Learning;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The options of oceanml-tune, the same for a run in one go and for its parts on a cluster. Those of the table are named as in oceanml-train.</summary>
internal sealed class TuneOptions
{
    public Argument<string> Table { get; } = new("table") { HelpName = "TABLE", Description = "Table to learn from (Parquet, CSV or TSV), one row per observation." };

    public Option<string[]> Features { get; } = new("--features") { HelpName = "COLUMNS", Description = "Columns to predict from: names and patterns (* and ?), separated by commas or blanks.", Required = true, AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Targets { get; } = new("--targets") { HelpName = "COLUMNS", Description = "Columns to predict. Values may be missing.", Required = true, AllowMultipleArgumentsPerToken = true };

    public Option<bool> Log10 { get; } = new("--log10") { Description = "Learn and score the logarithm to base 10 of the targets." };

    public Option<double> Floor { get; } = new("--floor") { HelpName = "VALUE", Description = "With --log10: smallest value of a target, in its unit; smaller ones are raised to it and counted.", DefaultValueFactory = _ => 0.001 };

    public Option<string> Negative { get; } = Choice("--negative", "RULE", "With --log10: negative targets are raised to the floor (floor) or count as missing (missing).", "floor", "missing");

    public Option<string> Missing { get; } = Choice("--missing", "RULE", "A row without one of the features is rejected and counted (reject), or stays as it is for models that take missing values (keep). Default: keep where every model can.", "reject", "keep");

    public Option<string?> GroupBy { get; } = new("--group-by") { HelpName = "COLUMN", Description = "Column that names the platform, cruise or site; rows of one group are never split between learning, choosing and judging. Default: platform, where the table has it." };

    public Option<string?> GroupPattern { get; } = new("--group-pattern") { HelpName = "REGEX", Description = "What part of that column is the group: the first match, or its first parenthesis, e.g. '^[^_]+' for the text before the first underscore." };

    public Option<string> Split { get; } = new("--split") { HelpName = "KIND", Description = $"What is kept together in outer and inner folds: {SplitPlan.Forms}.", DefaultValueFactory = _ => "group" };

    public Option<string?> Margin { get; } = new("--margin") { HelpName = "LENGTH", Description = "Rows nearer than this to rows of another fold are used nowhere: a time (30h, 5d) for splits by time, a distance (50km) for splits by space." };

    public Option<int> Folds { get; } = Number("--folds", "Outer folds, which judge: each search is repeated without one of them, and its best configuration predicts it. 0: no such honest score, and so many times faster.", 5);

    public Option<int> InnerFolds { get; } = Number("--inner-folds", "Inner folds, which choose, among the rows that each search may see.", 3);

    public Option<string> Task { get; } = Choice("--task", "KIND", "Whether the target is a quantity (regression) or names classes (classification); auto: text names classes, numbers are quantities.", "auto", "regression", "classification");

    public Option<string> Model { get; } = new("--model", "-m") { HelpName = "KIND", Description = $"Kind of model whose usual settings are searched: {string.Join(", ", SearchSpaceFile.Names)}.", DefaultValueFactory = _ => LearnerCatalogue.Default };

    public Option<string?> Space { get; } = new("--space") { HelpName = "FILE", Description = "What to search instead (YAML): 'epochs: 60' is fixed, 'batch: [32, 64]' a choice, 'learning_rate: {float: [0.0001, 0.01], log: true}' or int a range, 'when: {model: mlp}' a condition on a line above, 'model: [mlp, forest]' several kinds." };

    public Option<string> Method { get; } = Choice("--method", "NAME", "How to search: hyperband (many configurations with a small budget, the best with more), halving (the same once), random (each in full), grid (all combinations).", "hyperband", "halving", "random", "grid");

    public Option<int?> Trials { get; } = new("--trials") { HelpName = "N", Description = "Configurations drawn from the space. Default: 17 for hyperband (what its rungs need), 27 for halving, 20 for random; a grid has all." };

    public Option<int> Eta { get; } = Number("--eta", "One of so many goes on to the next rung of halving, with so many times the budget.", 3);

    public Option<double> Smallest { get; } = new("--smallest") { HelpName = "SHARE", Description = "Smallest share of the full budget in halving.", DefaultValueFactory = _ => Math.Round(1 / 9.0, 4) };

    public Option<string?> Budget { get; } = new("--budget") { HelpName = "NAME", Description = "What the budget is: a setting that is a whole number (epochs, rounds, trees), or groups, to learn from fewer of them. Default: epochs, rounds or trees where every model has it, else groups." };

    public Option<int> Points { get; } = Number("--points", "Values that a grid takes of each range.", 3);

    public Option<string[]> Searching { get; } = new("--searching") { HelpName = "NAME=VALUE", Description = "Settings that hold while searching only, to be faster, where a model has them; 'none' for none. The outer folds are predicted in full.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["members=2"] };

    public Option<string?> Score { get; } = new("--score") { HelpName = "NAME", Description = $"What decides: {string.Join(", ", TrialScore.Names(false))} for quantities, {string.Join(", ", TrialScore.Names(true))} for classes. Default: the first." };

    public Option<string?> Journal { get; } = new("--journal") { HelpName = "FILE", Description = "Every finished evaluation, a line each; a run that was stopped goes on from it. Default: OUTPUT.journal.jsonl." };

    public Option<string?> Results { get; } = new("--results") { HelpName = "FILE", Description = "Also write scores, comparisons and all trials (JSON)." };

    public Option<string?> TrialTable { get; } = new("--table") { HelpName = "FILE", Description = "Also write all trials as a table (.csv, .tsv or Parquet)." };

    public Option<string?> Comparison { get; } = new("--comparison") { HelpName = "FILE", Description = "Also write the comparison over folds as a table to print: .md, .tex, .csv, .tsv or Parquet." };

    /// <summary>What decides the evaluations.</summary>
    public IEnumerable<Symbol> OfSearch =>
    [
        Table, Features, Targets, Log10, Floor, Negative, Missing, GroupBy, GroupPattern, Split, Margin, Folds, InnerFolds, Task, Model, Space, Method, Trials, Eta, Smallest,
        Budget, Points, Searching, Score,
    ];

    /// <summary>What is written in the end.</summary>
    public IEnumerable<Symbol> OfReport => [Results, TrialTable, Comparison];

    private static Option<int> Number(string name, string description, int value) => new(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => value };

    /// <summary>An option of a few words; the first is the default.</summary>
    private static Option<string> Choice(string name, string help, string description, params string[] words)
    {
        var option = new Option<string>(name) { HelpName = help, Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
