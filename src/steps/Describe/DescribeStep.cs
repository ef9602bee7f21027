using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class DescribeStep : Step
{
    public DescribeStep()
        : base("describe", "Say what a data file holds: product, variables, extent, flags.") => AddExample("oceanml-describe --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
