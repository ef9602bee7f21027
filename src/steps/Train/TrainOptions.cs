using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Learning;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-train</c> and what they mean for the library.</summary>
internal sealed class TrainOptions
{
    private static readonly (string Setting, string Value)[] FastSettings = [("members", "3"), ("epochs", "30")];

    public Argument<string> Table { get; } = new("table") { HelpName = "TABLE", Description = "Table to learn from (Parquet, CSV or TSV), one row per observation." };

    public Option<string[]> Features { get; } = new("--features") { HelpName = "COLUMNS", Description = "Columns to predict from: names and patterns (* and ?), separated by commas or blanks, e.g. 'Rrs_*,sin_time'. A spectrum (16 or more columns that differ in a number at their end) enters as its principal components. Default: the features of a table that oceanml-dataset made.", AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Targets { get; } = new("--targets") { HelpName = "COLUMNS", Description = "Columns to predict, several at once. Values may be missing: each target learns from the rows that have it. Default: the targets of a table that oceanml-dataset made.", AllowMultipleArgumentsPerToken = true };

    public Option<bool> Log10 { get; } = new("--log10") { Description = "Learn and score the logarithm to base 10 of the targets, for quantities over orders of magnitude such as chlorophyll. Predictions come in the unit all the same." };

    public Option<double> Floor { get; } = new("--floor") { HelpName = "VALUE", Description = "With --log10: smallest value of a target, in its unit; smaller ones are raised to it and counted.", DefaultValueFactory = _ => 0.001 };

    public Option<string> Negative { get; } = Choice("--negative", "RULE", "With --log10: negative targets are raised to the floor (floor) or count as missing (missing).", "floor", "missing");

    public Option<string> Missing { get; } = Choice("--missing", "RULE", "A row without one of the features is rejected and counted (reject), or stays as it is for models that take missing values (keep: trees, and linear models, which take the mean of the rows learned from). Default: keep where the model can.", "reject", "keep");

    public Option<string?> GroupBy { get; } = new("--group-by") { HelpName = "COLUMN", Description = "Column that names the platform, cruise or site; rows of one group are never split between learning and scoring. Default: platform, where the table has it." };

    public Option<string?> GroupPattern { get; } = new("--group-pattern") { HelpName = "REGEX", Description = "What part of that column is the group: the first match, or its first parenthesis, e.g. '^[^_]+' for the text before the first underscore." };

    public Option<string> Split { get; } = new("--split") { HelpName = "KIND", Description = $"What is kept together when rows are held out for scoring: {SplitPlan.Forms}. Rows of one platform, week or region resemble each other; with random the scores are too good, and those of whole groups stand beside them where the groups are known.", DefaultValueFactory = _ => "group" };

    public Option<int?> Folds { get; } = new("--folds") { HelpName = "N", Description = "Folds of the cross-validation behind the scores and the calibration of sigma. Default: 5, or one for each year, period, event or value of a column." };

    public Option<string?> Margin { get; } = new("--margin") { HelpName = "LENGTH", Description = "Rows nearer than this to rows of another fold are used nowhere: a time (30h, 5d) for splits by time, a distance (50km) for splits by space. Default in time: as far as the features of a table look back that oceanml-dataset made; give at least the length of a window of lags." };

    public Option<string> Task { get; } = Choice("--task", "KIND", "Whether the target is a quantity (regression) or names classes (classification); auto: text and columns of 0 and 1 name classes, other numbers are quantities.", "auto", "regression", "classification");

    public Option<string> Model { get; } = new("--model", "-m") { HelpName = "KIND", Description = $"What learns: {string.Join(", ", LearnerCatalogue.Names)}.", DefaultValueFactory = _ => LearnerCatalogue.Default };

    public Option<string?> Settings { get; } = new("--settings") { HelpName = "FILE", Description = "Settings of the model from a file (YAML, as oceanml-tune writes it); what is given on the command line wins." };

    public Option<string[]> Set { get; } = new("--set") { HelpName = "NAME=VALUE", Description = "Any setting of the model, e.g. leaves=31; a name that does not exist is answered with those that do.", AllowMultipleArgumentsPerToken = true };

    public Option<string?> Method { get; } = new("--method") { HelpName = "NAME", Description = "How networks give their uncertainty: ensemble (networks that each give a variance; the soundest), mc-dropout (one network with units dropped at random), bayes (a distribution of weights, Bayes by backprop), quantile (for skewed errors). Default: ensemble." };

    public Option<int?> Members { get; } = Number("--members", "Networks in the ensemble. More take longer and give a steadier mean and spread. Default: 10.");

    public Option<string?> Hidden { get; } = new("--hidden") { HelpName = "N,N", Description = "Units of the hidden layers; 0 for a linear model. Default for mlp: 64,64,64." };

    public Option<string?> Activation { get; } = new("--activation") { HelpName = "NAME", Description = "What hidden units do with their sums: tanh, relu, silu. Default: tanh." };

    public Option<int?> Components { get; } = Number("--components", "Principal components kept of each spectrum; 0 feeds every band to the network. Default: 10.");

    public Option<int?> Epochs { get; } = Number("--epochs", "Passes through the data at most. Default for mlp: 60.");

    public Option<int?> Patience { get; } = Number("--patience", "Epochs with a worse error on the groups a network leaves out for itself, after which it stops. Default: 5.");

    public Option<int?> Batch { get; } = Number("--batch", "Rows per step. Default: by the number of rows, 32 to 128 (16 to 64 for series).");

    public Option<double?> LearningRate { get; } = Real("--learning-rate", "Length of the first steps; falls to zero as a half cosine. Default for mlp: 0.002.");

    public Option<double?> WeightDecay { get; } = Real("--weight-decay", "How strongly weights are drawn to zero. Default: 0.01.");

    public Option<double?> Dropout { get; } = Real("--dropout", "Share of hidden values dropped at random while learning. Default for mlp: 0.1.");

    public Option<bool> Fast { get; } = new("--fast") { Description = "A quick look: 3 networks and 30 epochs where these are not given. Scores are somewhat worse." };

    public Option<string?> Card { get; } = new("--card") { HelpName = "FILE", Description = "Where the model card (JSON) goes: what the model is for, data, split, scores. Default: OUTPUT.card.json." };

    public Option<string?> Predictions { get; } = new("--predictions") { HelpName = "FILE", Description = "Also write the predictions of every row made while its group was held out, beside the observations, for validate and visualise." };

    public Option<string?> Scores { get; } = new("--scores") { HelpName = "FILE", Description = "Also write the scores alone (JSON)." };

    public IEnumerable<Symbol> All =>
    [
        Table, Features, Targets, Log10, Floor, Negative, Missing, GroupBy, GroupPattern, Split, Folds, Margin, Task, Model, Settings, Set, Method, Members, Hidden, Activation, Components,
        Epochs, Patience, Batch, LearningRate, WeightDecay, Dropout, Fast, Card, Predictions, Scores,
    ];

    /// <summary>Which columns, by what rules; the patterns are already resolved.</summary>
    public DatasetOptions Dataset(StepRun run, Table table, IReadOnlyList<string> features, IReadOnlyList<string> targets, SplitPlan split, ILearner learner)
    {
        var floor = run.Value(Floor);
        var classes = run.Value(Task) == "classification" || (run.Value(Task) == "auto" && targets.Any(target => table[target] is TextColumn));
        if (run.Value(Task) == "auto" && targets.All(target => IsYesOrNo(table[target])))
        {
            run.Log($"{targets[0]} is 0 or 1 everywhere: it is learned as two classes (--task regression for a quantity)");
            classes = true;
        }

        if (run.Value(Log10) && classes) throw OceanException.Usage("--log10 is for quantities, and the target names classes");
        if (run.Value(Log10) && !(floor > 0 && double.IsFinite(floor))) throw OceanException.Usage("--floor must be above 0: log10 of 0 is not a number");
        if (run.IsGiven(Floor) && !run.Value(Log10)) throw OceanException.Usage("--floor needs --log10");
        var group = run.Value(GroupBy) ?? (table.Has("platform") ? "platform" : null);
        if (group is null && split.Kind == SplitKind.Group)
            throw OceanException.Usage("no column 'platform' to split by: name the column of the platform, cruise or site with --group-by, or split by something else with --split, e.g. year, time:7d or space:500km");
        if (group is not null) _ = table[group];
        else if (run.Value(GroupPattern) is not null) throw OceanException.Usage("--group-pattern needs --group-by");
        return new DatasetOptions
        {
            Features = features,
            Targets = targets,
            GroupColumn = group,
            GroupPattern = CommandLine.GroupPattern.Parse(run.Value(GroupPattern)),
            Classes = classes,
            Log10 = run.Value(Log10),
            Floor = floor,
            NegativeIsMissing = run.Value(Negative) == "missing",
            KeepMissing = KeepsMissing(run, learner),
        };
    }

    private bool KeepsMissing(StepRun run, ILearner learner)
    {
        if (!run.IsGiven(Missing)) return learner.TakesMissing;
        if (run.Value(Missing) == "reject") return false;
        return learner.TakesMissing ? true : throw OceanException.Usage($"--missing keep: {learner.Name} takes no missing values; choose another model, e.g. boosting, or reject such rows");
    }

    private static bool IsYesOrNo(Column column) =>
        column is NumberColumn numbers && numbers.Values.All(value => double.IsNaN(value) || value is 0 or 1) && numbers.Values.Contains(0) && numbers.Values.Contains(1);

    /// <summary>The names and patterns of an option, or what the table says of itself where it is not given.</summary>
    public static string[] Columns(StepRun run, Option<string[]> option, Table table, string key)
    {
        if (run.Value(option) is { Length: > 0 } given) return given;
        return table.Metadata.TryGetValue(key, out var names) && names.Length > 0
            ? names.Split('\n')
            : throw OceanException.Usage($"{option.Name} is missing: name the columns; only a Parquet table of oceanml-dataset says by itself which they are");
    }

    /// <summary>What is kept together; a random split of a table with groups is scored by group, and by rows beside it.</summary>
    public SplitPlan HeldOut(StepRun run, Table table)
    {
        var plan = SplitPlan.Parse(run.Value(Split)!);
        if (plan.Kind == SplitKind.Random && (run.Value(GroupBy) is not null || table.Has("platform"))) plan = SplitPlan.Parse("group");
        if (run.IsGiven(Folds)) plan = plan with { Folds = Within(run, Folds, 2, 1000) };
        if (run.Value(Margin) is { } given) return plan.WithMargin(given);
        if (!plan.IsTemporal || !table.Metadata.TryGetValue("dataset_margin", out var margin)) return plan;
        run.Log($"the features look back and the targets ahead by {margin}: rows nearer than that to rows of another fold are used nowhere (--margin)");
        return plan.WithMargin(margin);
    }

    /// <summary>What learns, with the settings of the file, of the options and of <c>--set</c>, the later winning.</summary>
    public ILearner Learner(StepRun run)
    {
        var settings = run.Value(Settings) is { } file ? LearnerSettingsFile.Read(run.Input(file)) : new LearnerSettings(run.Value(Model)!, new Dictionary<string, string>());
        if (run.IsGiven(Model)) settings = settings with { Model = run.Value(Model)! };
        var given = settings.With(Given(run));
        if (!run.Value(Fast) || !LearnerCatalogue.IsNetwork(settings.Model)) return LearnerCatalogue.Make(given);

        // Methods of passes and draws train one network anyway.
        var fast = FastSettings.Where(one => one.Setting != "members" || given.Text("method", "ensemble") is "ensemble" or "quantile");
        return LearnerCatalogue.Make(settings.With(fast.Select(one => KeyValuePair.Create(one.Setting, one.Value))).With(Given(run)));
    }

    private IEnumerable<KeyValuePair<string, string>> Given(StepRun run)
    {
        foreach (var option in new[] { Members, Components, Epochs, Patience, Batch })
        {
            if (run.Value(option) is { } value) yield return KeyValuePair.Create(Name(option), SettingValues.Write(value));
        }

        foreach (var option in new[] { LearningRate, WeightDecay, Dropout })
        {
            if (run.Value(option) is { } value) yield return KeyValuePair.Create(Name(option), SettingValues.Write(value));
        }

        foreach (var option in new[] { Method, Hidden, Activation })
        {
            if (run.Value(option) is { } value) yield return KeyValuePair.Create(Name(option), value);
        }

        foreach (var text in (run.Value(Set) ?? []).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw OceanException.Usage($"--set '{text}': write NAME=VALUE, e.g. leaves=31");
            yield return KeyValuePair.Create(text[..equals].Replace('-', '_'), text[(equals + 1)..]);
        }
    }

    private static string Name(Option option) => option.Name[2..].Replace('-', '_');

    private static int Within(StepRun run, Option<int?> option, int low, int high)
    {
        var value = run.Value(option)!.Value;
        return value >= low && value <= high
            ? value
            : throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}; it must be from {low} to {high}"));
    }

    private static Option<int?> Number(string name, string description) => new(name) { HelpName = "N", Description = description };

    private static Option<double?> Real(string name, string description) => new(name) { HelpName = "VALUE", Description = description };

    /// <summary>An option of a few words; the first is the default.</summary>
    private static Option<string> Choice(string name, string help, string description, params string[] words)
    {
        var option = new Option<string>(name) { HelpName = help, Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
