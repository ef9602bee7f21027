using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Distributions of columns.</summary>
internal sealed class HistogramStep : DrawStep
{
    private const int Most = 5;

    private readonly Option<string[]> values = new("--values")
    {
        HelpName = "COLUMNS",
        Description = "Columns drawn on one axis, five at most; names or patterns, separated by commas.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> log10 = new("--log10") { Description = "A logarithmic axis; values of zero and below are left out and counted." };

    public HistogramStep()
        : base("histogram", "Distribution of one or several columns.")
    {
        Add(values, log10);
        AddCommon();
        AddExample("oceanml-visualise histogram matchups.parquet --values CHLA_0_10,chlor_a --log10 --output distribution.png");
    }

    protected override Figure Build(StepRun run, Table data)
    {
        var columns = TablePatterns.Match(data, run.Value(values)!);
        if (columns.Count > Most) throw OceanException.Usage($"--values names {columns.Count} columns; {Most} at most stay readable in one figure");
        var label = ColumnWords.Of(data, columns[0], Unit(run));
        if (columns.Count > 1) label = ("Value", label.Unit);
        return HistogramFigure.Of(
            "histogram",
            columns.Count == 1 ? $"Distribution of {Maps.Lower(label.Label)}" : "Distributions",
            label,
            [.. columns.Select(column => (ColumnWords.Of(data, column).Label, data.Numbers(column)))],
            run.Value(log10));
    }
}
