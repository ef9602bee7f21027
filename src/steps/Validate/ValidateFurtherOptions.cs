using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of oceanml-validate for distributions, classes, events, extremes and comparisons.</summary>
internal sealed class ValidateFurtherOptions
{
    public Option<string[]> Quantiles { get; } = new("--quantiles")
    {
        HelpName = "LEVEL:COLUMN",
        Description = "Columns below which a share of the stated distribution lies, e.g. '0.1:CHLA_lower,0.9:CHLA_upper'; a * as in --estimate. Default: the estimate's columns _lower and _upper (10 and 90 %), where the table has them; 'none' for none.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Members { get; } = new("--members")
    {
        HelpName = "PATTERN",
        Description = "Columns with equally likely values, the members of an ensemble, e.g. 'SST_member_?'; for one estimate.",
    };

    public Option<string[]> Classes { get; } = new("--classes")
    {
        HelpName = "NAMES",
        Description = "Score as classes, these and in this order: precision, recall and F1 of each, macro and weighted means, confusion matrix, abundance. Default: columns of text are classes, all that occur.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Probabilities { get; } = new("--probabilities")
    {
        HelpName = "PATTERN",
        Description = "Columns with the probability of each class, whose * is the class: adds Brier score, log loss and calibration. Default: the estimate's columns _probability_*, where the table has them.",
    };

    public Option<bool> Events { get; } = new("--events")
    {
        Description = "Score rare events, by row and by event: found (POD), false (FAR), CSI, ETS, bias, precision and recall, beside climatology and persistence. The reference is 0 or 1, or give --threshold or --event-class, which imply it.",
    };

    public Option<double?> Threshold { get; } = new("--threshold")
    {
        HelpName = "VALUE",
        Description = "There is an event where the reference is at or above this value, in its unit; forecast where the estimate is.",
    };

    public Option<bool> Below { get; } = new("--below")
    {
        Description = "With --threshold: events are at or below it.",
    };

    public Option<string?> EventClass { get; } = new("--event-class")
    {
        HelpName = "CLASS",
        Description = "The class of the reference that is the event, e.g. bloom.",
    };

    public Option<string?> Probability { get; } = new("--probability")
    {
        HelpName = "COLUMN",
        Description = "Column with the probability of an event: adds Brier score and skill. Default: from --sigma with --threshold; the estimate itself where the reference is 0 or 1; the estimate's column _probability_CLASS.",
    };

    public Option<double?> ProbabilityThreshold { get; } = new("--probability-threshold")
    {
        HelpName = "SHARE",
        Description = "An event is forecast where its probability is at or above this. Default: where the estimate itself is one; 0.5 where only a probability is given. Rare events are found more often with less.",
    };

    public Option<string[]> Tolerance { get; } = new("--tolerance")
    {
        HelpName = "TIMES",
        Description = "A forecast counts within this time before or after, e.g. 3d; several are scored one by one.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["0d", "1d", "7d"],
    };

    public Option<string> EventGap { get; } = new("--event-gap")
    {
        HelpName = "TIME",
        Description = "Events with no more time than this between them are one. Default: an event ends at the first row without it, or at a hole of more than 2.5 steps.",
        DefaultValueFactory = _ => "0d",
    };

    public Option<string> EventMinimum { get; } = new("--event-minimum")
    {
        HelpName = "TIME",
        Description = "Events shorter than this are none, neither observed nor forecast.",
        DefaultValueFactory = _ => "0d",
    };

    public Option<string?> Lead { get; } = new("--lead")
    {
        HelpName = "TIME",
        Description = "How long before its time a forecast was made: what persistence may know. Default: one step of the series.",
    };

    public Option<string?> Time { get; } = new("--time")
    {
        HelpName = "COLUMN",
        Description = "Column with the times, for events. Default: time.",
    };

    public Option<string?> Series { get; } = new("--series")
    {
        HelpName = "COLUMN",
        Description = "Column that names the series (platform, site): events and windows never reach from one to another. Default: platform, where the table has it.",
    };

    public Option<string[]> Extremes { get; } = new("--extremes")
    {
        HelpName = "LEVELS",
        Description = "Score what lies beyond these quantiles of the reference apart from the bulk, e.g. '0.05,0.95': up to 0.5 the smallest values, above it the largest.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Folds { get; } = new("--folds")
    {
        HelpName = "COLUMN",
        Description = "Column with the fold each row was held out in: estimates of one reference are compared over the folds, by the corrected resampled t test and Wilcoxon's signed ranks. Default: fold, where the table has it and --pairs names several estimates of one reference.",
    };

    public Option<string?> Comparison { get; } = new("--comparison")
    {
        HelpName = "FILE",
        Description = "Also write that comparison as a table to print: .md, .tex, .csv, .tsv or Parquet.",
    };

    public IEnumerable<Symbol> All =>
    [
        Quantiles, Members, Classes, Probabilities, Events, Threshold, Below, EventClass, Probability, ProbabilityThreshold, Tolerance, EventGap, EventMinimum,
        Lead, Time, Series, Extremes, Folds, Comparison,
    ];
}
