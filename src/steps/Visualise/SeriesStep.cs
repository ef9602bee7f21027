using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Values over time.</summary>
internal sealed class SeriesStep : DrawStep
{
    private readonly Option<string> value = new("--value") { HelpName = "COLUMN", Description = "Column along the vertical axis; one-sigma bars where the table has COLUMN_sigma.", Required = true };

    private readonly Option<string?> group = new("--group") { HelpName = "COLUMN", Description = "Column whose values get a colour each, e.g. platform; the seven largest, the others in grey." };

    private readonly Option<bool> log10 = new("--log10") { Description = "A logarithmic axis; values of zero and below are left out and counted." };

    public SeriesStep()
        : base("series", "Values over time, a colour per group.")
    {
        Add(value, group, log10);
        AddCommon();
        AddExample("oceanml-visualise series observations.parquet --value chlorophyll --group platform --log10 --output series.png");
    }

    protected override Figure Build(StepRun run, Table data)
    {
        var column = run.Value(value)!;
        var label = ColumnWords.Of(data, column, Unit(run));
        var values = data.Numbers(column);
        double[] sigma = data.Has(column + "_sigma") ? data.Numbers(column + "_sigma") : [];
        var groups = run.Value(group) is { } name ? Groups.Of(data, name) : [];
        return SeriesFigure.Of("series", $"{label.Label} over time", Coordinates.Time(data), values, sigma, groups, label, run.Value(log10));
    }
}
