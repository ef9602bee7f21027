using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Residual by group: which platform or region differs.</summary>
internal sealed class GroupsStep : DrawStep
{
    private readonly Option<string> reference = new("--reference") { HelpName = "COLUMN", Description = "Column taken as true.", Required = true };

    private readonly Option<string> estimate = new("--estimate") { HelpName = "COLUMN", Description = "Column compared with it.", Required = true };

    private readonly Option<string> groupBy = new("--group-by") { HelpName = "COLUMN", Description = "Column that names the group of each row, e.g. platform.", Required = true };

    private readonly Option<string?> pattern = new("--group-pattern") { HelpName = "REGEX", Description = "Only the part of the name that this regular expression matches counts, e.g. '^[^_]+' for what stands before the underscore." };

    private readonly Option<bool> log10 = new("--log10") { Description = "Residuals are log10 of estimate over reference instead of their difference." };

    public GroupsStep()
        : base("groups", "Residuals by group (platform, cruise, region): median and quartiles, in order, so that a group that differs stands out.")
    {
        Add(reference, estimate, groupBy, pattern, log10);
        AddCommon();
        AddExample("oceanml-visualise groups matchups.parquet --reference CHLA_0_10 --estimate chlor_a --group-by platform --log10 --output platforms.png");
    }

    protected override Figure Build(StepRun run, Table data)
    {
        var residuals = Maps.Residuals(data.Numbers(run.Value(estimate)!), data.Numbers(run.Value(reference)!), run.Value(log10));
        var groups = Groups.Of(data, run.Value(groupBy)!, run.Value(pattern));
        return Groups.Figure("groups", data, residuals, groups, run.Value(estimate)!, run.Value(reference)!, run.Value(groupBy)!, run.Value(log10), Unit(run));
    }
}
