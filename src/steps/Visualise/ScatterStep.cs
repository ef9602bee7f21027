using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Estimate against reference, with the scores beside it.</summary>
internal sealed class ScatterStep : DrawStep
{
    private readonly Option<string> reference = new("--reference") { HelpName = "COLUMN", Description = "Column taken as true, along the horizontal axis.", Required = true };

    private readonly Option<string> estimate = new("--estimate") { HelpName = "COLUMN", Description = "Column compared with it, along the vertical axis.", Required = true };

    private readonly Option<bool> log10 = new("--log10")
    {
        Description = "Logarithmic axes, and scores of the logarithms; values of zero and below are left out and counted.",
    };

    private readonly Option<string?> resampleBy = new("--resample-by")
    {
        HelpName = "COLUMN",
        Description = "Confidence intervals draw whole groups of this column, since values of one float are not independent. Default: platform, where the table has it; 'none' for independent pairs.",
    };

    private readonly Option<string?> resamplePattern = new("--resample-pattern")
    {
        HelpName = "REGEX",
        Description = "Part of --resample-by that is the group, e.g. '^[^_]+' for the platform in profile_id 1902304_012.",
    };

    public ScatterStep()
        : base("scatter", "Scatter of an estimate against a reference with the 1:1 line, regression lines and the scores; many pairs are counted in hexagons.")
    {
        Add(reference, estimate, log10, resampleBy, resamplePattern);
        AddCommon();
        AddExample("oceanml-visualise scatter matchups.parquet --reference CHLA_0_10 --estimate chlor_a --log10 --output scatter.png --also-pdf");
    }

    protected override bool UsesSeed => true;

    protected override Figure Build(StepRun run, Table data)
    {
        var groups = Scatters.GroupNumbers(data, run.Value(resampleBy), run.Value(resamplePattern));
        return Scatters.Of("scatter", data, run.Value(reference)!, run.Value(estimate)!, run.Value(log10), Unit(run), groups, run.Seed);
    }
}
