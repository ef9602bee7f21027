using System.CommandLine;
using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.CommandLine;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The options of oceanml-explain.</summary>
internal sealed class ExplainOptions
{
    public Argument<string> Table { get; } = new("TABLE")
    {
        Description = "Table with the features of the model, under the names they had in training: Parquet, CSV or TSV, recognised by content. Its rows are explained.",
    };

    public Option<string[]> Model { get; } = new("--model", "-m")
    {
        HelpName = "FILE",
        Description = "Model written by oceanml-train (ONNX). Or models that another program made (ONNX, Keras HDF5), with --description; several files, a folder or a pattern are one ensemble.",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    public Option<string?> Description { get; } = new("--description", "-d")
    {
        HelpName = "FILE",
        Description = "YAML file that says what the inputs and outputs of a model of another program are, as for oceanml-predict.",
    };

    public Option<string> Method { get; } = new("--method")
    {
        HelpName = "NAME",
        Description = "How to explain. 'shap' (default): Shapley values as the model allows: of trees exactly (shap-tree); of networks exactly (shap-exact) for up to 12 features and some hundred rows where that takes seconds, otherwise by expected gradients (shap-gradient), an approximation whose difference from sampled Shapley values is logged; else sampled (shap-permutation). Exact but slow: shap-exact, sampled: shap-kernel, shap-permutation. Through the layers of a network: lrp, lrp-alpha-beta, integrated-gradients, gradient-input. Around each row: lime. How much skill is lost: permutation (needs measured targets in the table, or says how much predictions change).",
        DefaultValueFactory = _ => "shap",
    };

    public Option<string[]> Outputs { get; } = new("--outputs")
    {
        HelpName = "NAMES",
        Description = "Targets, or classes, to explain; patterns allowed. By default all targets; of a classification 'predicted': in each row the class that the model gives there.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string> Scale { get; } = new("--scale")
    {
        HelpName = "SCALE",
        Description = "Of a classification: explain the 'logit' before the softmax (it adds up, and is what lrp and gradients explain) or the 'probability'. 'auto': logit for methods that look into layers or trees, probability otherwise.",
        DefaultValueFactory = _ => "auto",
    };

    public Option<string?> Background { get; } = new("--background")
    {
        HelpName = "FILE",
        Description = "Table whose rows stand for 'the feature is not known', e.g. the training table. By default the explained table itself. Relevances count from the mean prediction over it, so another background gives other values.",
    };

    public Option<int> BackgroundRows { get; } = new("--background-rows")
    {
        HelpName = "N",
        Description = "Rows drawn from the background (seeded). More give smoother values; time grows with it, except for shap-gradient.",
        DefaultValueFactory = _ => 100,
    };

    public Option<int?> MaxRows { get; } = new("--max-rows")
    {
        HelpName = "N",
        Description = "Explain a seeded sample of N rows; 0 for all. By default all, but 500 for shap-exact, shap-kernel, shap-permutation and lime, whose rows cost thousands of evaluations each, and 20000 for permutation.",
    };

    public Option<int?> Samples { get; } = new("--samples")
    {
        HelpName = "N",
        Description = "shap-gradient: background rows per explained row (default 128 for small tables, 16 for large ones); shap-kernel: sets of features (default 2 x features + 2048); shap-permutation: orders per background row (default 1); integrated-gradients: points along the way (default 64); lime: rows around each (default 1000). More is more exact and slower.",
    };

    public Option<int> Repeats { get; } = new("--repeats")
    {
        HelpName = "N",
        Description = "permutation: shuffles of each feature and group; their spread is the interval.",
        DefaultValueFactory = _ => 10,
    };

    public Option<string> Baseline { get; } = new("--baseline")
    {
        HelpName = "WHAT",
        Description = "integrated-gradients, gradient-input: where the way begins: 'training' (mean of each feature in training), 'background' (its mean in the background) or 'zero'.",
        DefaultValueFactory = _ => "training",
    };

    public Option<float> Epsilon { get; } = new("--epsilon")
    {
        HelpName = "X",
        Description = "lrp: added to every sum of contributions, with its sign. Larger values absorb weak, noisy relevance, and relevances then sum to less than the output.",
        DefaultValueFactory = _ => 1e-6f,
    };

    public Option<float> Alpha { get; } = new("--alpha")
    {
        HelpName = "X",
        Description = "lrp-alpha-beta: weight of what speaks for the output; what speaks against it has alpha - 1. 1 shows support alone.",
        DefaultValueFactory = _ => 2,
    };

    public Option<double?> KernelWidth { get; } = new("--kernel-width")
    {
        HelpName = "X",
        Description = "lime: distance, in standard deviations of the background, at which a row around counts 61 % (exp(-1/2)). Default 0.75 x square root of the number of features; small is local and noisy.",
    };

    public Option<double> Interval { get; } = new("--interval")
    {
        HelpName = "SHARE",
        Description = "Share of the members of an ensemble (or of the shuffles) that intervals hold. A relevance is 'trusted' where the interval excludes zero.",
        DefaultValueFactory = _ => 0.9,
    };

    public Option<double> GroupThreshold { get; } = new("--group-threshold")
    {
        HelpName = "RHO",
        Description = "Features of |Spearman's rank correlation| of this at least, every one with every other, are also judged together as a group. Above 1: only spectra, lags and sine-cosine pairs, told by their names.",
        DefaultValueFactory = _ => FeatureGroups.DefaultThreshold,
    };

    public Option<string[]> Groups { get; } = new("--group")
    {
        HelpName = "NAME=FEATURES",
        Description = "A group of your own, features separated by commas, patterns allowed: 'season=sin_*,cos_*'. The option can be repeated.",
    };

    public Option<string[]> By { get; } = new("--by")
    {
        HelpName = "COLUMNS",
        Description = "Also summarise each value of these columns by itself, e.g. platform, season, or the class column. Permutation importance shuffles and scores within each value.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string[]> Regions { get; } = new("--region")
    {
        HelpName = "NAME=W,S,E,N",
        Description = "Also summarise the rows in this box of longitude and latitude, degrees: 'gulf=3,42,6,44'. The option can be repeated; boxes may overlap and cross the dateline. Permutation importance shuffles and scores within each box.",
    };

    public Option<string?> HeldOut { get; } = new("--held-out")
    {
        HelpName = "COLUMN=VALUE",
        Description = "permutation: score these rows alone, which the model was not trained on. By default rows with 'test' in a column 'split' where the table has one; otherwise all, with a warning: importance on training rows shows what the model memorised too.",
    };

    public Option<string?> Rows { get; } = new("--rows")
    {
        HelpName = "FILE",
        Description = "Also write the relevances row by row (.csv or .tsv by name, anything else Parquet): value, base value, residual, relevance of each feature, and of ensembles its sigma and interval.",
    };

    public Option<string[]> Keep { get; } = new("--keep", "-k")
    {
        HelpName = "COLUMNS",
        Description = "With --rows: columns of the table to carry along, names or patterns. By default those that identify a row.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Curves { get; } = new("--curves")
    {
        HelpName = "FILE",
        Description = "Also write the mean effect of the most important features along their range: accumulated local effects (ale) and partial dependence (pdp).",
    };

    public Option<int> Top { get; } = new("--top")
    {
        HelpName = "N",
        Description = "Features in figures and curves, the most important ones.",
        DefaultValueFactory = _ => 9,
    };

    public Option<string?> Summary { get; } = new("--summary")
    {
        HelpName = "FILE",
        Description = "Also write a JSON summary: method, settings, background, importances, groups, residuals, warnings.",
    };

    public Option<string?> Figures { get; } = new("--figures")
    {
        HelpName = "FOLDER",
        Description = "Also draw figures into this folder: bars with intervals, relevances point by point, curves, and a map of the dominant feature where rows have positions. Needs GMT.",
    };

    public Option<string> FigureFormat { get; } = new("--figure-format")
    {
        HelpName = "FORMAT",
        Description = "png, pdf, or both: png,pdf.",
        DefaultValueFactory = _ => "png",
    };

    public Option<string[]> Rename { get; } = new("--rename")
    {
        HelpName = "COLUMN=FEATURE",
        Description = "A column that is a feature of the model under another name, e.g. temp=temperature; a * in both stands for the same text.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> IgnoreUnits { get; } = new("--ignore-units")
    {
        Description = "Take features as they are although another unit is stated than in training. Without it they are converted, and refused where they cannot be.",
    };

    public Option<bool> UseFlagged { get; } = new("--use-flagged")
    {
        Description = "Use feature values whatever their quality flag (column NAME_qc). Without it a value flagged bad counts as missing.",
    };

    public Option<string[]> Missing { get; } = new("--missing")
    {
        HelpName = "VALUES",
        Description = "Values that stand for 'no value' in the table besides empty, NaN, NA and NULL, e.g. -999.",
        AllowMultipleArgumentsPerToken = true,
    };

    public IEnumerable<Symbol> All =>
    [
        Table, Model, Description, Method, Outputs, Scale, Background, BackgroundRows, MaxRows, Samples, Repeats, Baseline, Epsilon, Alpha, KernelWidth, Interval,
        GroupThreshold, Groups, By, Regions, HeldOut, Rows, Keep, Curves, Top, Summary, Figures, FigureFormat, Rename, IgnoreUnits, UseFlagged, Missing,
    ];

    /// <summary>How features are taken from a table.</summary>
    public PredictionOptions Features(StepRun run, string model) => new()
    {
        Model = model,
        IgnoreUnits = run.Value(IgnoreUnits),
        UseFlagged = run.Value(UseFlagged),
        Renames = [.. Words(run.Value(Rename)).Select(FeatureRename.Parse)],
        Vocabulary = VocabularyFile.Load(),
        TimeAllowance = null,
        Threads = run.Threads,
    };

    /// <summary>The words of a list that may be separated by commas.</summary>
    public static IReadOnlyList<string> Words(string[]? values) => [.. (values ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>Refuses values that mean nothing.</summary>
    public void Check(StepRun run)
    {
        static void Require(bool holds, string sentence)
        {
            if (!holds) throw OceanException.Usage(sentence);
        }

        Require(run.Value(Interval) is > 0 and <= 1, $"--interval is {run.Value(Interval)}; it is a share of the members above 0, up to 1");
        Require(run.Value(BackgroundRows) > 0, $"--background-rows is {run.Value(BackgroundRows)}; at least one row is needed");
        Require(run.Value(MaxRows) is null or >= 0, $"--max-rows is {run.Value(MaxRows)}; it is 0 for all rows, or a number of rows");
        Require(run.Value(Samples) is null or > 0, $"--samples is {run.Value(Samples)}; it must be 1 or more");
        Require(run.Value(Repeats) > 0, $"--repeats is {run.Value(Repeats)}; it must be 1 or more");
        Require(run.Value(Top) > 0, $"--top is {run.Value(Top)}; it must be 1 or more");
        Require(run.Value(Epsilon) >= 0, $"--epsilon is {run.Value(Epsilon)}; it must be 0 or more");
        Require(run.Value(Alpha) >= 1, $"--alpha is {run.Value(Alpha)}; it must be 1 or more");
        Require(run.Value(KernelWidth) is null or > 0, $"--kernel-width is {run.Value(KernelWidth)}; it must be above 0");
        Require(run.Value(GroupThreshold) > 0, $"--group-threshold is {run.Value(GroupThreshold)}; it must be above 0");
        Require(run.Value(Scale) is "auto" or "logit" or "probability", $"--scale '{run.Value(Scale)}' is not known; it is auto, logit or probability");
        Require(run.Value(Baseline) is "training" or "background" or "zero", $"--baseline '{run.Value(Baseline)}' is not known; it is training, background or zero");
        foreach (var format in run.Value(FigureFormat)!.Split(',')) Require(format is "png" or "pdf", $"--figure-format '{format}' is not known; it is png, pdf or png,pdf");
    }
}
