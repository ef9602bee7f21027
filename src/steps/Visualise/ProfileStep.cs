using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Profiles over depth, measured and predicted.</summary>
internal sealed class ProfileStep : DrawStep
{
    private readonly Option<string[]> measured = new("--measured")
    {
        HelpName = "COLUMNS",
        Description = "Columns of what was measured, one per depth; their names end with the depth in metres, e.g. CHLA_0_10 or NITRATE_50. Names or patterns, separated by commas.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> predicted = new("--predicted")
    {
        HelpName = "COLUMNS",
        Description = "Columns of what was predicted, one per depth, in TABLE; COLUMN_sigma gives the bands.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> predictions = new("--predictions")
    {
        HelpName = "FILE",
        Description = "Take what was predicted from this table: row for row the same profiles, and columns of the same names unless --predicted says otherwise, as oceanml-predict writes them.",
    };

    private readonly Option<string?> label = new("--label") { HelpName = "TEXT", Description = "What the values are, for the axis; by default from the column names." };

    private readonly Option<string?> name = new("--name") { HelpName = "COLUMN", Description = "Column that names the single profiles; default profile_id, profile or platform." };

    private readonly Option<bool> log10 = new("--log10") { Description = "A logarithmic axis; values of zero and below are left out." };

    public ProfileStep()
        : base("profile", "Profiles over depth: median and quartiles of what was measured and predicted, and three single profiles with their one-sigma bands.")
    {
        Add(measured, predicted, predictions, label, name, log10);
        AddCommon();
        AddExample("oceanml-visualise profile profiles.parquet --measured 'CHLA_*' --unit 'mg m-3' --log10 --output measured.png");
        AddExample("oceanml-visualise profile predictions.parquet --measured 'CHLA_*_measured' --predicted 'CHLA_*' --log10 --output profiles.png");
        AddExample("oceanml-visualise profile profiles.parquet --measured 'CHLA_*' --predictions predictions.parquet --log10 --output profiles.png");
    }

    protected override Figure Build(StepRun run, Table data)
    {
        var columns = Profiles.DepthColumns(TablePatterns.Match(data, run.Value(measured)!));
        var other = run.Value(predictions) is { } path ? TableFile.Read(run.Input(path)) : null;
        var estimates = run.Value(predicted) is { Length: > 0 } patterns ? Profiles.DepthColumns(TablePatterns.Match(other ?? data, patterns)) : other is null ? [] : columns;
        var words = ColumnWords.Common(data, columns, run.Value(label), Unit(run));
        return Profiles.Of("profile", data, columns, other ?? data, estimates, run.Value(name), words, run.Value(log10));
    }
}
