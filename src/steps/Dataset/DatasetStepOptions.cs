using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-dataset</c>.</summary>
internal sealed class DatasetStepOptions
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Description = "Observation tables (Parquet, CSV, TSV), series and profiles in netCDF, one or more, which become one table; or fields (netCDF) on one grid, whose cells become rows.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string[]> Features { get; } = List("--features", "COLUMNS", "Columns that are features as they are: names and patterns (* and ?), separated by commas or blanks. Default: what is derived; where nothing is derived, every column of numbers that is no coordinate, flag, uncertainty or target.");

    public Option<string[]> Targets { get; } = List("--targets", "COLUMNS", "Columns to predict: names and patterns. A row without any of them is left out.");

    public Option<string[]> Derive { get; } = List("--derive", "FEATURES", "Features to derive, separated by blanks, in order; a later one may use an earlier one, NAME = FUNCTION(...) gives it a name, and one whose name begins with _ is only a step on the way. E.g. 'log10(chlorophyll) season position window(wind_speed,air_temperature,48) mean(wind_speed,24h) anomaly(temperature)'. See --list-features for all functions.");

    public Option<bool> ListFeatures { get; } = new("--list-features") { Description = "Print the functions of --derive with what each does, as a table (tabs), and do nothing else." };

    public Option<string?> Simulate { get; } = One("--simulate", "SERIES", "Take a simulated series instead of files, to try things out where the truth is known: cascade, 30 years of daily heat loss, air temperature, wind and temperature in a canyon, where mean heat loss above 210 W m-2 over 30 days brings cold water 12 days later (event_truth). --seed changes the weather.");

    public Option<string?> Lead { get; } = One("--lead", "TIME", "Predict the targets this long after the time of the row: 6h, or 1d..5d for one to five days (a target column each). Features never see later than their row.");

    public Option<string?> Event { get; } = One("--event", "RULE", "Predict events, e.g. 'chlorophyll > 10': a target column event (1 within an event, 0 outside) and event_id, its number. With --lead: event_lead_1d and so on.");

    public Option<string> EventDuration { get; } = Default("--event-duration", "TIME", "Shortest event; shorter ones do not count.", "0s");

    public Option<string> EventGap { get; } = Default("--event-gap", "TIME", "Two stretches beyond the threshold with no more than this between them are one event.", "0s");

    public Option<string[]> Where { get; } = new("--where") { HelpName = "RULE", Description = "Keep rows for which this holds, e.g. --where 'depth <= 10'; may be given several times. Other rows are left out before anything is derived." };

    public Option<string?> Resample { get; } = One("--resample", "TIME", "First bring series to one row per 1d, 3h...: each row stands at the end of its span and holds the values since the end of the one before.");

    public Option<string> ResampleBy { get; } = Choice("--resample-by", "What becomes of the values of a span.", "mean", "median", "min", "max");

    public Option<double?> Coverage { get; } = new("--coverage") { HelpName = "SHARE", Description = "Share of the values of a span that must be there, 0 to 1; else the result is missing. Default: 1 for means, sums and extremes over time, 0.5 for --resample." };

    public Option<string[]> Series { get; } = List("--series", "COLUMNS", "Columns that tell one series from another; lags and windows never go from one into another. Default: platform, and depth or pressure.");

    public Option<string?> Step { get; } = One("--step", "TIME", "Step of the series, e.g. 1h. Default: the most common one.");

    public Option<string?> Tolerance { get; } = One("--tolerance", "TIME", "How far a time may lie from where the step puts it; farther is a gap. Default: a quarter of the step.");

    public Option<string> Missing { get; } = Choice("--missing", "Rows that lack a feature are left out and counted (reject), or stay (keep) for learners that take missing values.", "reject", "keep");

    public Option<bool> KeepFlagged { get; } = new("--keep-flagged") { Description = "Use values that a flag (v_qc) calls bad. Without it they are missing." };

    public Option<string[]> Variables { get; } = List("--variables", "NAMES", "For fields: the variables to take, names and patterns. Default: all.");

    public Option<string[]> Keep { get; } = List("--keep", "COLUMNS", "Further columns that should be in the output. Time, place, platform and other identifiers always are.");

    public Option<string?> Climatology { get; } = One("--climatology", "FILE", "Climatologies for anomaly and climatology, instead of learning them: as --write-climatology wrote them, or a table with a column month (1 to 12) and a column for each variable.");

    public Option<string?> WriteClimatology { get; } = One("--write-climatology", "FILE", "Also write the climatologies that were learned (CSV by extension): new data need the same ones.");

    public Option<string?> Dictionary { get; } = One("--dictionary", "FILE", "Also write the data dictionary: name, role, meaning, unit, range, missing share and source of each column (CSV, or Markdown by .md).");

    public Option<string?> Croissant { get; } = One("--croissant", "FILE", "Also describe the table for machine-learning tools and catalogues (Croissant 1.0, JSON-LD).");

    public Option<string?> Answers { get; } = One("--answers", "FILE", "YAML with what the table does not say of itself for --croissant, under about: name, description, license, url, creator, organisation, date_published, cite_as, version, keywords.");

    public StackOptions Stack { get; } = new();

    public JoinStepOptions Join { get; } = new();

    public SplitOptions Split { get; } = new();

    public IEnumerable<Symbol> All =>
    [
        Files, Features, Targets, Derive, ListFeatures, Simulate, Lead, Event, EventDuration, EventGap, Where, Resample, ResampleBy, Coverage, Series, Step, Tolerance, Missing, KeepFlagged, Variables,
        .. Stack.All, .. Join.All, .. Split.All, Keep, Climatology, WriteClimatology, Dictionary, Croissant, Answers,
    ];

    internal static Option<string[]> List(string name, string what, string description) => new(name) { HelpName = what, Description = description, AllowMultipleArgumentsPerToken = true };

    internal static Option<string?> One(string name, string what, string description) => new(name) { HelpName = what, Description = description };

    internal static Option<string> Default(string name, string what, string description, string value) => new(name) { HelpName = what, Description = description, DefaultValueFactory = _ => value };

    internal static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { HelpName = string.Join('|', values), Description = description, DefaultValueFactory = _ => values[0] };
        return option.AcceptOnlyFromAmong(values);
    }
}
