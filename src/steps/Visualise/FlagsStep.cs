using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Quality flags per variable.</summary>
internal sealed class FlagsStep : DrawStep
{
    private readonly Option<string[]> variables = new("--variables")
    {
        HelpName = "COLUMNS",
        Description = "Variables whose flags are counted: names or patterns without the ending _qc; all that have flags by default.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    public FlagsStep()
        : base("flags", "Quality flags per variable as stacked bars, with what each flag means.")
    {
        Add(variables);
        AddCommon(hasUnit: false);
        AddExample("oceanml-visualise flags observations.parquet --output flags.png");
    }

    protected override Figure Build(StepRun run, Table data) => Flags.Of("flags", data, run.Value(variables) ?? []);
}
