using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of oceanml-validate.</summary>
internal sealed class ValidateOptions
{
    public ValidateFurtherOptions Further { get; } = new();

    public Argument<string> Table { get; } = new("TABLE")
    {
        Description = "Table with references and estimates: matchups or predictions; Parquet, CSV or TSV, recognised by content.",
    };

    public Option<string?> Reference { get; } = new("--reference", "-r")
    {
        HelpName = "COLUMN",
        Description = "Column taken as the truth, e.g. the float: numbers, or classes as text. One * stands for any text: 'CHLA_*_measured'.",
    };

    public Option<string?> Estimate { get; } = new("--estimate", "-e")
    {
        HelpName = "COLUMN",
        Description = "Column to be judged, e.g. the satellite or the model, in the unit of the reference. A * stands for the same text as in --reference: 'CHLA_*'.",
    };

    public Option<string[]> Pairs { get; } = new("--pairs")
    {
        HelpName = "A:B,C:D",
        Description = "Several pairs, each reference:estimate; instead of --reference and --estimate.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Sigma { get; } = new("--sigma")
    {
        HelpName = "COLUMN",
        Description = "Column with one standard deviation of the estimate, e.g. 'CHLA_*_sigma': adds how often the truth lies within 1 and 1.96 sigma (0.683 and 0.95 where sigma is right), and judges the whole distribution: CRPS, coverage at 50, 80 and 95 %, reliability, sharpness. Default: the estimate's column _sigma, where the table has it; 'none' for none.",
    };

    public Option<string?> From { get; } = new("--estimates-from")
    {
        HelpName = "FILE",
        Description = "Take the estimates (and sigma) from this table, joined to TABLE by --key.",
    };

    public Option<string[]> Key { get; } = new("--key")
    {
        HelpName = "COLUMNS",
        Description = "Columns that identify a row in both tables, e.g. 'profile_id' or 'platform,time,depth'.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> Log10 { get; } = new("--log10")
    {
        Description = "Also compare decimal logarithms, as is usual for chlorophyll: multiplicative bias and error, MdSA, SSPB. Pairs with a value of 0 or below are then left out and counted.",
    };

    public Option<string[]> GroupBy { get; } = new("--group-by", "-g")
    {
        HelpName = "COLUMNS",
        Description = "Also score every value of these columns by itself, e.g. 'region,applicability_verdict'; 'sensor+wavelength' scores every combination of two.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> ResampleBy { get; } = new("--resample-by")
    {
        HelpName = "COLUMN",
        Description = "Confidence intervals draw whole groups of this column, since values of one float are not independent. Default: platform or group, where the table has it. Matchups that share pixels (shares_pixels) are always drawn together; 'none' for independent pairs, which gives intervals that are too narrow if they are not.",
    };

    public Option<string?> ResamplePattern { get; } = new("--resample-pattern")
    {
        HelpName = "REGEX",
        Description = "Part of --resample-by that is the group, e.g. '^[^_]+' for the platform in profile_id 1902304_012.",
    };

    public Option<int> Bootstrap { get; } = new("--bootstrap")
    {
        HelpName = "N",
        Description = "Number of bootstrap samples for the confidence intervals; 0 for none (faster).",
        DefaultValueFactory = _ => 1000,
    };

    public Option<double> Confidence { get; } = new("--confidence")
    {
        HelpName = "SHARE",
        Description = "Confidence of the intervals, between 0 and 1.",
        DefaultValueFactory = _ => 0.95,
    };

    public Option<string?> ScoreTable { get; } = new("--table")
    {
        HelpName = "FILE",
        Description = "Also write the scores as a table, one row each (.csv, .tsv or Parquet).",
    };

    public Option<string[]> Missing { get; } = new("--missing")
    {
        HelpName = "VALUES",
        Description = "Values that stand for 'no value' besides empty, NaN, NA and NULL, e.g. -999.",
        AllowMultipleArgumentsPerToken = true,
    };
}
