using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of oceanml-predict.</summary>
internal sealed class PredictOptions
{
    public Argument<string> Table { get; } = new("TABLE")
    {
        Description = "Table with the features of the model, under the names they had in training: Parquet, CSV or TSV, recognised by content.",
    };

    public Option<string> Model { get; } = new("--model", "-m")
    {
        HelpName = "FILE",
        Description = "Model written by oceanml-train (ONNX). It holds features, units, scaling and training domain: no other file is needed.",
        Required = true,
    };

    public Option<string[]> Keep { get; } = new("--keep", "-k")
    {
        HelpName = "COLUMNS",
        Description = "Columns of the table to carry into the result, names or patterns, e.g. 'sst,wind_*'; '*' keeps all. By default those that identify a row: platform, profile, time, position, depth or pressure, and text columns. Measured values of a target are always carried, as NAME_measured.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> IgnoreUnits { get; } = new("--ignore-units")
    {
        Description = "Take features as they are although the table states another unit than the training table did. Without it, that is an error: a model fed with another unit gives wrong numbers.",
    };

    public Option<string[]> Missing { get; } = new("--missing")
    {
        HelpName = "VALUES",
        Description = "Values that stand for 'no value' in the table besides empty, NaN, NA and NULL, e.g. -999.",
        AllowMultipleArgumentsPerToken = true,
    };
}
